/** The administration of a simulated federation, through the same table as everything else. */
import { bytesOfKey, unsignedLongOfId } from '../../../src/codec/etcd-scalars.ts';
import { atoll } from '../../../src/gen/atoll.js';
import { etcdserverpb } from '../../../src/gen/etcd.js';
import type { MemberId } from '../../../src/core/base/brands.ts';
import type { RunningMember } from '../machine.ts';
import type { World } from '../world.ts';
import { SimUnary } from './sim-wires.ts';

const RETRY_US = 500_000;
const DELAY_US = 200;

/** Asks until a member of the region has put the rule into force. */
export function setRule(world: World, region: string, prefix: string, done: () => void): void {
  const { scheduler } = world;
  const leader = world
    .membersOf(region)
    .find(({ running }) => running?.server.serving.status().role === 'leader')?.running;
  const again = (): void => {
    scheduler.after(RETRY_US, { owner: null, what: 'rule again' }, () =>
      setRule(world, region, prefix, done),
    );
  };
  if (leader === undefined || leader === null) {
    again();
    return;
  }
  const message = {
    header: { format: 1 },
    rule: { prefix: bytesOfKey(prefix), policy: 'lww', cas: 'refuse' },
  };
  const bytes = atoll.admin.v1.ReplicateSetRequest.encode(message).finish();
  const way = { scheduler, delayUs: () => DELAY_US };
  const call = new SimUnary(way, leader, '/atoll.admin.v1.Admin/ReplicateSet', (end) => {
    if (end.type === 'reply') done();
    else again();
  });
  call.send(bytes);
}

/** One try; whether it worked shows in the alarms. */
export function disarmNoSpace({ scheduler }: World, at: RunningMember, member: MemberId): void {
  const { AlarmRequest, AlarmType } = etcdserverpb;
  const message = {
    action: AlarmRequest.AlarmAction.DEACTIVATE,
    memberID: unsignedLongOfId(member),
    alarm: AlarmType.NOSPACE,
  };
  const way = { scheduler, delayUs: () => DELAY_US };
  const call = new SimUnary(way, at, '/etcdserverpb.Maintenance/Alarm', () => undefined);
  call.send(AlarmRequest.encode(message).finish());
}

/** One try each; whether it worked shows in the region's list of members. */
export function askForAdd(world: World, at: RunningMember, peerUrl: string, learner: boolean): void {
  const message = { peerURLs: [peerUrl], isLearner: learner };
  ask(world, at, 'MemberAdd', etcdserverpb.MemberAddRequest.encode(message).finish());
}

export function askForRemove(world: World, at: RunningMember, id: MemberId): void {
  const message = { ID: unsignedLongOfId(id) };
  ask(world, at, 'MemberRemove', etcdserverpb.MemberRemoveRequest.encode(message).finish());
}

export function askForPromote(world: World, at: RunningMember, id: MemberId): void {
  const message = { ID: unsignedLongOfId(id) };
  ask(world, at, 'MemberPromote', etcdserverpb.MemberPromoteRequest.encode(message).finish());
}

function ask({ scheduler }: World, at: RunningMember, method: string, bytes: Uint8Array): void {
  const way = { scheduler, delayUs: () => DELAY_US };
  const call = new SimUnary(way, at, `/etcdserverpb.Cluster/${method}`, (end) => {
    const outcome = end.type === 'failed' ? end.status.message : end.type;
    scheduler.transcript.say(scheduler.nowUs, 'operator', () => `${method}: ${outcome}`);
  });
  call.send(bytes);
}
