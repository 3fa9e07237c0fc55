/** Disks that are full, slow, refuse a request or hold something else than was written, and stores on such disks. */
import { pick } from '../../../src/core/base/random.ts';
import type { Machine } from '../machine.ts';
import type { DiskProfile } from '../ports/sim-disk.ts';
import type { FaultAct, FaultDone, FaultSite } from './fault.ts';
import type { FaultKind } from './kinds.ts';

const SLOWER = 40;
/** However many slow it down: a request that outlives its faults by minutes is no slow disk, and nothing could go on. */
const SLOWEST_US = 1_000_000;
const LOG_FOLDER = 'wal';

/** What a member may say when it stops because of each. */
const FULL = /no space left/;
const REFUSED = /the device reported an error/;
const STORE_DAMAGED = /the store is damaged[.] Start this member again/;
const DAMAGED = /damaged|missing from the store|checksum|is neither|record format/;

export const DISK_FAULTS = {
  'disk full': (site) => fill(site, 'until somebody makes room'),
  'disk full for good': (site) => fill(site, 'for good'),
  'slow disk': (site) =>
    window(site, null, (disk) => ({
      ...disk,
      writeUs: slowed(disk.writeUs),
      syncUs: slowed(disk.syncUs),
    })),
  'sync error': (site) => window(site, REFUSED, (disk) => ({ ...disk, syncErrorRate: 1 })),
  'short write': (site) => window(site, REFUSED, (disk) => ({ ...disk, shortWriteRate: 1 })),
  'unreadable disk': (site) => {
    const { machine, done } = windowAt(site, REFUSED, (disk) => ({ ...disk, readErrorRate: 1 }));
    // A disk is read when a member starts.
    if (machine.process === null) return done;
    machine.kill('reset');
    site.world.scheduler.after(0, { owner: null, what: 'restart' }, () => machine.start());
    return done;
  },
  'bit flip in the log': (site) => damage(site, (machine) => machine.platter.flipBit(LOG_FOLDER)),
  'bit flip in the store': (site) =>
    damage(site, ({ stores }) => {
      const name = [...stores.held.keys()].at(-1);
      return name !== undefined && stores.flipBit(name);
    }),
  'bit flips in snapshots': ({ world, random, overlays }) => {
    const machine = pick(random, world.machines);
    const undo = overlays.store(machine, (store) => ({ ...store, freshFlipRate: 0.5 }));
    // The new store may serve already while the old one is still being closed, and then meets the flip by itself.
    world.excuses.add(machine, STORE_DAMAGED);
    // It needs one only if it was away.
    if (machine.process !== null) machine.kill('silent');
    const startUs = 10_000_000;
    world.scheduler.after(startUs, { owner: null, what: 'restart' }, () => machine.start());
    return { what: `on ${machine.name}`, undo };
  },
  'store full': ({ world, random, overlays }) => {
    const machine = pick(random, world.machines);
    world.excuses.add(machine, FULL);
    return {
      what: `on ${machine.name}`,
      undo: overlays.store(machine, (store) => ({ ...store, full: true })),
    };
  },
  'store flush stall': ({ world, random, overlays }) => {
    const machine = pick(random, world.machines);
    const undo = overlays.store(machine, (store) => ({
      ...store,
      flushUs: slowed(store.flushUs),
      writeUs: slowed(store.writeUs),
    }));
    return { what: `on ${machine.name}`, undo };
  },
} as const satisfies Partial<Record<FaultKind, FaultAct>>;

function slowed(us: number): number {
  return Math.min(us * SLOWER, Math.max(us, SLOWEST_US));
}

function fill(site: FaultSite, how: string): FaultDone {
  const { machine, done } = windowAt(site, FULL, (disk) => disk);
  const capacityBytes = machine.platter.usedBytes();
  const undo = site.overlays.disk(machine, (disk) => ({ ...disk, capacityBytes }));
  return { what: `${done.what} ${how}`, undo };
}

function window(
  site: FaultSite,
  excuse: RegExp | null,
  change: (disk: DiskProfile) => DiskProfile,
): FaultDone {
  return windowAt(site, excuse, change).done;
}

function windowAt(
  { world, random, overlays }: FaultSite,
  excuse: RegExp | null,
  change: (disk: DiskProfile) => DiskProfile,
): { readonly machine: Machine; readonly done: FaultDone } {
  const machine = pick(random, world.machines);
  if (excuse !== null) world.excuses.add(machine, excuse);
  return { machine, done: { what: `on ${machine.name}`, undo: overlays.disk(machine, change) } };
}

/** While the member is down, so that it meets the damage at its start; it comes back when the fault ends. */
function damage({ world, random, atlas }: FaultSite, flip: (machine: Machine) => boolean): FaultDone | null {
  const machine = pick(random, world.machines);
  if (!atlas.mayDamage(machine)) return null;
  if (machine.process !== null) machine.kill('reset');
  const undo = (): void => machine.start();
  if (!flip(machine)) return { what: `none: ${machine.name} holds nothing; it restarts`, undo };
  atlas.damaged(machine);
  world.excuses.add(machine, DAMAGED, 'damage');
  return { what: `of ${machine.name}`, undo };
}
