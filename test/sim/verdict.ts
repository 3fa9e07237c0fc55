/** Everything that is checked when a run is over: each region against its log, then the regions against each other. */
import type { ConflictRecord } from '../../src/core/federation/types.ts';
import type { Serving } from '../../src/node/serving/types.ts';
import type { Audience } from './audience.ts';
import { checkBlackBox } from './checkers/black-box.ts';
import { checkCausality } from './checkers/causality.ts';
import { checkNothingLost, type RegionOutcome } from './checkers/federation.ts';
import { checkLeases } from './checkers/leases.ts';
import { checkRealTime } from './checkers/real-time.ts';
import { replay } from './checkers/replay.ts';
import { checkWatch } from './checkers/watches.ts';
import type { Operation, Violation } from './history.ts';
import { isFederated, REGIONAL_KEYS } from './workload.ts';
import type { World } from './world.ts';

export interface VerdictInput {
  readonly world: World;
  readonly audience: Audience;
  readonly history: readonly Operation[];
  readonly writingRegions: number;
}

export function verdictOf({ world, audience, history, writingRegions }: VerdictInput): readonly Violation[] {
  const violations: Violation[] = [];
  const regions = world.regions.map((region): RegionOutcome => {
    const log = audience.log(region);
    const operations = history.filter((operation) => operation.region === region);
    const foreign = history.filter((operation) => operation.region !== region);
    const replayed = replay({ log, operations, foreign, isFederated });
    const { owners } = replayed;
    violations.push(...log.violations, ...replayed.violations);
    violations.push(
      ...checkRealTime({ log, operations, owners }),
      ...checkLeases({ log, operations, owners }),
    );
    const blackBox = checkBlackBox({ region, operations, keys: REGIONAL_KEYS });
    violations.push(...blackBox.violations);
    world.marks.add('windows searched for an order', blackBox.windows);
    world.marks.add('windows given up', blackBox.undecided);
    const compacted = greatestCompaction(operations);
    for (const watcher of audience.watchersOf(region))
      violations.push(...checkWatch(log, watcher, compacted));
    const serving = world.membersOf(region)[0]?.running?.server.serving;
    return { region, log, owners, conflicts: serving === undefined ? [] : wholeFeed(serving) };
  });
  violations.push(...checkCausality(regions, isFederated));
  violations.push(...checkNothingLost({ regions, isFederated, writingRegions }));
  return violations;
}

function greatestCompaction(operations: readonly Operation[]): number {
  let greatest = 0;
  for (const { request } of operations) {
    if (request.type === 'compact') greatest = Math.max(greatest, request.revision);
  }
  return greatest;
}

function wholeFeed(serving: Serving): ConflictRecord[] {
  const records: ConflictRecord[] = [];
  for (let from = 1, more = true; more;) {
    const page = serving.conflicts({ prefix: '', fromId: from, limit: Number.MAX_SAFE_INTEGER });
    records.push(...page.records);
    ({ next: from, more } = page);
  }
  return records;
}
