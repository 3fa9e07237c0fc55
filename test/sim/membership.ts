/**
 * Changes of a region's members, as an operator makes them: one at a time in each region, asked for again until the
 * region's own list shows them, so that a lost answer does no harm.
 *
 * B1. A new member has a name, an address and a disk that nobody had before.
 * B2. An answer that is lost may be asked for twice, and the second asking may be done long after the first: a member that
 *     has no machine and is not about to get one is taken out again.
 * B3. A new member is started as soon as anybody lists it: with it the region may have two voters, and no leader without.
 * B4. Who is to leave has left before its machine is taken away; a damaged one has been taken away already.
 */
import type { MemberRecord } from '../../src/core/apply/types.ts';
import { pick, type Random } from '../../src/core/base/random.ts';
import { askForAdd, askForPromote, askForRemove } from './client/admin-calls.ts';
import type { Machine, RunningMember } from './machine.ts';
import type { World } from './world.ts';

const LOOKS_EVERY_US = 500_000;

/** A step that is tried until it is done; `true` from then on. */
type Step = () => boolean;

interface Change {
  readonly what: string;
  readonly steps: Step[];
}

export class Membership {
  readonly #world: World;
  readonly #random: Random;
  readonly #queues = new Map<string, Change[]>();
  /** Peer URLs of members that are to get a machine. */
  readonly #awaited = new Set<string>();

  constructor(world: World) {
    this.#world = world;
    this.#random = world.forkRandom();
  }

  start(): void {
    this.#world.scheduler.after(LOOKS_EVERY_US, { owner: null, what: 'operator looks at members' }, () => {
      this.start();
      this.#noteVoters();
      for (const queue of this.#queues.values()) advance(queue);
      for (const region of this.#queues.keys()) this.#removeStray(region);
      for (const machine of this.#world.machines) {
        if (machine.cannotComeBack) this.#world.takeOut(machine);
      }
    });
  }

  /** What is not done yet. */
  pending(): readonly string[] {
    const changes = [...this.#queues.values()].flatMap((queue) => queue.map(({ what }) => what));
    const strays = [...this.#queues.keys()].filter((region) => this.#stray(region) !== null);
    const returning = this.#world.machines.filter((machine) => machine.returning);
    return [
      ...changes,
      ...strays.map((region) => `${region} has a member without a machine`),
      ...returning.map(({ name }) => `${name} comes back as a voter`),
    ];
  }

  /** Who came back by itself becomes a voter without an operator, too. */
  #noteVoters(): void {
    for (const machine of this.#world.machines) {
      if (!machine.returning) continue;
      const record = this.#records(machine.region)?.find(({ id }) => id === machine.id);
      if (record === undefined || record.learner) continue;
      machine.returning = false;
      machine.votes = true;
    }
  }

  isBusy(region: string): boolean {
    return (this.#queues.get(region)?.length ?? 0) > 0;
  }

  /** A new one first, then the old one goes: there are never fewer than before. */
  replace(machine: Machine, viaLearner: boolean): void {
    const { region, name } = machine;
    this.#queue(region, `${name} is replaced`, [
      ...this.#adding(region, viaLearner),
      () => this.#removed(machine),
    ]);
  }

  /** For a while there is one more. */
  addForAWhile(region: string, viaLearner: boolean): { end(): void } {
    const steps = this.#adding(region, viaLearner);
    this.#queue(region, `${region} gets one more`, steps);
    return {
      end: () => {
        const newest = (): Machine | undefined => this.#world.membersOf(region).at(-1);
        this.#queue(region, `${region} gives one up`, [
          () => {
            const machine = newest();
            if (machine !== undefined)
              this.#queues.get(region)?.[0]?.steps.push(() => this.#removed(machine));
            return true;
          },
        ]);
      },
    };
  }

  /** Its disk is not to be used any more: it goes, and a new one comes. */
  replaceDamaged(machine: Machine): void {
    const { region, name } = machine;
    this.#queue(region, `damaged ${name} is replaced`, [
      () => this.#removed(machine),
      ...this.#adding(region, true),
    ]);
  }

  #queue(region: string, what: string, steps: Step[]): void {
    const queue = this.#queues.get(region) ?? [];
    queue.push({ what, steps });
    this.#queues.set(region, queue);
  }

  #adding(region: string, viaLearner: boolean): Step[] {
    const place = this.#world.newPlace(region);
    let machine: Machine | null = null;
    const [peerUrl = ''] = place.peerUrls;
    const isIt = (member: MemberRecord): boolean => member.peerUrls.includes(peerUrl);
    this.#awaited.add(peerUrl);
    const add: Step = () => {
      const record = this.#recordAnywhere(region, isIt);
      if (record !== undefined) {
        this.#awaited.delete(peerUrl);
        machine = this.#world.join(region, { ...place, id: record.id }, !record.learner);
        this.#world.faults.add(viaLearner ? 'member added as a learner' : 'member added');
        return true;
      }
      const member = this.#someone(region);
      if (member !== null) askForAdd(this.#world, member, peerUrl, viaLearner);
      return false;
    };
    const promote: Step = () => {
      const record = this.#records(region)?.find(isIt);
      if (record === undefined || machine === null) return false;
      if (!record.learner) {
        machine.votes = true;
        return true;
      }
      const member = this.#someone(region);
      if (member !== null) askForPromote(this.#world, member, record.id);
      return false;
    };
    return [add, promote];
  }

  #removed(machine: Machine): boolean {
    const records = this.#records(machine.region);
    if (records === null) return false;
    if (!records.some(({ id }) => id === machine.id)) {
      machine.retire();
      this.#world.faults.add('member removed');
      return true;
    }
    const member = this.#someone(machine.region);
    if (member !== null) askForRemove(this.#world, member, machine.id);
    return false;
  }

  /** B2. */
  #stray(region: string): MemberRecord | null {
    const machines = this.#world.membersOf(region);
    const hasMachine = ({ id, peerUrls }: MemberRecord): boolean =>
      machines.some((machine) => machine.id === id || peerUrls.includes(`http://${machine.address}`));
    const isAwaited = ({ peerUrls }: MemberRecord): boolean => peerUrls.some((url) => this.#awaited.has(url));
    return this.#records(region)?.find((record) => !hasMachine(record) && !isAwaited(record)) ?? null;
  }

  #removeStray(region: string): void {
    const stray = this.#stray(region);
    const member = stray === null ? null : this.#someone(region);
    if (stray !== null && member !== null) askForRemove(this.#world, member, stray.id);
  }

  /** As the leader has it: followers may be behind. */
  #records(region: string): readonly MemberRecord[] | null {
    const leader = this.#world
      .membersOf(region)
      .find(({ running }) => running?.server.serving.status().role === 'leader');
    return leader?.running?.server.serving.members() ?? null;
  }

  /** B3. */
  #recordAnywhere(region: string, isIt: (record: MemberRecord) => boolean): MemberRecord | undefined {
    const lists = this.#world
      .membersOf(region)
      .flatMap(({ running }) => running?.server.serving.members() ?? []);
    return lists.find(isIt);
  }

  #someone(region: string): RunningMember | null {
    const running = this.#world.membersOf(region).flatMap(({ running: member }) => member ?? []);
    return running.length === 0 ? null : pick(this.#random, running);
  }
}

function advance(queue: Change[]): void {
  const [change] = queue;
  const [step] = change?.steps ?? [];
  if (change === undefined) return;
  if (step === undefined) queue.shift();
  else if (step()) change.steps.shift();
}
