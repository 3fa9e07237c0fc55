/**
 * Rumours waiting to be passed on, each as often as the size of the pool asks for (SWIM §4.1).
 *
 * B1. What was passed on least often goes first and, among equals, the newest: news overtake what most know by now.
 * B2. Of one member only the latest rumour is kept: its verdict replaces the one before it.
 * B3. Never more than `QUEUE_MAX`; what was passed on most often goes then.
 */
import { assert } from '../base/assert.ts';
import { QUEUE_MAX, RUMOUR_BYTES_MIN, rumourBytes } from './limits.ts';
import type { NodeId, Rumour } from './types.ts';

interface Broadcast {
  readonly rumour: Rumour;
  readonly bytes: number;
  transmits: number;
  /** Still to be passed on; its place in `byTransmits` is cleaned later. */
  waiting: boolean;
}

export interface Broadcasts {
  /** B2. */
  readonly aboutMember: Map<NodeId, Broadcast>;
  /** By how often they were passed on; in each the newest is last. */
  readonly byTransmits: Broadcast[][];
  waiting: number;
  /** Places of replaced rumours that are not cleaned yet. */
  stale: number;
}

export function createBroadcasts(): Broadcasts {
  return { aboutMember: new Map(), byTransmits: [], waiting: 0, stale: 0 };
}

export function addBroadcast(queue: Broadcasts, rumour: Rumour): void {
  const about = memberOf(rumour);
  if (about !== null) dropBroadcast(queue, about);
  if (queue.waiting >= QUEUE_MAX) dropOldest(queue);
  const broadcast = { rumour, bytes: rumourBytes(rumour), transmits: 0, waiting: true };
  place(queue, broadcast);
  queue.waiting++;
  if (about !== null) queue.aboutMember.set(about, broadcast);
}

/** Nothing more is said about this member. */
export function dropBroadcast(queue: Broadcasts, about: NodeId): void {
  const broadcast = queue.aboutMember.get(about);
  if (broadcast === undefined) return;
  retire(queue, broadcast);
  queue.stale++;
  if (queue.stale > queue.waiting + QUEUE_MAX / 8) clean(queue);
}

/** As many as fit, best first (B1); each counts as passed on once. */
export function takeBroadcasts(queue: Broadcasts, roomBytes: number, limit: number): Rumour[] {
  const taken: Broadcast[] = [];
  let room = roomBytes;
  for (let level = 0; level < queue.byTransmits.length && room >= RUMOUR_BYTES_MIN; level++)
    room = takeFrom(queue, queue.byTransmits[level]!, room, taken);
  // Backwards, so that among equals the newest stays last.
  for (let i = taken.length - 1; i >= 0; i--) passedOn(queue, taken[i]!, limit);
  return taken.map(({ rumour }) => rumour);
}

function takeFrom(queue: Broadcasts, level: Broadcast[], roomBytes: number, taken: Broadcast[]): number {
  let room = roomBytes;
  let tooLarge: Broadcast[] | null = null;
  while (room >= RUMOUR_BYTES_MIN) {
    const broadcast = level.pop();
    if (broadcast === undefined) break;
    if (!broadcast.waiting) queue.stale--;
    else if (broadcast.bytes > room) (tooLarge ??= []).push(broadcast);
    else {
      taken.push(broadcast);
      room -= broadcast.bytes;
    }
  }
  if (tooLarge !== null) for (const broadcast of tooLarge.reverse()) level.push(broadcast);
  return room;
}

function passedOn(queue: Broadcasts, broadcast: Broadcast, limit: number): void {
  broadcast.transmits++;
  if (broadcast.transmits >= limit) retire(queue, broadcast);
  else place(queue, broadcast);
}

function place(queue: Broadcasts, broadcast: Broadcast): void {
  const { byTransmits } = queue;
  while (byTransmits.length <= broadcast.transmits) byTransmits.push([]);
  byTransmits[broadcast.transmits]!.push(broadcast);
}

function retire(queue: Broadcasts, broadcast: Broadcast): void {
  assert(broadcast.waiting, 'a rumour is given up once');
  broadcast.waiting = false;
  queue.waiting--;
  const about = memberOf(broadcast.rumour);
  if (about !== null && queue.aboutMember.get(about) === broadcast) queue.aboutMember.delete(about);
}

/** B3: the level most passed on, and there the oldest. */
function dropOldest(queue: Broadcasts): void {
  clean(queue);
  for (let level = queue.byTransmits.length - 1; level >= 0; level--) {
    const oldest = queue.byTransmits[level]!.shift();
    if (oldest === undefined) continue;
    retire(queue, oldest);
    return;
  }
}

function clean(queue: Broadcasts): void {
  for (const [level, broadcasts] of queue.byTransmits.entries())
    queue.byTransmits[level] = broadcasts.filter(({ waiting }) => waiting);
  queue.stale = 0;
}

function memberOf(rumour: Rumour): NodeId | null {
  switch (rumour.type) {
    case 'alive':
      return rumour.info.id;
    case 'event':
      return null;
    default:
      return rumour.id;
  }
}
