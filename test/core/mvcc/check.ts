/** The keyspace's invariants as one sweep, for tests and the simulator. */
import { assert } from '../../../src/core/base/assert.ts';
import { checkOrderedMap, getKey } from '../../../src/core/base/ordered-map.ts';
import { isTombstone, revisionCount } from '../../../src/core/mvcc/key-index.ts';
import { nextStep, walkAll } from '../../../src/core/mvcc/key-walk.ts';
import type { Keyspace } from '../../../src/core/mvcc/keyspace.ts';

export function checkKeyspace(keyspace: Keyspace): void {
  checkOrderedMap(keyspace.live);
  checkOrderedMap(keyspace.dead);
  let keys = 0;
  let revisions = 0;
  const walk = walkAll(keyspace, '');
  for (let step = nextStep(walk); step !== null; step = nextStep(walk)) {
    const home = isTombstone(step.entry) ? keyspace.dead : keyspace.live;
    assert(getKey(home, step.key) === step.entry, 'K1: an entry stands in the map of its state');
    assert(step.entry.main <= keyspace.currentRevision, 'K2: no revision above the current one');
    keys++;
    revisions += revisionCount(step.entry);
  }
  assert(keys === keyspace.live.size + keyspace.dead.size, 'K1: no key stands in both maps');
  assert(revisions === keyspace.revisions, 'the count of revisions is exact');
  assert(keyspace.compactedThrough <= keyspace.compactRevision, 'K3: deleted no further than accepted');
  assert(keyspace.compactRevision <= keyspace.currentRevision, 'K3: no compaction of the future');
}
