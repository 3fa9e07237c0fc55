/**
 * The list, in the order in which it runs. Each group keeps to its own keys, but all share one history: what needs
 * equal contents on both servers (hashes) comes before anything that stores a random id, and auth comes last.
 */
import type { Command } from './command.ts';
import { ALARM } from './commands/alarm.ts';
import { AUTH } from './commands/auth.ts';
import { BINARY } from './commands/binary.ts';
import { CLUSTER } from './commands/cluster.ts';
import { COMPACTION } from './commands/compaction.ts';
import { DEL } from './commands/del.ts';
import { GATEWAY } from './commands/gateway.ts';
import { GET } from './commands/get.ts';
import { HASH } from './commands/hash.ts';
import { LEASE } from './commands/lease.ts';
import { MAINTENANCE } from './commands/maintenance.ts';
import { PUT } from './commands/put.ts';
import { RECIPES } from './commands/recipes.ts';
import { TXN } from './commands/txn.ts';
import { WATCH } from './commands/watch.ts';

export const COMMANDS: readonly Command[] = [
  ...GET,
  ...PUT,
  ...DEL,
  ...TXN,
  ...BINARY,
  ...HASH,
  ...WATCH,
  ...COMPACTION,
  ...LEASE,
  ...CLUSTER,
  ...MAINTENANCE,
  ...ALARM,
  ...RECIPES,
  ...GATEWAY,
  ...AUTH,
];
