import { expect } from 'chai';
import type { Alarm, Command, CommandResult } from '../../../src/core/apply/types.ts';
import { leaseId, memberId } from '../../../src/core/base/brands.ts';
import { delPrefix, delOp, getOp, put, putOp, txn, txnOp } from '../mvcc/requests.ts';
import { Rig } from './rig.ts';

const ONE = memberId(1n);
const TWO = memberId(2n);
const LEASE = leaseId(7n);

const activate = (member: typeof ONE | null, alarm: Alarm | null): Command => ({
  ...{ type: 'alarm', action: 'activate', member, alarm },
});
const deactivate = (member: typeof ONE | null, alarm: Alarm | null): Command => ({
  ...{ type: 'alarm', action: 'deactivate', member, alarm },
});
const reasonOf = (result: CommandResult): string => (result.type === 'refused' ? result.reason : 'passes');

function alarmed(...alarms: Alarm[]): Rig {
  const rig = new Rig();
  rig.apply({ type: 'lease-grant', id: LEASE, ttl: 60 });
  rig.apply({ type: 'put', request: put('a') });
  for (const alarm of alarms) rig.apply(activate(ONE, alarm));
  return rig;
}

/** Each command alone, so that none is in the way of another. */
const COMMANDS: Readonly<Record<string, Command>> = {
  put: { type: 'put', request: put('b') },
  delete: { type: 'delete', request: delPrefix('a') },
  'put in a transaction': { type: 'txn', request: txn({ success: [putOp('b')] }) },
  'put in the other branch': { type: 'txn', request: txn({ failure: [putOp('b')] }) },
  'put in a nested transaction': {
    type: 'txn',
    request: txn({ success: [txnOp({ success: [putOp('b')] })] }),
  },
  'delete in a transaction': { type: 'txn', request: txn({ success: [delOp('a'), getOp('a')] }) },
  compact: { type: 'compact', revision: 2 },
  grant: { type: 'lease-grant', id: leaseId(8n), ttl: 60 },
  revoke: { type: 'lease-revoke', id: LEASE },
  checkpoint: { type: 'lease-checkpoint', remaining: [] },
  'init-region': { type: 'init-region', region: 'eu', incarnation: 1n },
};

function verdicts(...alarms: Alarm[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(COMMANDS).map(([name, command]) => [
      name,
      reasonOf(alarmed(...alarms).apply(command).result),
    ]),
  );
}

const passes = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, 'passes']));

describe('core/apply/alarms', () => {
  it('without one everything passes', () => {
    expect(verdicts()).to.eql(passes(...Object.keys(COMMANDS)));
  });

  it('without space what could put is refused, and what makes space passes', () => {
    const refused = [
      'put',
      'put in a transaction',
      'put in the other branch',
      'put in a nested transaction',
      'grant',
    ];
    expect(verdicts('nospace')).to.eql({
      ...passes(...Object.keys(COMMANDS)),
      ...Object.fromEntries(refused.map((name) => [name, 'no-space'])),
    });
  });

  it('with damage everything of keys and leases is refused, and that before space is thought of', () => {
    const passing = ['checkpoint', 'init-region'];
    for (const alarms of [['corrupt'], ['nospace', 'corrupt']] as const) {
      expect(verdicts(...alarms)).to.eql({
        ...Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, 'corrupt'])),
        ...passes(...passing),
      });
    }
  });

  it('stand until they are disarmed, over a restart too', () => {
    const rig = alarmed('nospace');
    rig.apply(activate(TWO, 'nospace'));
    expect(rig.restarted().alarms).to.eql([
      { member: ONE, alarm: 'nospace' },
      { member: TWO, alarm: 'nospace' },
    ]);
    rig.apply(deactivate(ONE, 'nospace'));
    expect(reasonOf(rig.apply(COMMANDS['put']!).result)).to.equal('no-space');
    rig.apply(deactivate(TWO, 'nospace'));
    expect(rig.restarted().alarms).to.eql([]);
    expect(reasonOf(rig.apply(COMMANDS['put']!).result)).to.equal('passes');
  });

  it('are raised once for a member, however often they are asked for', () => {
    const rig = alarmed('nospace', 'nospace');
    expect(rig.machine.alarms).to.have.length(1);
  });

  it('answer with those a command touched', () => {
    const rig = alarmed('nospace', 'corrupt');
    const touched = rig.apply(deactivate(null, 'corrupt'));
    expect(touched.result).to.eql({ type: 'alarms', alarms: [{ member: ONE, alarm: 'corrupt' }] });
    expect(touched.signals).to.eql([{ type: 'alarms-changed' }]);
    expect(rig.apply(deactivate(TWO, null)).result).to.eql({ type: 'alarms', alarms: [] });
    expect(rig.apply(deactivate(null, null)).result).to.eql({
      type: 'alarms',
      alarms: [{ member: ONE, alarm: 'nospace' }],
    });
  });

  it('of nobody, or of no kind, are not raised', () => {
    const rig = new Rig();
    for (const command of [activate(null, 'nospace'), activate(ONE, null)]) {
      const { result, writes, signals } = rig.apply(command);
      expect([result, writes, signals]).to.eql([{ type: 'alarms', alarms: [] }, [], []]);
    }
  });
});
