/**
 * One member's disk fails. It stops with a line that says why, or goes on; the others do in any case; and when the disk
 * is well again, so is the member.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../../src/core/base/assert.ts';
import { nextInteger } from '../../../src/core/base/random.ts';
import { seconds } from '../../support/figures.ts';
import type { Card } from './card.ts';
import type { LayerControl, LayerCounts } from '../power/control.ts';
import { chance, chosen } from '../region/choices.ts';
import type { RegionMember } from '../region/member.ts';
import type { Trouble } from './card.ts';

const STOPS_MS_MAX = 15_000;
const MEETS_MS_MAX = 15_000;
const STARTS_MS_MAX = 30_000;
const LOOK_EVERY_MS = 20;
const FAULT_MS_MIN = 1_500;
const FAULT_MS_MAX = 5_000;
const STALL_MS_MIN = 300;
const STALL_MS_MAX = 3_000;
const FLUSH_MS_MAX = 200;
const SHORT_EVERY_MAX = 5;
const SPACE_LEFT_MAX = 32 * 1024;
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

interface Fault {
  readonly name: string;
  readonly counted: keyof LayerCounts;
  play(patient: Patient): Promise<void>;
}

const FAULTS: readonly Fault[] = [
  { name: 'a sync fails', counted: 'syncErrors', play: failingSync },
  {
    name: 'syncs fail for good',
    counted: 'syncErrors',
    play: (patient) => failingForGood(patient, 'syncErrors'),
  },
  { name: 'a sync fails in a flush', counted: 'syncErrors', play: failingSyncInFlush },
  { name: 'a write fails', counted: 'writeErrors', play: failingWrite },
  {
    name: 'writes fail for good',
    counted: 'writeErrors',
    play: (patient) => failingForGood(patient, 'writeErrors'),
  },
  { name: 'some writes are short', counted: 'shortWrites', play: shortWrites },
  { name: 'full for a while', counted: 'noSpace', play: fullForAWhile },
  { name: 'full for good', counted: 'noSpace', play: fullForGood },
  { name: 'syncs are slow', counted: 'stalls', play: slowSyncs },
];

export const DISK_CARDS: readonly Card[] = FAULTS.map((fault) => {
  return { name: fault.name, play: (trouble) => playFault(trouble, fault) };
});

async function playFault(trouble: Trouble, { counted, play }: Fault): Promise<void> {
  const { region, random, note, complain } = trouble;
  const who = chance(random, 0.6) ? 'the leader' : 'a follower';
  const member = present((await chosen(region, random, who))[0], 'a member');
  const { disk } = member;
  if (disk === null) throw new Error(`${member.name} is on a bare disk`);
  const before = disk.counts()[counted];
  const failures = (): number => disk.counts()[counted] - before;
  const met = (): Promise<void> => within(MEETS_MS_MAX, () => failures() > 0);
  await play({ ...trouble, member, disk, at: performance.now(), met });
  disk.heal();
  note(`${failures()} times`);
  if (failures() === 0) complain(`${member.name} never met its fault`);
}

async function failingSync(patient: Patient): Promise<void> {
  patient.note(`syncs at ${patient.member.name} fail`);
  patient.disk.set({ syncErrors: 1 });
  await stops(patient);
}

/** Syncs of LevelDB's own files among them. */
async function failingSyncInFlush(patient: Patient): Promise<void> {
  const { region, random, member, disk, note } = patient;
  const working = region.clientOf(member).defragment();
  await wait(nextInteger(random, 0, FLUSH_MS_MAX));
  disk.set({ syncErrors: 1 });
  note(`a sync at ${member.name} fails in a flush`);
  await stops(patient);
  await working;
}

/** Started again it must not serve. */
async function failingForGood(patient: Patient, what: 'syncErrors' | 'writeErrors'): Promise<void> {
  const { member, disk, note, complain, goesOn, at } = patient;
  note(`${what === 'syncErrors' ? 'syncs' : 'writes'} at ${member.name} fail for good`);
  disk.set({ [what]: 'always' });
  await stops(patient);
  if (member.running) return;
  member.start();
  await within(STARTS_MS_MAX, () => !member.running);
  if (member.running) complain(`${member.name} goes on, started again on a disk that fails`);
  note(`started again ${endOf(patient)}, writes after ${seconds(await goesOn(at))}`);
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
  await within(STARTS_MS_MAX, () => !member.running || member.up);
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
