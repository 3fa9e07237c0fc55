/** `atollctl status`: every given endpoint, one row each. */
import type { Command } from 'commander';
import { ClientError } from '../../client/index.ts';
import type { MemberStatus, RegionStatus } from '../../client/index.ts';
import { hexId } from '../../core/base/brands.ts';
import { describeBytes } from '../bytes-text.ts';
import { clientFailure } from '../ctl/client-failure.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { printReport } from '../ctl/report.ts';
import type { Report } from '../ctl/report.ts';
import { describeDuration } from '../duration.ts';
import { CommandFailure } from '../failure.ts';

export interface EndpointStatus {
  readonly endpoint: string;
  readonly member: MemberStatus;
  readonly regions: readonly RegionStatus[];
}

const HELP = `
Asks every endpoint, not only the first. BEHIND counts, for each other region, the transactions it is known to have and
this region has not applied; only a region's leader knows. LEVEL is the region's feature level, and the highest the member
reads if that is another.

  atollctl --endpoints 127.0.0.1:2379,127.0.0.1:2389,127.0.0.1:2399 -w table status`;

export function defineStatus(program: Command, contextOf: (command: Command) => CtlContext): void {
  program
    .command('status')
    .summary('members, leaders, revisions and lag of all given endpoints')
    .description(
      'The state of every given endpoint: its region, leader, revision, log, store, lag and alarms.',
    )
    .addHelpText('after', HELP)
    .action(async (_flags: object, command: Command) => {
      const context = contextOf(command);
      const asked = await Promise.all(context.endpoints.map((endpoint) => ask(context, endpoint)));
      const answers = asked.filter((each): each is EndpointStatus => !(each instanceof ClientError));
      if (answers.length > 0) printReport(context, statusReport(answers));
      refuseMissing(context, asked);
    });
}

async function ask(context: CtlContext, endpoint: string): Promise<EndpointStatus | ClientError> {
  try {
    return await withClient({ ...context, endpoints: [endpoint] }, async ({ admin }) => {
      const [member, regions] = await Promise.all([admin.status(), admin.regions()]);
      return { endpoint, member, regions };
    });
  } catch (error) {
    if (error instanceof ClientError) return error;
    throw error;
  }
}

/** Each has its line; the last one ends the command. */
function refuseMissing({ terminal }: CtlContext, asked: readonly (EndpointStatus | ClientError)[]): void {
  const errors = asked.filter((each) => each instanceof ClientError);
  const last = errors.pop();
  for (const { message } of errors) terminal.err(`atollctl: ${message}\n`);
  if (last === undefined) return;
  const { exitCode, message } = clientFailure(last);
  throw new CommandFailure(message, exitCode);
}

export function statusReport(all: readonly EndpointStatus[]): Report {
  const columns = [
    'ENDPOINT',
    'MEMBER',
    'REGION',
    'ROLE',
    'REVISION',
    'TERM',
    'INDEX',
    'APPLIED',
    'SIZE',
    'LEVEL',
  ];
  // Only where somebody takes them: most members do not.
  const hasSnapshots = all.some(({ member }) => member.snapshots !== null);
  return {
    columns: [...columns, 'BEHIND', 'ALARMS', ...(hasSnapshots ? ['SNAPSHOT'] : [])],
    rows: all.map(({ endpoint, member, regions }) => [
      ...[endpoint, member.memberName, member.region, roleOf(member), String(member.revision)],
      ...[String(member.raft.term), String(member.raft.commitIndex), String(member.raft.appliedIndex)],
      ...[describeBytes(member.store.bytes), levelOf(member), behindOf(member, regions), alarmsOf(member)],
      ...(hasSnapshots ? [snapshotOf(member)] : []),
    ]),
    json: all.map(({ endpoint, member, regions }) => ({ endpoint, ...statusAsJson(member), regions })),
  };
}

/** The region's feature level, and what the member could read beyond it. */
function levelOf({ level: { region, newest } }: MemberStatus): string {
  return region === newest ? String(region) : `${region} of ${newest}`;
}

function roleOf({ raft }: MemberStatus): string {
  if (raft.leader === null) return `${raft.role}, no leader`;
  return raft.learner ? 'learner' : raft.role;
}

function levelsAsJson({ members }: MemberStatus['level']): object {
  return Object.fromEntries([...members].map(([id, newest]) => [hexId(id), newest]));
}

function behindOf({ raft }: MemberStatus, regions: readonly RegionStatus[]): string {
  if (raft.role !== 'leader') return '-';
  const others = regions.filter(({ self }) => !self).map(describeBehind);
  return others.length === 0 ? 'no other region' : others.join(', ');
}

function describeBehind({ name, connected, appliedSequence, headSequence, silentMs }: RegionStatus): string {
  const behind = `${name} ${headSequence - appliedSequence}`;
  if (connected) return behind;
  return `${behind}+ (${silentMs === null ? 'never heard' : `silent ${describeDuration(silentMs)}`})`;
}

function alarmsOf({ alarms, federation }: MemberStatus): string {
  const dropped = federation?.conflictsDropped ?? 0;
  const all = dropped === 0 ? alarms : [...alarms, `${dropped} conflicts dropped`];
  return all.length === 0 ? 'none' : all.join(', ');
}

function snapshotOf({ snapshots }: MemberStatus): string {
  if (snapshots === null) return '-';
  if (snapshots.file === '') return snapshots.failures === 0 ? 'none yet' : 'none, all failed';
  const age = describeDuration(Math.max(Date.now() - snapshots.verifiedMs, 0));
  return `revision ${snapshots.revision}, verified ${age} ago`;
}

function statusAsJson({
  clusterId,
  memberId,
  raft,
  federation,
  level,
  replaced,
  ...rest
}: MemberStatus): object {
  return {
    ...rest,
    replaced: Object.fromEntries([...replaced].map(([id, before]) => [hexId(id), hexId(before)])),
    clusterId: hexId(clusterId),
    memberId: hexId(memberId),
    level: { region: level.region, newest: level.newest, members: levelsAsJson(level) },
    raft: { ...raft, leader: raft.leader === null ? null : hexId(raft.leader) },
    federation:
      federation === null
        ? null
        : {
            incarnation: hexId(federation.incarnation),
            applied: Object.fromEntries(federation.applied),
            adopting: federation.adopting.map((prefix) => Buffer.from(prefix).toString('base64')),
            nextConflict: federation.nextConflict,
            conflictsDropped: federation.conflictsDropped,
          },
  };
}
