/**
 * What happens to a store that is damaged beside a log that is whole. The member keeps its id and every promise its log
 * made; it sets the store aside under a name that says so and takes the state from its region's leader (core/raft,
 * `needsSnapshot`), or, where the log still has every entry, applies them again.
 *
 * R1. A store is set aside, never removed: an operator may want to look at it. The newest one is kept.
 * R2. The empty store that takes its place stands under the same name, so a crash in between changes nothing: the next
 *     start finds an empty store and goes on.
 * R3. A member without whom its region has no state is not repaired: nobody could send it one.
 */
import type { ConfState } from '../core/raft/types.ts';
import { compareStrings } from '../core/base/bytes.ts';
import { hexId } from '../core/base/brands.ts';
import type { MemberId } from '../core/base/brands.ts';
import { DONE } from '../ports/outcome.ts';
import type { Done } from '../ports/outcome.ts';
import type { Disk } from '../ports/disk.ts';
import type { StoreHost } from '../ports/store.ts';
import { eachInTurn } from '../storage/steps.ts';

const SET_ASIDE = /[.]damaged-\d{8}T\d{6}Z$/;

/** Under a name that says whose log it was: `wal.damaged-20260131T235959Z.of-8e9e05c52164694d` (joining/come-back K1). */
export function setLogAside(
  disk: Disk,
  folder: string,
  { self, wallMs }: { readonly self: MemberId; readonly wallMs: number },
  done: Done<string>,
): void {
  const name = `${setAsideName(folder, wallMs)}.of-${hexId(self)}`;
  disk.rename(folder, name, (renamed) => {
    if (!renamed.ok) done(renamed);
    else disk.syncDirectory('', (synced) => done(synced.ok ? { ok: true, value: name } : synced));
  });
}

/** Of this member, under the id it has; the newest if there were several. */
export function logSetAside(names: readonly string[], folder: string, self: MemberId): string | null {
  const kept = logsSetAside(names, folder).filter((name) => name.endsWith(`.of-${hexId(self)}`));
  return kept.sort(compareStrings).at(-1) ?? null;
}

export function logsSetAside(names: readonly string[], folder: string): string[] {
  return names.filter((name) => name.startsWith(`${folder}.damaged-`));
}

/** A store that is kept to be looked at and never opened. */
export function isSetAside(storeName: string): boolean {
  return SET_ASIDE.test(storeName);
}

/** `state-3.damaged-20260131T235959Z` */
export function setAsideName(folder: string, wallMs: number): string {
  return `${folder}.damaged-${utcStamp(Math.floor(wallMs / 1000))}`;
}

const SECONDS_PER_DAY = 86_400;
const DAYS_PER_ERA = 146_097;
/** From 0000-03-01, with which the eras of the calendar begin, to 1970-01-01. */
const DAYS_TO_1970 = 719_468;

/** Reckoned here, because a date object is not to be had where the simulator runs. */
function utcStamp(seconds: number): string {
  const days = Math.floor(seconds / SECONDS_PER_DAY) + DAYS_TO_1970;
  const era = Math.floor(days / DAYS_PER_ERA);
  const dayOfEra = days - era * DAYS_PER_ERA;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / (DAYS_PER_ERA - 1));
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const ofDay = seconds - Math.floor(seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY;
  const time = [Math.floor(ofDay / 3600), Math.floor(ofDay / 60) % 60, ofDay % 60];
  return `${year}${digits([month, day])}T${digits(time)}Z`;
}

const digits = (numbers: readonly number[]): string =>
  numbers.map((number) => String(number).padStart(2, '0')).join('');

/** R1. The one that is set aside now is the newest. */
export function setAside(host: StoreHost, storeName: string, wallMs: number, done: Done<string>): void {
  const name = setAsideName(storeName, wallMs);
  host.list((listed) => {
    if (!listed.ok) {
      done(listed);
      return;
    }
    const older = listed.value.filter(isSetAside);
    eachInTurn(
      older,
      (each, next) => host.remove(each, next),
      (removed) => {
        if (!removed.ok) done(removed);
        else
          host.setAside(storeName, name, (outcome) => done(outcome.ok ? { ok: true, value: name } : outcome));
      },
    );
  });
}

/** Of a member that begins anew: what it had as another is set aside, and what it never finished goes. */
export function clearStores(host: StoreHost, wallMs: number, done: Done): void {
  host.list((listed) => {
    if (!listed.ok) {
      done(listed);
      return;
    }
    const [newest, ...rest] = storesByAge(listed.value);
    eachInTurn(
      rest,
      (each, next) => host.remove(each, next),
      (removed) => {
        if (!removed.ok || newest === undefined) done(removed);
        else setAside(host, newest, wallMs, (kept) => done(kept.ok ? DONE : kept));
      },
    );
  });
}

/** Those that may serve, the newest first. */
export function storesByAge(names: readonly string[]): string[] {
  const numberOf = (name: string): number => Number(name.slice(name.lastIndexOf('-') + 1));
  return names.filter((name) => !isSetAside(name)).sort((left, right) => numberOf(right) - numberOf(left));
}

/** R3. */
export function hasOthers({ voters, votersOutgoing }: ConfState, self: MemberId): boolean {
  return [...voters, ...votersOutgoing].some((member) => member !== self);
}

export function describeUnrepairable(reason: string): string {
  return (
    `${reason}. This region has no other member that could send the state again: restore a snapshot into a new data ` +
    'folder with "atollctl snapshot restore". The folder is left as it is'
  );
}
