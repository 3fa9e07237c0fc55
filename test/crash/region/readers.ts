/**
 * Linearizable reads at every member without waiting for the answers before, so that some are under way in a member when
 * it is paused, deposed or cut off.
 *
 * R1. An answer is not older than anything that was answered before its read began, here or at any other member.
 * R2. What it says of a key is what the region's history had made of it at the answer's revision (`judge`).
 * R3. After `stop` has resolved no read is under way.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { ClientError } from '../../../src/client/index.ts';
import { MemberClient } from '../../support/member-client.ts';
import { isDelete } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';
import type { LoadMember } from '../load.ts';

const BETWEEN_READS_MS = 12;
const UNDER_WAY_MAX = 60;
/** Of the latest operations one is drawn, and its key read. */
const LATEST = 100;

interface Sighting {
  readonly member: string;
  readonly key: string;
  readonly revision: number;
  readonly modRevision: number | null;
}

export interface ReadersOptions {
  readonly region: string;
  readonly members: readonly LoadMember[];
  readonly ledger: Ledger;
  onWrong(what: string): void;
}

export class Readers {
  answered = 0;
  private readonly options: ReadersOptions;
  private readonly sightings: Sighting[] = [];
  private readonly clients: readonly MemberClient[];
  private readonly done: readonly Promise<void>[];
  private stopping = false;

  constructor(options: ReadersOptions) {
    this.options = options;
    this.clients = options.members.map(({ endpoint }) => new MemberClient(endpoint));
    this.done = options.members.map(({ name }, at) => this.work(name, this.clients[at]));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.done);
    for (const client of this.clients) client.close();
  }

  /** R2, when the histories have been explained. */
  judge(): readonly string[] {
    return this.sightings.flatMap((sighting) => {
      const due = this.dueOf(sighting);
      if (due === sighting.modRevision) return [];
      const { member, key, revision, modRevision } = sighting;
      return [
        `${member} read ${key} at revision ${revision} as of ${modRevision ?? 'absent'}; due: ${due ?? 'absent'}`,
      ];
    });
  }

  private dueOf({ key, revision }: Sighting): number | null {
    const { ledger, region } = this.options;
    const written = ledger.writes.get(key)?.found.get(region) ?? Infinity;
    const deleted = ledger.deletes.get(key)?.found.get(region) ?? Infinity;
    return written <= revision && deleted > revision ? written : null;
  }

  private async work(member: string, client: MemberClient | undefined): Promise<void> {
    if (client === undefined) return;
    const underWay = new Set<Promise<void>>();
    while (!this.stopping) {
      if (underWay.size < UNDER_WAY_MAX) {
        const reading: Promise<void> = this.read(member, client).finally(() => underWay.delete(reading));
        underWay.add(reading);
      }
      await wait(BETWEEN_READS_MS);
    }
    await Promise.all(underWay);
  }

  private async read(member: string, client: MemberClient): Promise<void> {
    const { ledger, region, onWrong } = this.options;
    const key = this.draw();
    if (key === null) return;
    const newest = ledger.newestSeen(region);
    try {
      const { revision, state } = await client.getAt(key);
      if (revision < newest)
        onWrong(
          `${member} answered a linearizable read at ${revision}, and ${newest} was seen before it began`,
        );
      ledger.see(region, revision);
      this.answered += 1;
      this.sightings.push({ member, key, revision, modRevision: state?.modRevision ?? null });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
    }
  }

  private draw(): string | null {
    const { operations } = this.options.ledger;
    const drawn = operations[operations.length - 1 - Math.floor(Math.random() * LATEST)];
    if (drawn === undefined || isDelete(drawn.kind)) return null;
    return drawn.keys[0] ?? null;
  }
}
