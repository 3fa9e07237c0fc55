/**
 * One member's disk fails. It stops with a line that says why, or goes on; the others do in any case; and when the disk
 * is well again, so is the member.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../../src/core/base/assert.ts';
import { nextInteger } from '../../../src/core/base/random.ts';
import { seconds } from '../../support/figures.ts';
import type { LayerControl, LayerCounts } from '../power/control.ts';
import { victim } from '../region/choices.ts';
import type { RegionMember } from '../region/member.ts';
import type { Trouble } from '../region/round.ts';

const STOPS_MS_MAX = 15_000;
const MEETS_MS_MAX = 15_000;
const STARTS_MS_MAX = 30_000;
const LOOK_EVERY_MS = 20;
const FAULT_MS_MIN = 1_500;
const FAULT_MS_MAX = 5_000;
const STALL_MS_MIN = 300;
const STALL_MS_MAX = 3_000;
const SHORT_EVERY_MAX = 5;
const SPACE_LEFT_MAX = 32 * 1024;
const SERVES = '"event":"serving"';
/** What an operator searches the log for. */
const SAYS_DISK = /EIO|ENOSPC|i\/o error|input\/output error|no space|disk|sync|cannot write|short/i;

interface Patient extends Trouble {
  readonly member: RegionMember;
  readonly disk: LayerControl;
  /** From before the fault. */
  readonly at: number;
  /** Resolves when the disk has failed it once, if it does at all. */
  met(): Promise<void>;
}

export async function diskTrouble(trouble: Trouble): Promise<void> {
  const member = await victim(trouble.region, trouble.random);
  const { disk } = member;
  if (disk === null) throw new Error(`${member.name} is on a bare disk`);
  const before = disk.counts();
  // In turn, so that a run of six has met them all.
  const fault = present(FAULTS[trouble.number % FAULTS.length], 'a fault');
  const failures = (): number => disk.counts()[fault.counted] - before[fault.counted];
  const met = (): Promise<void> => within(MEETS_MS_MAX, () => failures() > 0);
  await fault.play({ ...trouble, member, disk, at: performance.now(), met });
  disk.heal();
  const done = failures();
  trouble.note(`${done} times`);
  if (done === 0) trouble.complain(`${member.name} never met its fault`);
}

const FAULTS: readonly { readonly counted: keyof LayerCounts; play(patient: Patient): Promise<void> }[] = [
  { counted: 'syncErrors', play: failingSync },
  { counted: 'writeErrors', play: failingWrite },
  { counted: 'shortWrites', play: shortWrites },
  { counted: 'noSpace', play: fullForAWhile },
  { counted: 'noSpace', play: fullForGood },
  { counted: 'stalls', play: slowSyncs },
];

async function failingSync(patient: Patient): Promise<void> {
  patient.note(`syncs at ${patient.member.name} fail`);
  patient.disk.set({ syncErrors: 1 });
  await stops(patient);
}

async function failingWrite(patient: Patient): Promise<void> {
  patient.note(`a write at ${patient.member.name} fails`);
  patient.disk.set({ writeErrors: 1 });
  await stops(patient);
}

async function shortWrites({ random, member, disk, note, goesOn, at, met }: Patient): Promise<void> {
  const shortEvery = nextInteger(random, 2, SHORT_EVERY_MAX);
  disk.set({ shortEvery });
  await met();
  await wait(nextInteger(random, FAULT_MS_MIN, FAULT_MS_MAX));
  note(`1 of ${shortEvery} writes at ${member.name} is short, writes after ${seconds(await goesOn(at))}`);
}

async function fullForAWhile(patient: Patient): Promise<void> {
  const { random, member, disk, note, goesOn, at, met } = patient;
  disk.set({ noSpace: 1, spaceLeft: nextInteger(random, 0, SPACE_LEFT_MAX) });
  await met();
  await wait(nextInteger(random, FAULT_MS_MIN, FAULT_MS_MAX));
  const gap = await goesOn(at);
  note(`disk of ${member.name} full for a while, ${endOf(patient)}, writes after ${seconds(gap)}`);
}

/** Started again it is still full. */
async function fullForGood(patient: Patient): Promise<void> {
  const { random, member, disk, note, goesOn, at, met } = patient;
  disk.set({ noSpace: 1, spaceLeft: nextInteger(random, 0, SPACE_LEFT_MAX) });
  await met();
  await wait(nextInteger(random, FAULT_MS_MIN, FAULT_MS_MAX));
  const first = endOf(patient);
  member.kill();
  await member.whenGone();
  disk.set({ spaceLeft: 0 });
  member.start();
  await within(STARTS_MS_MAX, () => !member.running || member.said().includes(SERVES));
  const gap = await goesOn(at);
  note(
    `disk of ${member.name} full for good, ${first}, started again ${endOf(patient)}, writes after ${seconds(gap)}`,
  );
}

async function slowSyncs({ random, member, disk, note, goesOn, at, met }: Patient): Promise<void> {
  const stallSyncMs = nextInteger(random, STALL_MS_MIN, STALL_MS_MAX);
  disk.set({ stallSyncMs });
  await met();
  await wait(nextInteger(random, FAULT_MS_MIN, FAULT_MS_MAX));
  note(`syncs at ${member.name} take ${seconds(stallSyncMs)}, writes after ${seconds(await goesOn(at))}`);
}

async function stops(patient: Patient): Promise<void> {
  const { member, note, complain, goesOn, at } = patient;
  await within(STOPS_MS_MAX, () => !member.running);
  if (member.running) complain(`${member.name} goes on after its disk failed`);
  note(`${endOf(patient)}, writes after ${seconds(await goesOn(at))}`);
}

async function within(limitMs: number, isDone: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  while (!isDone() && performance.now() < giveUpAt) await wait(LOOK_EVERY_MS);
}

/** How the member took it; an end must have been explained. */
export function endOf({ member, complain }: Pick<Patient, 'member' | 'complain'>): string {
  const ends = member.takeEnds();
  for (const end of ends)
    if (!SAYS_DISK.test(end)) complain(`${member.name} stopped and did not say that its disk failed: ${end}`);
  if (member.running) return 'it goes on';
  return ends.length > 0 ? 'it stopped and said why' : 'it stopped';
}
