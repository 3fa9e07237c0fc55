/** Leases: granting, attaching, renewing, looking, revoking and running out. */
import { bounded, head, run, start, stop, type Capture, type Command } from '../command.ts';
import { attachedKeyOrder, freshId, remainingTtl } from '../normalise.ts';

const lease = (name: string): Capture => ({ name, pattern: /^lease ([0-9a-f]{16}) granted/, as: 'id' });

const GRANT: readonly Command[] = [
  run('lease/list of none', 'lease list'),
  run('lease/list of none json', 'lease list -w json'),
  run('lease/grant', 'lease grant 100', { capture: lease('L') }),
  run('lease/grant makes no revision', 'get l/a -w json'),
  run('lease/grant json', 'lease grant 3000 -w json', { normalise: [freshId] }),
  run('lease/grant fields', 'lease grant 4000 -w fields', { normalise: [freshId] }),
  run('lease/grant 0', 'lease grant 0', { capture: lease('zero') }),
  run('lease/grant less than 0', 'lease grant -- -5', { capture: lease('negative') }),
  run('lease/grant 1', 'lease grant 1', { capture: lease('one') }),
  run('lease/revoke of 0', 'lease revoke {{zero}}'),
  run('lease/revoke of less than 0', 'lease revoke {{negative}}'),
  run('lease/revoke of 1', 'lease revoke {{one}}'),
  run('lease/grant the largest', 'lease grant 9000000000', { capture: lease('largest') }),
  run('lease/revoke the largest', 'lease revoke {{largest}}'),
  run('lease/grant too much', 'lease grant 9000000001'),
  run('lease/grant far too much', 'lease grant 9223372036854775807'),
  run('lease/grant no number', 'lease grant soon'),
  run('lease/grant nothing', 'lease grant'),
];

const ATTACH: readonly Command[] = [
  run('lease/attach', 'put l/a 1 --lease={{L}}'),
  run('lease/attach another', 'put l/b 1 --lease={{L}} -w json'),
  run('lease/attach in a transaction', 'txn -w json', { stdin: '\nput l/c 1 --lease={{L}}\nget l/c\n\n\n' }),
  run('lease/attached', 'get l/ --prefix -w json'),
  run('lease/attached fields', 'get l/a -w fields'),
  run('lease/attached keys only', 'get l/a --keys-only -w json'),
  run('lease/time to live', 'lease timetolive {{L}}', { normalise: [remainingTtl] }),
  run('lease/time to live json', 'lease timetolive {{L}} -w json', { normalise: [remainingTtl] }),
  run('lease/time to live fields', 'lease timetolive {{L}} -w fields', { normalise: [remainingTtl] }),
  run('lease/keys', 'lease timetolive {{L}} --keys', { normalise: [remainingTtl, attachedKeyOrder] }),
  run('lease/keys json', 'lease timetolive {{L}} --keys -w json', {
    normalise: [remainingTtl, attachedKeyOrder],
  }),
  run('lease/put without lease detaches', 'put l/a 2'),
  run('lease/keys after detaching', 'lease timetolive {{L}} --keys', {
    normalise: [remainingTtl, attachedKeyOrder],
  }),
  run('lease/ignore lease keeps it', 'put l/b 2 --ignore-lease'),
  run('lease/kept', 'get l/b -w json'),
  run('lease/ignore value changes the lease', 'put l/a --ignore-value --lease={{L}} --prev-kv -w json'),
  run('lease/delete detaches', 'del l/c --prev-kv -w json'),
  run('lease/keys after the delete', 'lease timetolive {{L}} --keys', {
    normalise: [remainingTtl, attachedKeyOrder],
  }),
  run('lease/second grant', 'lease grant 200', { capture: lease('second') }),
  run('lease/move a key', 'put l/b 3 --lease={{second}} -w json'),
  run('lease/keys of the first', 'lease timetolive {{L}} --keys', { normalise: [remainingTtl] }),
  run('lease/list', 'lease list', { normalise: [anonymousLeases()] }),
  run('lease/list json', 'lease list -w json', { normalise: [anonymousLeases()] }),
];

const RENEW: readonly Command[] = [
  run('lease/keep alive once', 'lease keep-alive --once {{L}}'),
  run('lease/keep alive once json', 'lease keep-alive --once {{L}} -w json'),
  run('lease/keep alive once fields', 'lease keep-alive --once {{L}} -w fields'),
  bounded('lease/keep alive', 'lease keep-alive {{L}}', 1),
  run('lease/keep alive unknown once', 'lease keep-alive --once 1234'),
  run('lease/keep alive unknown', 'lease keep-alive 1234'),
  run('lease/keep alive no id', 'lease keep-alive xyz'),
  run('lease/keep alive nothing', 'lease keep-alive'),
  run('lease/time to live unknown', 'lease timetolive 1234'),
  run('lease/time to live unknown json', 'lease timetolive 1234 -w json'),
  run('lease/time to live unknown with keys', 'lease timetolive 1234 --keys'),
  run('lease/time to live no id', 'lease timetolive xyz'),
  run('lease/time to live nothing', 'lease timetolive'),
];

const REVOKE: readonly Command[] = [
  head('lease/revision before revoke', 'beforeRevoke'),
  run('lease/fixture for revoke', 'put l/0 1 --lease={{second}}'),
  run('lease/revoke', 'lease revoke {{second}}'),
  run('lease/revoked keys are gone', 'get l/ --prefix -w json'),
  bounded('lease/revoke is one revision', 'watch l/ --prefix --rev={{beforeRevoke+1}} -w json', 1),
  run('lease/revoke again', 'lease revoke {{second}}'),
  run('lease/put on the revoked', 'put l/x 1 --lease={{second}}'),
  run('lease/time to live of the revoked', 'lease timetolive {{second}}'),
  run('lease/revoke unknown', 'lease revoke 1234'),
  run('lease/revoke json', 'lease revoke {{L}} -w json'),
  run('lease/revoke no id', 'lease revoke xyz'),
  run('lease/revoke nothing', 'lease revoke'),
  run('lease/all revoked keys are gone', 'get l/ --prefix -w json'),
];

const RUN_OUT: readonly Command[] = [
  head('lease/revision before expiry', 'beforeExpiry'),
  run('lease/short grant', 'lease grant 4', { capture: lease('short') }),
  run('lease/short attach', 'put l/short 1 --lease={{short}}'),
  run('lease/short attach another', 'put l/shorter 1 --lease={{short}}'),
  start('lease/keep alive start', 'alive', 'lease keep-alive {{short}}', 1),
  stop('lease/keep alive beyond its time', 'alive', 5),
  run('lease/kept alive', 'get l/short -w json'),
  run('lease/runs out', 'get l/ --prefix', { until: /^$/ }),
  run('lease/expiry is one revision', 'get l/ --prefix -w json'),
  bounded('lease/expiry watched', 'watch l/ --prefix --rev={{beforeExpiry+1}} -w json', 1),
  run('lease/time to live of the expired', 'lease timetolive {{short}}'),
  run('lease/keep alive of the expired', 'lease keep-alive --once {{short}}'),
];

/** Two leases of the list were granted in formats from which no id can be captured. */
function anonymousLeases() {
  return {
    why: 'two leases were granted where their random id could not be captured',
    apply: (text: string) =>
      text.replace(/"id":[1-9]\d{15,}/g, '"id":<lease>').replace(/^[0-9a-f]{16}$/gm, '<lease>'),
  };
}

export const LEASE: readonly Command[] = [...GRANT, ...ATTACH, ...RENEW, ...REVOKE, ...RUN_OUT];
