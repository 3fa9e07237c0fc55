/**
 * What gossip's packets and frames have in common: ids, incarnations, and what a member tells of itself.
 *
 *   info   [length varint][id 8][version varint][name, address, region, zone: text][claimed u48][role u8: 0 server, 1 agent]
 *          [Raft id u64][leader's term varint][count of URLs u8, text each][level varint][cluster id u64][expected u8]
 *          [what later releases add]
 *
 * I1. What is read keeps the bounds of core/gossip/limits.ts, or is refused: the machine holds no other.
 */
import { CLIENT_URLS_MAX, INCARNATION_MAX, infoProblem, TEXT_BYTES_MAX } from '../core/gossip/limits.ts';
import { NODE_ID_BYTES, nodeId, type NodeId, type NodeInfo } from '../core/gossip/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';

const ROLES = ['server', 'agent'] as const;
const NOBODY = '\0'.repeat(NODE_ID_BYTES);

export function writeId(writer: ByteWriter, id: NodeId): void {
  for (let i = 0; i < NODE_ID_BYTES; i++) writer.u8(id.charCodeAt(i));
}

export function readId(reader: ByteReader): NodeId {
  let id = '';
  for (let i = 0; i < NODE_ID_BYTES; i++) id += String.fromCharCode(reader.u8());
  if (id === NOBODY) reader.fail('id 0 stands for nobody');
  return nodeId(id);
}

/** Incarnations, Lamport times and sequence numbers. */
export function readUpTo(reader: ByteReader, max: number): number {
  const value = reader.varint();
  if (value > max) reader.fail(`${value} is more than the ${max} a member can reach`);
  return value;
}

export const readIncarnation = (reader: ByteReader): number => readUpTo(reader, INCARNATION_MAX);

export function writeInfo(writer: ByteWriter, info: NodeInfo): void {
  const body = new ByteWriter();
  writeId(body, info.id);
  body.varint(info.version);
  body.latin1(info.name).latin1(info.address).latin1(info.region).latin1(info.zone);
  body.u48(info.claimedMs).u8(ROLES.indexOf(info.role)).u64(info.raftId).varint(info.leaderTerm);
  body.u8(info.clientUrls.length);
  for (const url of info.clientUrls) body.latin1(url);
  writer.bytes(body.varint(info.level).u64(info.clusterId).u8(info.expect).finish());
}

/** I1. */
export function readInfo(outer: ByteReader): NodeInfo {
  const reader = new ByteReader(outer.bytes(), 'gossip info');
  const id = readId(reader);
  const version = readIncarnation(reader);
  const [name, address, region, zone] = [
    readText(reader),
    readText(reader),
    readText(reader),
    readText(reader),
  ];
  const claimedMs = reader.u48();
  const role = ROLES[reader.u8()] ?? reader.fail('unknown role');
  const raftId = reader.u64();
  const leaderTerm = reader.varint();
  const clientUrls = Array.from({ length: readUrlCount(reader) }, () => readText(reader));
  const level = readUpTo(reader, INCARNATION_MAX);
  const clusterId = reader.u64();
  const expect = reader.u8();
  const info = {
    id,
    version,
    name,
    claimedMs,
    address,
    region,
    zone,
    role,
    raftId,
    clusterId,
    expect,
    leaderTerm,
    clientUrls,
    level,
  };
  const problem = infoProblem(info);
  return problem === null ? info : reader.fail(problem);
}

function readUrlCount(reader: ByteReader): number {
  const count = reader.u8();
  return count <= CLIENT_URLS_MAX ? count : reader.fail(`${count} client URLs`);
}

function readText(reader: ByteReader): string {
  const text = reader.latin1();
  return text.length <= TEXT_BYTES_MAX ? text : reader.fail(`a text of ${text.length} bytes`);
}
