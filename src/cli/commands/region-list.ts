/** `atollctl region list`: every region, as the leader of the asked one sees it. */
import type { Command } from 'commander';
import { ClientError, withLeader } from '../../client/index.ts';
import type { AtollClient, RegionStatus } from '../../client/index.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { printReport } from '../ctl/report.ts';
import type { Report } from '../ctl/report.ts';
import { describeDuration } from '../duration.ts';

const HELP = `
BEHIND counts the transactions the other region is known to have and this one has not applied: what losing it now would
cost, at least. With the other region out of reach it may have more. GOSSIP says how the region's servers answer, and
since when; LEVEL is the lowest feature level that one of them reads up to. A star stands behind who leads.`;

export function defineRegionList(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('list')
    .summary('the regions, and how far their writes have come here')
    .description(
      'All regions as the asked one sees them: whether they are connected and how far their writes have come.',
    )
    .addHelpText('after', HELP)
    .action(async (_flags: object, command: Command) => {
      const context = contextOf(command);
      const regions = await withClient(context, (client) => regionsSeenBy(context, client));
      printReport(context, regionReport(regions));
    });
}

/** Only a leader has streams from the others; any other member would show them as gone. */
async function regionsSeenBy(
  { terminal }: CtlContext,
  client: AtollClient,
): Promise<readonly RegionStatus[]> {
  try {
    return await withLeader(client, ({ admin }) => admin.regions());
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const regions = await client.admin.regions();
    terminal.err(
      `atollctl: the region's leader cannot be asked, so connections are not known: ${error.message}\n`,
    );
    return regions;
  }
}

export function regionReport(regions: readonly RegionStatus[]): Report {
  return {
    columns: ['REGION', 'STATE', 'GOSSIP', 'APPLIED', 'HEAD', 'BEHIND', 'HEARD', 'LEVEL', 'MEMBERS'],
    rows: regions.map((region) => [
      region.name,
      stateOf(region),
      standingOf(region),
      String(region.appliedSequence),
      String(region.headSequence),
      behindOf(region),
      region.silentMs === null ? 'never' : region.self ? 'now' : `${describeDuration(region.silentMs)} ago`,
      region.level === null ? '-' : String(region.level),
      region.members.map(({ name }) => (name === region.leader ? `${name}*` : name)).join(' '),
    ]),
    json: {
      regions: regions.map((region) => ({ ...region, behind: region.headSequence - region.appliedSequence })),
    },
  };
}

function stateOf({ self, connected, source }: RegionStatus): string {
  if (self) return 'this region';
  return connected ? `connected through ${source}` : 'not connected';
}

function standingOf({ standing }: RegionStatus): string {
  return standing === null ? '-' : `${standing.standing} for ${describeDuration(standing.forMs)}`;
}

function behindOf({ self, connected, headSequence, appliedSequence }: RegionStatus): string {
  if (self) return '-';
  const behind = headSequence - appliedSequence;
  return connected ? String(behind) : `at least ${behind}`;
}
