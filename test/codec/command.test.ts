import { expect } from 'chai';
import fc from 'fast-check';
import type { Command, CommandType } from '../../src/core/apply/types.ts';
import type { OriginTransaction } from '../../src/core/federation/types.ts';
import { leaseId, memberId } from '../../src/core/base/brands.ts';
import { decodeBatch, encodeBatch } from '../../src/codec/batch.ts';
import type { BatchItem } from '../../src/codec/batch.ts';
import { FormatError } from '../../src/codec/binary.ts';
import { COMMAND_KINDS, commandTypeOf, decodeCommand, encodeCommand } from '../../src/codec/command.ts';
import type { ServerCommand } from '../../src/codec/command.ts';
import { etcdserverpb as pb } from '../../src/gen/etcd.js';

const id64 = fc.bigInt({ min: 1n, max: (1n << 64n) - 1n });
const key = fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const counter = fc.maxSafeNat();
const vector = fc.array(fc.tuple(fc.string(), counter), { maxLength: 4 }).map((entries) => new Map(entries));

const TRANSACTION: OriginTransaction = {
  origin: 'north/2a',
  sequence: 3,
  time: { ms: 1_700_000_000_000, counter: 1 },
  vector: new Map([['south/1', 8]]),
  writes: [
    { space: 'key', key: 'cfg/\xff', value: Uint8Array.of(1, 2) },
    { space: 'rule', key: 'cfg/', value: null },
  ],
  actor: 'ann',
  chain: 0xdeadbeef,
};

const serverCommand: fc.Arbitrary<ServerCommand> = fc.oneof(
  counter.map((revision): ServerCommand => ({ type: 'compact', revision })),
  fc.tuple(id64, counter).map(([id, ttl]): ServerCommand => ({ type: 'lease-grant', id: leaseId(id), ttl })),
  id64.map((id): ServerCommand => ({ type: 'lease-revoke', id: leaseId(id) })),
  fc.array(fc.tuple(id64, counter), { maxLength: 5 }).map((all): ServerCommand => ({
    type: 'lease-checkpoint',
    remaining: all.map(([id, seconds]) => ({ id: leaseId(id), seconds })),
  })),
  fc
    .tuple(
      fc.constantFrom('activate' as const, 'deactivate' as const),
      fc.option(id64),
      fc.constantFrom('nospace' as const, 'corrupt' as const, null),
    )
    .map(([action, member, alarm]): ServerCommand => ({
      type: 'alarm',
      action,
      member: member === null ? null : memberId(member),
      alarm,
    })),
  fc
    .tuple(id64, fc.string(), fc.array(fc.webUrl(), { maxLength: 3 }), fc.array(fc.webUrl()), fc.boolean())
    .map(([id, name, peerUrls, clientUrls, learner]): ServerCommand => ({
      type: 'publish-member',
      member: { id: memberId(id), name, peerUrls, clientUrls, learner },
    })),
  fc
    .tuple(id64, fc.array(fc.webUrl(), { maxLength: 3 }))
    .map(([id, peerUrls]): ServerCommand => ({ type: 'update-member', id: memberId(id), peerUrls })),
  fc.tuple(id64, fc.constantFrom('remove' as const, 'promote' as const)).map(([id, type]): ServerCommand => ({
    type: 'change-membership',
    change: { type, id: memberId(id) },
  })),
  fc.tuple(id64, fc.array(fc.webUrl(), { maxLength: 3 }), fc.boolean()).map(([id, peerUrls, learner]) => ({
    type: 'change-membership' as const,
    change: {
      type: 'add' as const,
      member: { id: memberId(id), name: '', peerUrls, clientUrls: [], learner },
    },
  })),
  fc.tuple(id64, id64, fc.array(fc.webUrl(), { maxLength: 3 })).map(([id, next, peerUrls]) => ({
    type: 'change-membership' as const,
    change: {
      ...{ type: 'replace' as const, id: memberId(id) },
      member: {
        ...{ id: memberId(next), name: '', peerUrls, clientUrls: [], learner: true },
        replaces: memberId(id),
      },
    },
  })),
  fc
    .constantFrom('member-not-found' as const, 'learner-not-ready' as const, 'unhealthy' as const)
    .map((reason): ServerCommand => ({ type: 'refuse-membership', reason })),
  fc
    .tuple(fc.string(), id64)
    .map(([region, incarnation]): ServerCommand => ({ type: 'init-region', region, incarnation })),
  fc.tuple(fc.string(), id64, fc.integer({ min: 2 })).map(([region, incarnation, level]): ServerCommand => ({
    ...{ type: 'init-region', region, incarnation, level },
  })),
  fc
    .tuple(fc.integer({ min: 2 }), fc.array(id64, { maxLength: 3 }))
    .map(([level, ids]): ServerCommand => ({ type: 'raise-level', level, members: ids.map(memberId) })),
  fc
    .tuple(key, fc.constantFrom('refuse' as const, 'local' as const))
    .map(([prefix, cas]): ServerCommand => ({ type: 'set-rule', rule: { prefix, policy: 'lww', cas } })),
  key.map((prefix): ServerCommand => ({ type: 'remove-rule', prefix })),
  fc
    .tuple(key, key, fc.option(fc.tuple(fc.array(key, { maxLength: 3 }), fc.option(key))))
    .map(([prefix, from, absent]): ServerCommand => ({
      type: 'adopt',
      prefix,
      from,
      absent: absent === null ? null : { keys: absent[0], next: absent[1] },
    })),
  fc.constant<ServerCommand>({ type: 'remote-transactions', transactions: [TRANSACTION, TRANSACTION] }),
  fc
    .tuple(fc.string(), vector)
    .map(([region, applied]): ServerCommand => ({ type: 'region-report', region, applied })),
  fc
    .tuple(fc.array(fc.string(), { maxLength: 3 }), counter)
    .map(([counted, conflictsBefore]): ServerCommand => ({
      type: 'federation-free',
      counted,
      conflictsBefore,
    })),
);

const decoded = (kind: CommandType, payload: Uint8Array): Command =>
  decodeCommand(COMMAND_KINDS[kind], payload);

describe('codec/command', () => {
  it('carries every command of the servers into the log and back', () => {
    fc.assert(
      fc.property(serverCommand, (command) => {
        const { kind, payload } = encodeCommand(command);
        expect(kind).to.equal(command.type);
        expect(decoded(kind, payload)).to.deep.equal(command);
      }),
      { seed: 5, numRuns: 600 },
    );
  });

  it('reads what clients asked for out of their own bytes', () => {
    const put = decoded(
      'put',
      pb.PutRequest.encode({ key: Buffer.from('k'), value: Buffer.from('v') }).finish(),
    );
    expect(put.type === 'put' && put.request.key).to.equal('k');
    const remove = decoded('delete', pb.DeleteRangeRequest.encode({ key: Buffer.from('k') }).finish());
    expect(remove.type === 'delete' && remove.request.range).to.deep.equal({ from: 'k', to: 'k\0' });
    const txn = decoded('txn', new Uint8Array(0));
    expect(txn).to.deep.equal({ type: 'txn', request: { compares: [], success: [], failure: [] } });
  });

  it('gives each kind a number of its own, and never another one', () => {
    expect(COMMAND_KINDS).to.deep.equal({
      put: 1,
      delete: 2,
      txn: 3,
      compact: 4,
      'lease-grant': 5,
      'lease-revoke': 6,
      'lease-checkpoint': 7,
      alarm: 16,
      'publish-member': 17,
      'update-member': 18,
      'change-membership': 19,
      'refuse-membership': 20,
      'raise-level': 21,
      'init-region': 32,
      'set-rule': 33,
      'remove-rule': 34,
      adopt: 35,
      'remote-transactions': 36,
      'region-report': 37,
      'federation-free': 38,
    });
    for (const [type, kind] of Object.entries(COMMAND_KINDS)) expect(commandTypeOf(kind)).to.equal(type);
  });

  it('says what to do about a kind or a format of a later release', () => {
    expect(() => decodeCommand(200, new Uint8Array(0))).to.throw(
      FormatError,
      /unknown kind 200: a newer release/,
    );
    const { payload } = encodeCommand({ type: 'remove-rule', prefix: 'a' });
    payload[0] = 9;
    expect(() => decoded('remove-rule', payload)).to.throw(FormatError, /format 9 is not known/);
  });

  it('begins a region at the first feature level in the bytes of releases without levels', () => {
    const named = { type: 'init-region', region: 'north', incarnation: 1n } as const;
    const { payload } = encodeCommand(named);
    expect(encodeCommand({ ...named, level: 1 }).payload).to.deep.equal(payload);
    expect([payload[0], encodeCommand({ ...named, level: 2 }).payload[0]]).to.deep.equal([1, 2]);
  });

  it('takes everything that is not a payload of its kind for damage', () => {
    expect(() => decoded('put', Uint8Array.of(0x0a, 0x7f))).to.throw(FormatError);
    const { payload } = encodeCommand({ type: 'init-region', region: 'north', incarnation: 1n });
    expect(() => decoded('init-region', payload.subarray(0, -1))).to.throw(FormatError, /ends early/);
    expect(() => decoded('init-region', Buffer.concat([payload, Uint8Array.of(0)]))).to.throw(
      FormatError,
      /left over/,
    );
    const asked = pb.AlarmRequest.encode({ action: pb.AlarmRequest.AlarmAction.GET }).finish();
    expect(() => decoded('alarm', asked)).to.throw(FormatError);
  });

  it('ends in a command or in a FormatError, whatever the bytes', () => {
    const kinds = fc.constantFrom(...Object.values(COMMAND_KINDS));
    fc.assert(
      fc.property(kinds, fc.uint8Array({ maxLength: 60 }), (kind, bytes) => {
        try {
          decodeCommand(kind, bytes);
        } catch (error) {
          expect(error).to.be.instanceOf(FormatError);
        }
      }),
      { seed: 6, numRuns: 2000 },
    );
  });
});

describe('codec/batch', () => {
  const item = (number: number, payload: Uint8Array): BatchItem => ({
    id: { member: memberId(0xffff_ffff_ffff_fffen), boot: 0x1234_5678_9abc_def0n, number },
    user: 'ann',
    authRevision: 4,
    kind: COMMAND_KINDS['remove-rule'],
    payload,
  });
  const payload = encodeCommand({ type: 'remove-rule', prefix: 'cfg/' }).payload;

  it('carries a batch there and back', () => {
    const items = [item(1, payload), item(Number.MAX_SAFE_INTEGER, payload)];
    const batch = decodeBatch(encodeBatch(1_700_000_000_123, items));
    expect(batch.wallMs).to.equal(1_700_000_000_123);
    expect(batch.commands).to.deep.equal(
      items.map(({ id, user, authRevision }) => ({
        id,
        user,
        authRevision,
        command: { type: 'remove-rule', prefix: 'cfg/' },
      })),
    );
    expect(decodeBatch(encodeBatch(0, []))).to.deep.equal({ wallMs: 0, commands: [] });
    expect(decodeBatch(encodeBatch(7, [], true))).to.deep.equal({ wallMs: 7, commands: [], unstamped: true });
    expect([encodeBatch(7, [])[0], encodeBatch(7, [], true)[0]], 'formats').to.deep.equal([1, 2]);
  });

  it('keeps every command its sender and life, however they are mixed', () => {
    const id = fc.record({
      member: fc.constantFrom(1n, 2n, 0x0100n).map(memberId),
      boot: fc.constantFrom(1n, 1n << 63n),
      number: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(id, { maxLength: 20 }), (ids) => {
        const items = ids.map((each) => ({ ...item(0, payload), id: each }));
        expect(decodeBatch(encodeBatch(0, items)).commands.map((command) => command.id)).to.deep.equal(ids);
      }),
      { seed: 9 },
    );
  });

  it('keeps nothing of the entry it was read from', () => {
    const put = pb.PutRequest.encode({ key: Buffer.from('k'), value: Buffer.from('value') }).finish();
    const entry = encodeBatch(1, [{ ...item(1, put), kind: COMMAND_KINDS.put }]);
    const [command] = decodeBatch(entry).commands;
    entry.fill(0);
    expect(command?.command.type === 'put' && Buffer.from(command.command.request.value).toString()).to.equal(
      'value',
    );
  });

  it('says what to do about a format of a later release', () => {
    const bytes = encodeBatch(1, []);
    bytes[0] = 9;
    expect(() => decodeBatch(bytes)).to.throw(
      FormatError,
      /format 9 is not known to this release; start this member/,
    );
  });

  it('refuses every cut and every count that does not fit', () => {
    const bytes = encodeBatch(1, [item(1, payload), item(2, payload)]);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeBatch(bytes.subarray(0, length)), `${length} bytes`).to.throw(FormatError);
    }
    expect(() => decodeBatch(Buffer.concat([bytes, Uint8Array.of(0)]))).to.throw(FormatError, /left over/);
    const counted = new Uint8Array(bytes);
    counted[7] = 0x7f;
    expect(() => decodeBatch(counted)).to.throw(FormatError, /count of 127/);
  });
});
