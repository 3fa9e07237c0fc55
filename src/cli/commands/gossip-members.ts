/** `atollctl members` and `rtt`: a pool as the asked server sees it. */
import type { Command } from 'commander';
import { hexId } from '../../core/base/brands.ts';
import type { GossipMember } from '../../client/index.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { printReport } from '../ctl/report.ts';
import type { Report } from '../ctl/report.ts';
import { describeDuration } from '../duration.ts';
import { CommandFailure } from '../failure.ts';

export interface PoolFlags {
  readonly wan: boolean;
}

export const WAN_FLAG = [
  '--wan',
  "all regions' servers, not those of the asked one's region",
  false,
] as const;

export function defineMembers(program: Command, contextOf: (command: Command) => CtlContext): void {
  program
    .command('members')
    .summary('who is in the region’s gossip pool, and who is missing')
    .description(
      'The members of a gossip pool as the asked server sees them, and for how long they have been so.',
    )
    .option(...WAN_FLAG)
    .action(async ({ wan }: PoolFlags, command: Command) => {
      const context = contextOf(command);
      printReport(context, membersReport(await withClient(context, ({ gossip }) => gossip.members(wan))));
    });
}

export function membersReport(members: readonly GossipMember[]): Report {
  return {
    columns: ['NAME', 'REGION', 'ZONE', 'ADDRESS', 'STATE', 'FOR', 'ROLE', 'LEVEL', 'MEMBER ID', 'RTT'],
    rows: members.map((member) => [
      ...[member.name, member.region, member.zone === '' ? '-' : member.zone, member.address],
      ...[member.state, describeDuration(member.forMs)],
      ...[roleOf(member), String(member.level), hexId(member.memberId), rttOf(member)],
    ]),
    json: {
      members: members.map(({ memberId, clusterId, ...rest }) => ({
        ...rest,
        memberId: hexId(memberId),
        clusterId: hexId(clusterId),
      })),
    },
  };
}

function roleOf({ leads, memberId }: GossipMember): string {
  if (memberId === 0n) return 'no region yet';
  return leads ? 'leader' : 'server';
}

function rttOf({ rttMs, self }: GossipMember): string {
  if (self) return '-';
  return rttMs === null ? 'not measured' : `${rttMs.toFixed(1)} ms`;
}

export function defineRtt(program: Command, contextOf: (command: Command) => CtlContext): void {
  program
    .command('rtt')
    .summary('how far the other members are')
    .description('Round trips from the asked server to others, as its probes have measured them (smoothed).')
    .argument('[name]', 'one member only')
    .option(...WAN_FLAG)
    .action(async (name: string | undefined, { wan }: PoolFlags, command: Command) => {
      const context = contextOf(command);
      const all = await withClient(context, ({ gossip }) => gossip.members(wan));
      printReport(context, rttReport(named(all, name)));
    });
}

function named(members: readonly GossipMember[], name: string | undefined): readonly GossipMember[] {
  const others = members.filter((member) => !member.self && (name === undefined || member.name === name));
  if (name !== undefined && others.length === 0)
    throw new CommandFailure(`no other member is called ${name}: "atollctl members" lists them`);
  return others;
}

function rttReport(members: readonly GossipMember[]): Report {
  return {
    columns: ['NAME', 'RTT'],
    rows: members.map((member) => [member.name, rttOf(member)]),
    json: { rtt: members.map(({ name, rttMs }) => ({ name, rttMs })) },
  };
}
