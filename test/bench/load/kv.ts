/** The operations on keys: what is sent, and what an answer must say. */
import { present } from '../../../src/core/base/assert.ts';
import { createRandom, nextFloat, nextInteger } from '../../../src/core/base/random.ts';
import { longOf } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import type { Operation } from './lane.ts';
import { framed, keyBytes, revisionOf, Template, varintField } from './message.ts';
import type { Recorder } from './recorder.ts';

export const VALUE_BYTES = 256;
/** How many keys a read finds its key among, and how many a prefix range brings. */
export const KEYS_READ = 1_000;
const READ_PART = 0.8;
const SEED = 1;

const RANGE_COUNT = 4;
const TXN_SUCCEEDED = 2;

export const VALUE = new Uint8Array(VALUE_BYTES).fill(0x78);

/** A put of a key that no one has put before. */
export function putOperation(prefix: string, recorder: Recorder): Operation {
  const key = keyBytes(prefix);
  const template = new Template(pb.PutRequest.encode({ key, value: VALUE }).finish(), prefix);
  let next = 0;
  return {
    path: '/etcdserverpb.KV/Put',
    request: () => template.withKey(next++),
    check: (bytes, from, to, floor) => recorder.wrote(revisionOf(bytes, from, to), floor),
  };
}

/** A key is put if it is not there, which it is not. */
export function txnOperation(prefix: string, recorder: Recorder): Operation {
  const key = keyBytes(prefix);
  const { EQUAL } = pb.Compare.CompareResult;
  const { CREATE } = pb.Compare.CompareTarget;
  const message = pb.TxnRequest.encode({
    compare: [{ result: EQUAL, target: CREATE, key, create_revision: longOf(0) }],
    success: [{ request_put: { key, value: VALUE } }],
    failure: [{ request_range: { key } }],
  }).finish();
  const template = new Template(message, prefix);
  let next = 0;
  return {
    path: '/etcdserverpb.KV/Txn',
    request: () => template.withKey(next++),
    check: (bytes, from, to, floor) => {
      if (varintField(bytes, from, to, TXN_SUCCEEDED) !== 1)
        recorder.fail('a comparison with a new key failed');
      recorder.wrote(revisionOf(bytes, from, to), floor);
    },
  };
}

/** So many puts in one transaction, of keys that follow each other: etcd takes 128. */
const FILLED_AT_ONCE = 100;

/** An operation that comes to an end: `isDone` once everything is asked for. */
export interface Finite extends Operation {
  isDone(): boolean;
}

/** So many puts of `putOperation`. */
export function countedPuts(prefix: string, recorder: Recorder, puts: number): Finite {
  const put = putOperation(prefix, recorder);
  let asked = 0;
  return {
    path: put.path,
    request: () => {
      asked += 1;
      return put.request();
    },
    check: (bytes, from, to, floor) => put.check(bytes, from, to, floor),
    isDone: () => asked >= puts,
  };
}

/** Puts the keys a transaction at a time, up to a multiple of what one holds. */
export function fillOperation(prefix: string, recorder: Recorder, keys: number): Finite {
  const put = { request_put: { key: keyBytes(prefix), value: VALUE } };
  const success = new Array<typeof put>(FILLED_AT_ONCE).fill(put);
  const template = new Template(pb.TxnRequest.encode({ success }).finish(), prefix);
  let next = 0;
  return {
    path: '/etcdserverpb.KV/Txn',
    request: () => template.withKeysFrom((next += FILLED_AT_ONCE) - FILLED_AT_ONCE),
    check: (bytes, from, to, floor) => recorder.wrote(revisionOf(bytes, from, to), floor),
    isDone: () => next >= keys,
  };
}

/** One of the keys that `fill` has put. */
export function rangeOperation(prefix: string, recorder: Recorder, serializable: boolean): Operation {
  const template = new Template(
    pb.RangeRequest.encode({ key: keyBytes(prefix), serializable }).finish(),
    prefix,
  );
  const random = createRandom(SEED);
  return {
    path: '/etcdserverpb.KV/Range',
    request: () => template.withKey(nextInteger(random, 0, KEYS_READ - 1)),
    check: (bytes, from, to, floor) =>
      checkRange(bytes, from, to, { recorder, floor: serializable ? 1 : floor, keys: 1 }),
  };
}

/** Four reads to a write, in no order. */
export function mixed(read: Operation, write: Operation): () => Operation {
  const random = createRandom(SEED);
  return () => (nextFloat(random) < READ_PART ? read : write);
}

/** All keys of the prefix, of which there are so many. */
export function prefixOperation(prefix: string, recorder: Recorder, keys: number): Operation {
  const end = Buffer.from(prefix, 'latin1');
  end[end.length - 1] = present(end.at(-1), 'a prefix') + 1;
  const message = framed(
    pb.RangeRequest.encode({ key: Buffer.from(prefix, 'latin1'), range_end: end }).finish(),
  );
  return {
    path: '/etcdserverpb.KV/Range',
    request: () => message,
    check: (bytes, from, to, floor) => checkRange(bytes, from, to, { recorder, floor, keys }),
  };
}

function checkRange(
  bytes: Uint8Array,
  from: number,
  to: number,
  wanted: { recorder: Recorder; floor: number; keys: number },
): void {
  const { recorder, floor, keys } = wanted;
  const found = varintField(bytes, from, to, RANGE_COUNT);
  if (found !== keys) recorder.fail(`a range brought ${found} keys instead of ${keys}`);
  if (to - from < keys * VALUE_BYTES) recorder.fail(`a range of ${keys} keys brought ${to - from} bytes`);
  recorder.read(revisionOf(bytes, from, to), floor);
}
