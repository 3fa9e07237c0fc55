/** `atollctl conflicts`: writes that lost against a concurrent one of another region. */
import type { Command } from 'commander';
import type { Conflict, ConflictBatch, Version } from '../../client/index.ts';
import { describeKey, describeValue } from '../bytes-text.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { base64, printReport } from '../ctl/report.ts';
import type { Report } from '../ctl/report.ts';

interface ConflictFlags {
  readonly prefix: string;
  readonly watch: boolean;
}

const HELP = `
Two writes conflict when neither region had seen the other's. Both regions then show the same winner; the loser is kept
here, whole, with the region and the time it was written. Nothing is lost without standing in this list.

  atollctl conflicts --prefix /global/
  atollctl conflicts --watch`;

export function defineConflicts(program: Command, contextOf: (command: Command) => CtlContext): void {
  program
    .command('conflicts')
    .summary('writes that lost against a concurrent one of another region')
    .description(
      'Writes that lost against a concurrent one of another region, in the order this region found them.',
    )
    .option('--prefix <prefix>', 'only keys that begin with it', '')
    .option('--watch', 'stay and print what is found from now on', false)
    .addHelpText('after', HELP)
    .action(async ({ prefix, watch }: ConflictFlags, command: Command) => {
      const context = contextOf(command);
      await withClient(context, async ({ admin }) => {
        const feed = admin.conflicts({ prefix, watch });
        if (watch) await follow(context, feed);
        else await printAll(context, feed);
      });
    });
}

/** One table or one JSON document needs the whole feed; it is bounded by its retention. */
async function printAll(context: CtlContext, feed: AsyncIterable<ConflictBatch>): Promise<void> {
  const all: Conflict[] = [];
  let dropped = 0;
  for await (const batch of feed) {
    all.push(...batch.conflicts);
    dropped = batch.dropped;
  }
  printReport(context, conflictReport(all, dropped));
  warnDropped(context, dropped);
}

async function follow(context: CtlContext, feed: AsyncIterable<ConflictBatch>): Promise<void> {
  let known = 0;
  for await (const { conflicts, dropped } of feed) {
    if (dropped > known) warnDropped(context, dropped);
    known = dropped;
    if (conflicts.length > 0) printReport(context, conflictReport(conflicts, dropped));
  }
}

function warnDropped({ terminal }: CtlContext, dropped: number): void {
  if (dropped === 0) return;
  terminal.err(
    `atollctl: the feed has let go of its oldest ${dropped} records; it keeps what its retention allows\n`,
  );
}

export function conflictReport(conflicts: readonly Conflict[], dropped: number): Report {
  return {
    columns: ['#', 'KEY', 'WINNER', 'WINNING VALUE', 'WRITTEN', 'LOSER', 'LOST VALUE', 'WRITTEN', 'REVISION'],
    rows: conflicts.map((conflict) => [
      String(conflict.id),
      subjectOf(conflict),
      ...cellsOf(conflict.winner),
      ...cellsOf(conflict.loser),
      String(conflict.revision),
    ]),
    lines: conflicts.map(
      (conflict) =>
        `#${conflict.id} ${subjectOf(conflict)}: ${describeVersion(conflict.winner)} won over ` +
        `${describeVersion(conflict.loser)}; revision ${conflict.revision}, ${conflict.policy}`,
    ),
    json: { conflicts: conflicts.map(asJson), dropped },
  };
}

function subjectOf({ space, key }: Conflict): string {
  return space === 'key' ? describeKey(key) : `${space} ${describeKey(key)}`;
}

function cellsOf(version: Version): string[] {
  return [version.region, valueOf(version), timeOf(version)];
}

function describeVersion(version: Version): string {
  const by = version.actor === '' ? '' : ` by ${version.actor}`;
  return `${version.region} ${valueOf(version)} (${timeOf(version)}${by})`;
}

const valueOf = ({ value }: Version): string => (value === null ? 'deleted' : describeValue(value));

/** A value that was there before its rule came from another region has no time: any later write is newer. */
function timeOf({ timeMs }: Version): string {
  return timeMs === 0 ? 'before the rule' : new Date(timeMs).toISOString();
}

function asJson(conflict: Conflict): unknown {
  return {
    ...conflict,
    key: base64(conflict.key),
    winner: versionAsJson(conflict.winner),
    loser: versionAsJson(conflict.loser),
  };
}

function versionAsJson(version: Version): unknown {
  return { ...version, value: version.value === null ? null : base64(version.value) };
}
