/** A configuration, as frames, log records, log entries and the store's record of it carry it. */
import { memberId } from '../core/base/brands.ts';
import type { MemberId } from '../core/base/brands.ts';
import type { ConfState } from '../core/raft/types.ts';
import type { ByteReader, ByteWriter } from './binary.ts';

const MEMBER_BYTES = 8;

export function writeConfState(writer: ByteWriter, conf: ConfState): void {
  for (const members of [conf.voters, conf.votersOutgoing, conf.learners, conf.learnersNext]) {
    writer.varint(members.length);
    for (const member of members) writer.u64(member);
  }
  writer.boolean(conf.autoLeave);
}

export function readConfState(reader: ByteReader): ConfState {
  const members = (): MemberId[] =>
    Array.from({ length: reader.count(MEMBER_BYTES) }, () => memberId(reader.u64()));
  return {
    voters: members(),
    votersOutgoing: members(),
    learners: members(),
    learnersNext: members(),
    autoLeave: reader.boolean(),
  };
}
