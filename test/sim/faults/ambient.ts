/**
 * What a world suffers all the time while its faults last, by kind, so that each can be left out of a run by its ordinal
 * number as a scheduled fault can.
 */
import { CLEAN_LINK, type LinkProfile } from '../ports/sim-fabric.ts';
import { CALM, type Swarm } from '../swarm.ts';

export interface AmbientFault {
  readonly ordinal: number;
  readonly kind: string;
  readonly isIn: (swarm: Swarm) => boolean;
  readonly without: (swarm: Swarm) => Swarm;
}

type LinkTrouble = Exclude<keyof LinkProfile, 'latencyUs' | 'bytesPerUs'>;

function ofLinks(kind: string, field: LinkTrouble): Omit<AmbientFault, 'ordinal'> {
  return {
    kind,
    isIn: ({ intra, inter }) => intra[field] > 0 || inter[field] > 0,
    without: (swarm) => ({
      ...swarm,
      intra: { ...swarm.intra, [field]: CLEAN_LINK[field] },
      inter: { ...swarm.inter, [field]: CLEAN_LINK[field] },
    }),
  };
}

const KINDS: readonly Omit<AmbientFault, 'ordinal'>[] = [
  ofLinks('frame loss', 'lossRate'),
  ofLinks('frame duplication', 'duplicateRate'),
  ofLinks('frame reordering', 'reorderRate'),
  ofLinks('frame delay', 'jitterUs'),
  ofLinks('connections that break', 'breakRate'),
  {
    kind: 'disk stalls',
    isIn: ({ disk }) => disk.stallRate > 0,
    without: (swarm) => ({ ...swarm, disk: { ...swarm.disk, stallRate: 0 } }),
  },
  {
    kind: 'sync errors',
    isIn: ({ disk }) => disk.syncErrorRate > 0,
    without: (swarm) => ({ ...swarm, disk: { ...swarm.disk, syncErrorRate: 0 } }),
  },
  {
    kind: 'store stalls',
    isIn: ({ store }) => store.stallRate > 0,
    without: (swarm) => ({ ...swarm, store: { ...swarm.store, stallRate: 0 } }),
  },
  {
    kind: 'late timers',
    isIn: ({ lateness }) => lateness.timerUsMax > 0,
    without: (swarm) => ({ ...swarm, lateness: CALM.lateness }),
  },
  {
    kind: 'clocks that run fast or slow',
    isIn: ({ clockRateSpread }) => clockRateSpread > 0,
    without: (swarm) => ({ ...swarm, clockRateSpread: 0 }),
  },
  {
    kind: 'clocks that are off',
    isIn: ({ wallOffsetMsMax }) => wallOffsetMsMax > 0,
    without: (swarm) => ({ ...swarm, wallOffsetMsMax: 0 }),
  },
  {
    kind: 'writes that power losses take or tear',
    isIn: ({ survivalRate, namesInOrder }) => survivalRate < 1 || !namesInOrder,
    without: (swarm) => ({ ...swarm, survivalRate: 1, namesInOrder: true }),
  },
];

export const AMBIENT_FAULTS: readonly AmbientFault[] = KINDS.map((kind, at) => ({
  ordinal: at + 1,
  ...kind,
}));
