/** Members that come and go while everything else goes wrong too. */
import { nextFloat, pick } from '../../../src/core/base/random.ts';
import type { FaultAct } from './fault.ts';
import type { FaultKind } from './kinds.ts';

export const MEMBER_FAULTS = {
  'member replaced': ({ world, random, membership }) => {
    const region = pick(random, world.regions);
    const machine = pick(random, world.membersOf(region));
    const viaLearner = nextFloat(random) < 0.5;
    if (membership.isBusy(region)) return null;
    membership.replace(machine, viaLearner);
    return { what: `${machine.name}${viaLearner ? ', by way of a learner' : ''}` };
  },
  'one more member': ({ world, random, membership }) => {
    const region = pick(random, world.regions);
    const viaLearner = nextFloat(random) < 0.5;
    if (membership.isBusy(region)) return null;
    const { end } = membership.addForAWhile(region, viaLearner);
    return { what: `in ${region}${viaLearner ? ', by way of a learner' : ''}`, undo: end };
  },
} as const satisfies Partial<Record<FaultKind, FaultAct>>;
