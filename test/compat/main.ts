/**
 * Real etcdctl against Atoll and against etcd: one list of commands on two fresh servers, and every answer compared.
 *
 * M1. Both servers see the same commands in the same order; each waits for both answers before the next.
 * M2. The exit code is 0 only if every command was equal or differed as intended.
 * M3. No process started here outlives the run, however it ends.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { assertNever } from '../../src/core/base/assert.ts';
import { describeCommand, type Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { compare, type Verdict } from './compare.ts';
import { growAndShrink } from './grow.ts';
import { INTENDED } from './intended.ts';
import { isOffered, NOT_OFFERED } from './not-offered.ts';
import { BadOptions, readOptions, USAGE, type Options } from './options.ts';
import { endAll } from './processes.ts';
import { runningServer, ServerFailed, startAtoll, startEtcd, type Server } from './servers.ts';
import { Side } from './side.ts';
import { PeerUnavailable, SCRATCH, unpackEtcd } from './unpack.ts';

const intendedById = new Map(INTENDED.map((entry) => [entry.id, entry]));

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  checkList();
  if (options.list) {
    for (const command of COMMANDS) console.log(`${command.id.padEnd(40)} ${describeCommand(command)}`);
    return 0;
  }
  const scratch = join(SCRATCH, `compat-${process.pid}`);
  let interrupted = false;
  const cleanUp = async (): Promise<void> => {
    await endAll();
    await rm(scratch, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted = true;
      void cleanUp().finally(() => process.exit(130));
    });
  }
  try {
    if (options.members) return await growAndShrink(options, scratch);
    return await runList(options, scratch, () => interrupted);
  } finally {
    await cleanUp();
  }
}

/** A mistyped id in intended.ts, or one id used twice, would hide a difference. */
function checkList(): void {
  const ids = new Set<string>();
  for (const { id } of COMMANDS) {
    if (ids.has(id)) throw new Error(`commands.ts has "${id}" twice: give each command its own id`);
    ids.add(id);
  }
  for (const { id } of INTENDED) {
    if (!ids.delete(id)) throw new Error(`intended.ts names "${id}", which is no command or named twice`);
  }
}

async function runList(options: Options, scratch: string, interrupted: () => boolean): Promise<number> {
  const binaries = await unpackEtcd(options);
  const place = (name: string) => ({ folder: join(scratch, name), etcdctl: binaries.etcdctl });
  await mkdir(join(scratch, 'peer-files'), { recursive: true });
  await mkdir(join(scratch, 'other-files'), { recursive: true });
  const peerServer = await startEtcd('etcd', binaries.etcd, place('peer'));
  const otherServer = await startOther(options, binaries.etcd, place('other'));
  const peer = new Side(peerServer, binaries.etcdctl, join(scratch, 'peer-files'));
  const other = new Side(otherServer, binaries.etcdctl, join(scratch, 'other-files'));
  await Promise.all([peer.introduce(), other.introduce()]);
  const commands = COMMANDS.filter(({ id }) => options.all || options.peerOnly || isOffered(id));
  console.log(`etcd ${binaries.version} (-) and ${otherServer.title} (+), ${commands.length} commands`);
  if (commands.length < COMMANDS.length) sayWhatIsLeftOut();
  const verdicts: Verdict[] = [];
  const last = commands.findLastIndex(({ id }) => options.only.test(id));
  for (const command of commands.slice(0, last + 1)) {
    const verdict = await judge(command, peer, other, options);
    if (interrupted()) return 130;
    await Promise.all([peerServer.assertRunning(command.id), otherServer.assertRunning(command.id)]);
    if (!options.only.test(command.id)) continue;
    verdicts.push(verdict);
    printVerdict(command, verdict);
  }
  return summarise(verdicts);
}

function sayWhatIsLeftOut(): void {
  for (const { what, why, ids } of NOT_OFFERED) {
    const left = COMMANDS.filter(({ id }) => ids.test(id)).length;
    console.log(`not compared: ${what}, ${left} commands (${why})`);
  }
}

function startOther(
  options: Options,
  etcd: string,
  place: { folder: string; etcdctl: string },
): Promise<Server> {
  if (options.peerOnly) return startEtcd('etcd again', etcd, place);
  if (options.atollEndpoint !== undefined) {
    return Promise.resolve(runningServer(options.atollEndpoint));
  }
  return startAtoll(place);
}

async function judge(command: Command, peer: Side, other: Side, options: Options): Promise<Verdict> {
  const [left, right] = await Promise.all([peer.execute(command), other.execute(command)]);
  return compare(left, right, options.peerOnly ? undefined : intendedById.get(command.id));
}

function printVerdict(command: Command, verdict: Verdict): void {
  switch (verdict.kind) {
    case 'equal':
      console.log(`ok        ${command.id}`);
      break;
    case 'intended':
      console.log(`intended  ${command.id}: ${verdict.why}`);
      break;
    case 'different':
      console.log(`differs   ${command.id}: ${describeCommand(command)}`);
      for (const line of verdict.report) console.log(`          ${line}`);
      break;
    default:
      assertNever(verdict);
  }
}

function summarise(verdicts: readonly Verdict[]): number {
  const count = (kind: Verdict['kind']): number => verdicts.filter((verdict) => verdict.kind === kind).length;
  const different = count('different');
  console.log(
    `${verdicts.length} commands, ${count('equal')} equal, ${count('intended')} intended, ${different} different`,
  );
  return different === 0 && verdicts.length > 0 ? 0 : 1;
}

/** What the operator can mend is one line; anything else is a fault of this program and keeps its stack. */
function explain(error: unknown): unknown {
  if (error instanceof PeerUnavailable || error instanceof ServerFailed) return `compat: ${error.message}`;
  if (error instanceof BadOptions) return `compat: ${error.message}\n${USAGE}`;
  return error;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
