/** Lends the checks of raft.ts and of the state machines their eyes: a look at a member after each of its turns. */
import { present } from '../../../src/core/base/assert.ts';
import { TABLES } from '../../../src/storage/tables.ts';
import type { Table } from '../../../src/storage/tables.ts';
import type { Server } from '../../../src/node/server.ts';
import type { Machine } from '../machine.ts';
import type { SimProcess } from '../ports/scheduler.ts';
import type { World } from '../world.ts';
import { RaftChecks, type MemberSeen } from './raft.ts';

/** Tables in which members that have applied the same entry hold the same; the keyspace's are compacted by each alone. */
const EVEN_TABLES: readonly Table[] = ['lease', 'member', 'rule', 'set', 'conflict'];
const EVEN_AT = EVEN_TABLES.map((table) => TABLES.indexOf(table));

/** Made once for each life of a member. */
interface Seen {
  readonly server: Server;
  readonly checks: RaftChecks;
  readonly member: MemberSeen;
}

export function watchMembers(world: World): void {
  const checksOf = new Map(
    world.regions.map((region) => [
      region,
      new RaftChecks((what) => world.complain('raft', `${region}: ${what}`)),
    ]),
  );
  const seen = new Map<SimProcess, Seen>();
  const find = (process: SimProcess): Seen | null => {
    const machine = world.machines.find((each) => each.process === process);
    const server = machine?.takingPart ?? null;
    if (machine === undefined || server === null) return null;
    const checks = present(checksOf.get(machine.region), machine.region);
    const found = { server, checks, member: memberOf(machine, process, server) };
    seen.set(process, found);
    return found;
  };
  world.scheduler.afterEvents((process) => {
    const found = process.alive ? (seen.get(process) ?? find(process)) : null;
    if (found === null) return;
    // One that met damage stops in the middle of an entry; but what one that stops still writes, it still vouches for.
    if (found.server['stopped']) found.checks.lookAtDisk(found.member);
    else found.checks.look(found.member);
  });
}

function memberOf({ id, name }: Machine, process: SimProcess, server: Server): MemberSeen {
  return { id, name, process, raft: server['core'].raft, stateHash: () => stateHash(server) };
}

function stateHash(server: Server): number {
  const { machine, store } = server['core'].replica;
  const { counts, hashes } = store['stats'];
  let hash = machine.keyspace.currentRevision;
  for (const at of EVEN_AT) {
    hash = Math.imul(hash, 0x0100_0193) ^ (counts[at] ?? 0);
    hash = Math.imul(hash, 0x0100_0193) ^ ((hashes[at] ?? 0) % 0x1_0000_0000);
  }
  return hash;
}
