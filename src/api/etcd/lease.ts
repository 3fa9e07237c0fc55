/**
 * etcdserverpb.Lease.
 *
 * L1. A new lease's id and least duration are settled here, before the log, so every member grants the same. The least
 *     is one and a half election timeouts: a shorter lease could run out while the region elects a leader.
 * L2. A renewal's header is taken before the renewal (etcd: a revocation at revision 3 must not look older than a
 *     renewal that was answered with 4).
 * L3. One renewal of a stream is under way at a time, so answers come in the order of the requests; while it is, and
 *     while the stream is full, no further request is read.
 */
import { InvariantError } from '../../core/base/assert.ts';
import { leaseId } from '../../core/base/brands.ts';
import { encodeCommand } from '../../codec/command.ts';
import { bytesOfKey, counterOf, idOf, isZero, longOf, longOfId } from '../../codec/etcd-scalars.ts';
import { etcdserverpb } from '../../gen/etcd.js';
import type { LeaseRecord } from '../../core/lease/types.ts';
import type { LeaseStatus } from '../../node/serving/types.ts';
import { currentHeader, headerAt, propose } from '../context.ts';
import type { ApiContext } from '../context.ts';
import { ERROR, servingStatus } from '../errors.ts';
import { MAX_LEASE_TTL } from '../limits.ts';
import { bidi, unary } from '../surface.ts';
import type { BidiCall, BidiReader, Method, UnaryCall } from '../surface.ts';

const {
  LeaseGrantRequest,
  LeaseGrantResponse,
  LeaseRevokeRequest,
  LeaseRevokeResponse,
  LeaseKeepAliveRequest,
  LeaseKeepAliveResponse,
  LeaseTimeToLiveRequest,
  LeaseTimeToLiveResponse,
  LeaseLeasesRequest,
  LeaseLeasesResponse,
} = etcdserverpb;

type GrantCall = UnaryCall<etcdserverpb.LeaseGrantRequest, etcdserverpb.LeaseGrantResponse.$Properties>;
type RevokeCall = UnaryCall<etcdserverpb.LeaseRevokeRequest, etcdserverpb.LeaseRevokeResponse.$Properties>;
type TimeToLiveCall = UnaryCall<
  etcdserverpb.LeaseTimeToLiveRequest,
  etcdserverpb.LeaseTimeToLiveResponse.$Properties
>;
type KeepAliveCall = BidiCall<etcdserverpb.LeaseKeepAliveResponse.$Properties>;

export function leaseMethods(context: ApiContext): Method[] {
  return [
    unary('/etcdserverpb.Lease/LeaseGrant', LeaseGrantRequest, LeaseGrantResponse, (call) =>
      grant(context, call),
    ),
    unary('/etcdserverpb.Lease/LeaseRevoke', LeaseRevokeRequest, LeaseRevokeResponse, (call) =>
      revoke(context, call),
    ),
    bidi('/etcdserverpb.Lease/LeaseKeepAlive', LeaseKeepAliveRequest, LeaseKeepAliveResponse, (call) =>
      keepAlive(context, call),
    ),
    unary('/etcdserverpb.Lease/LeaseTimeToLive', LeaseTimeToLiveRequest, LeaseTimeToLiveResponse, (call) =>
      timeToLive(context, call),
    ),
    unary('/etcdserverpb.Lease/LeaseLeases', LeaseLeasesRequest, LeaseLeasesResponse, (call) =>
      call.reply({ header: currentHeader(context), leases: listed(context) }),
    ),
  ];
}

/** In whole seconds, rounded up (L1). */
export function leastTtl(electionTimeoutMs: number): number {
  return Math.ceil((electionTimeoutMs * 3) / 2 / 1000);
}

function grant(context: ApiContext, call: GrantCall): void {
  const asked = counterOf(call.request.TTL);
  if (asked > MAX_LEASE_TTL) return call.fail(ERROR.leaseTtlTooLarge);
  const ttl = Math.max(asked, leastTtl(context.electionTimeoutMs));
  const id = leaseId(idOf(isZero(call.request.ID) ? drawId(context) : call.request.ID));
  propose(context, call, encodeCommand({ type: 'lease-grant', id, ttl }), ({ result, revision }) => {
    if (result.type !== 'lease-granted') throw new InvariantError(`a grant was answered with ${result.type}`);
    const { lease } = result;
    call.reply({ header: headerAt(context, revision), ID: longOfId(lease.id), TTL: longOf(lease.ttl) });
  });
}

/**
 * Positive: clients print ids and read them back as signed numbers. In halves, since a drawn BigInt beside a given one is
 * what ended servers in V8's compiler (core/base/id-varint.ts).
 */
function drawId({ entropy }: ApiContext): { readonly low: number; readonly high: number } {
  for (;;) {
    const [low, high] = [entropy.uint32() | 0, entropy.uint32() & 0x7fff_ffff];
    if (low !== 0 || high !== 0) return { low, high };
  }
}

function revoke(context: ApiContext, call: RevokeCall): void {
  propose(context, call, { kind: 'lease-revoke', payload: call.bytes }, ({ revision }) => {
    call.reply({ header: headerAt(context, revision) });
  });
}

function keepAlive(context: ApiContext, call: KeepAliveCall): BidiReader<etcdserverpb.LeaseKeepAliveRequest> {
  const stream = { renewing: false, full: false, halfClosed: false, over: false };
  call.onCancel(() => (stream.over = true));
  call.onDrain(() => {
    stream.full = false;
    goOn();
  });

  function goOn(): void {
    if (stream.renewing || stream.over) return;
    if (stream.halfClosed) call.end();
    else if (!stream.full) call.resume();
  }

  return {
    message(request) {
      stream.renewing = true;
      call.pause();
      const header = currentHeader(context);
      context.serving.keepAlive(leaseId(idOf(request.ID)), (reply) => {
        stream.renewing = false;
        if (stream.over) return;
        if (!reply.ok) return call.fail(servingStatus(reply.error));
        // A lease that is gone is no error here: clients look at the duration.
        const TTL = longOf(reply.value?.ttl ?? 0);
        stream.full = !call.write({ header, ID: request.ID, TTL });
        goOn();
      });
    },
    halfClose() {
      stream.halfClosed = true;
      goOn();
    },
  };
}

const NO_SUCH_LEASE_TTL = longOf(-1);

function timeToLive(context: ApiContext, call: TimeToLiveCall): void {
  const { ID, keys } = call.request;
  context.serving.timeToLive(leaseId(idOf(ID)), keys, (reply) => {
    if (!reply.ok) return call.fail(servingStatus(reply.error));
    const header = currentHeader(context);
    if (reply.value === null) call.reply({ header, ID, TTL: NO_SUCH_LEASE_TTL });
    else call.reply({ header, ID, ...describeLease(reply.value, keys) });
  });
}

function describeLease(
  { lease, remainingSeconds, keys }: LeaseStatus,
  withKeys: boolean,
): etcdserverpb.LeaseTimeToLiveResponse.$Properties {
  const TTL = longOf(Math.max(Math.trunc(remainingSeconds), 0));
  return { TTL, grantedTTL: longOf(lease.ttl), keys: withKeys ? keys.map(bytesOfKey) : [] };
}

/** The soonest to run out first, as far as this member knows. */
function listed({ serving }: ApiContext): etcdserverpb.LeaseStatus.$Properties[] {
  const left = (lease: LeaseRecord): number => lease.remaining ?? lease.ttl;
  const sorted = [...serving.leases()].sort(
    (one, other) => left(one) - left(other) || (one.id < other.id ? -1 : 1),
  );
  return sorted.map(({ id }) => ({ ID: longOfId(id) }));
}
