import { expect } from 'chai';
import Long from 'long';
import { headerField } from '../../src/codec/response-header.ts';
import {
  controlFields,
  eventField,
  FRAGMENT_FIELD,
  NO_WATCH_ID,
  watchIdField,
} from '../../src/codec/watch-response.ts';
import { leaseId } from '../../src/core/base/brands.ts';
import { concatBytes, NO_BYTES } from '../../src/core/base/bytes.ts';
import type { WatchEvent } from '../../src/core/mvcc/watch-types.ts';
import { etcdserverpb, mvccpb } from '../../src/gen/etcd.js';

const { WatchResponse } = etcdserverpb;
const long = (value: bigint, unsigned = false): Long => Long.fromString(value.toString(), unsigned);
const header = {
  cluster_id: long(0xffff_ffff_ffff_fff1n, true),
  member_id: long(0x8000_0000_0000_0000n, true),
  revision: long(2n ** 53n - 1n),
  raft_term: long(300n, true),
};
const headerBytes = headerField({
  clusterId: 0xffff_ffff_ffff_fff1n,
  memberId: 0x8000_0000_0000_0000n,
  revision: 2 ** 53 - 1,
  term: 300,
});
const KEY = 'k\0\xff/\x7f';
const put: WatchEvent = {
  type: 'put',
  revision: { main: 70_000, sub: 3 },
  key: KEY,
  record: {
    createRevision: 128,
    version: 4,
    lease: leaseId(0xffff_ffff_ffff_fffen),
    value: Uint8Array.of(0, 255),
  },
};
const remove: WatchEvent = { type: 'delete', revision: { main: 2 ** 40, sub: 0 }, key: KEY, record: null };
const key = Buffer.from(KEY, 'latin1');

function same(joined: readonly Uint8Array[], message: etcdserverpb.WatchResponse.$Properties): void {
  const expected = WatchResponse.encode(message).finish();
  expect(Buffer.from(concatBytes(joined)).toString('hex')).to.equal(Buffer.from(expected).toString('hex'));
}

describe('watch responses in pieces', () => {
  it('joined, are what the generated encoder makes of an event response', () => {
    const putMessage = {
      key,
      create_revision: long(128n),
      mod_revision: long(70_000n),
      version: long(4n),
      value: Uint8Array.of(0, 255),
      lease: long(-2n),
    };
    same([headerBytes, watchIdField(300n), FRAGMENT_FIELD, eventField(put, null), eventField(remove, null)], {
      header,
      watch_id: long(300n),
      fragment: true,
      events: [
        { kv: putMessage },
        { type: mvccpb.Event.EventType.DELETE, kv: { key, mod_revision: long(2n ** 40n) } },
      ],
    });
  });

  it('carry the previous value beside a put and a delete', () => {
    const previous = {
      key: KEY,
      modRevision: 9,
      createRevision: 2,
      version: 7,
      lease: null,
      value: NO_BYTES,
    };
    const prev_kv = { key, create_revision: long(2n), mod_revision: long(9n), version: long(7n) };
    const plain: WatchEvent = {
      type: 'put',
      revision: { main: 10, sub: 0 },
      key: KEY,
      record: { createRevision: 2, version: 8, lease: null, value: NO_BYTES },
    };
    const kv = { key, create_revision: long(2n), mod_revision: long(10n), version: long(8n) };
    same([eventField(plain, previous), eventField(remove, previous)], {
      events: [
        { kv, prev_kv },
        { type: mvccpb.Event.EventType.DELETE, kv: { key, mod_revision: long(2n ** 40n) }, prev_kv },
      ],
    });
  });

  it('say what happened to a watcher', () => {
    const reason = 'mvcc: watcher range is empty';
    same(
      [
        headerBytes,
        watchIdField(NO_WATCH_ID),
        controlFields({ created: true, canceled: true, cancelReason: reason }),
      ],
      {
        header,
        watch_id: long(-1n),
        created: true,
        canceled: true,
        cancel_reason: reason,
      },
    );
    same([watchIdField(0n), controlFields({ canceled: true, compactRevision: 5 })], {
      canceled: true,
      compact_revision: long(5n),
    });
  });

  it('leave out what is zero', () => {
    expect(watchIdField(0n)).to.have.length(0);
    expect(controlFields({})).to.have.length(0);
    same([headerField({ clusterId: 1n, memberId: 2n, revision: 0, term: 3 })], {
      header: { cluster_id: long(1n, true), member_id: long(2n, true), raft_term: long(3n, true) },
    });
  });
});
