"""gRPC's C core against a region: ADDRESSES [CA CERTIFICATE KEY]. Ends with 1 at the first wrong answer."""

import queue
import sys

import grpc
from etcd import rpc_pb2 as pb
from etcd import rpc_pb2_grpc as stubs

LIMIT_S = 10


def main(addresses, *files):
    for address in addresses.split(",")[:2]:
        with channel_to(address, files) as channel:
            unary(channel)
            watch_and_cancel(channel)
            keep_alive(channel)
            times_out(channel)
            many_at_once(channel)


def channel_to(address, files):
    if not files:
        return grpc.insecure_channel(address)
    ca, cert, key = (open(name, "rb").read() for name in files)
    return grpc.secure_channel(address, grpc.ssl_channel_credentials(ca, key, cert))


def unary(channel):
    kv = stubs.KVStub(channel)
    kv.Put(pb.PutRequest(key=b"core", value=b"x" * 300_000), timeout=LIMIT_S)
    answer = kv.Range(pb.RangeRequest(key=b"core"), timeout=LIMIT_S)
    assert len(answer.kvs[0].value) == 300_000, answer
    txn = pb.TxnRequest(success=[pb.RequestOp(request_range=pb.RangeRequest(key=b"core", keys_only=True))])
    assert kv.Txn(txn, timeout=LIMIT_S).succeeded
    try:
        kv.Compact(pb.CompactionRequest(revision=10**9), timeout=LIMIT_S)
        assert False, "a compaction of the future was taken"
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.OUT_OF_RANGE, error
        assert "required revision is a future revision" in error.details(), error


def watch_and_cancel(channel):
    requests = queue.Queue()
    requests.put(pb.WatchRequest(create_request=pb.WatchCreateRequest(key=b"core")))
    answers = stubs.WatchStub(channel).Watch(iter(requests.get, None), timeout=LIMIT_S)
    assert next(answers).created
    stubs.KVStub(channel).Put(pb.PutRequest(key=b"core", value=b"seen"), timeout=LIMIT_S)
    assert next(answers).events[0].kv.value == b"seen"
    answers.cancel()
    try:
        next(answers)
        assert False, "a cancelled watch went on"
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.CANCELLED, error
    requests.put(None)


def keep_alive(channel):
    lease = stubs.LeaseStub(channel)
    granted = lease.LeaseGrant(pb.LeaseGrantRequest(TTL=30), timeout=LIMIT_S)
    asked = [pb.LeaseKeepAliveRequest(ID=granted.ID)] * 3
    kept = list(lease.LeaseKeepAlive(iter(asked), timeout=LIMIT_S))
    assert [each.TTL for each in kept] == [30, 30, 30], kept
    lease.LeaseRevoke(pb.LeaseRevokeRequest(ID=granted.ID), timeout=LIMIT_S)


def times_out(channel):
    requests = queue.Queue()
    requests.put(pb.WatchRequest(create_request=pb.WatchCreateRequest(key=b"silence")))
    try:
        for _ in stubs.WatchStub(channel).Watch(iter(requests.get, None), timeout=0.5):
            pass
        assert False, "a watch outlived its deadline"
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED, error
    requests.put(None)


def many_at_once(channel):
    kv = stubs.KVStub(channel)
    calls = [kv.Put.future(pb.PutRequest(key=b"core/%d" % i, value=b"v"), timeout=LIMIT_S) for i in range(500)]
    revisions = {call.result().header.revision for call in calls}
    assert len(revisions) == 500, len(revisions)


main(*sys.argv[1:])
