/**
 * Where the peer at hand (etcd 3.4) and etcd 3.6 answer differently, Atoll answers as 3.6 does. Each entry was seen
 * on a real etcd 3.6.14 given the same list.
 *
 * I1. An entry turns the peer's text into the exact text expected, so nothing else in that answer may differ; only
 *     `<number>` stands for any positive number, for revisions that move when the list grows.
 * I2. An entry whose command no longer differs fails the run: the list says only what is true.
 */
export interface Intended {
  readonly id: string;
  readonly why: string;
  readonly end?: Rewrite;
  readonly stdout?: Rewrite;
  readonly stderr?: Rewrite;
}

export type Rewrite = readonly (readonly [from: string | RegExp, to: string])[];

const EVERYTHING = /^[^]*$/;

const HEADER =
  '"header":{"cluster_id":<cluster>,"member_id":<member>,"revision":<number>,"raft_term":<term>}';

const GATEWAY_ERROR: Rewrite = [
  [/^\{"error":"[^"]*","message":("[^"]*"),"code":(\d+)\}$/, '{"code":$2,"message":$1}'],
];

/** From an error that lost its code on the way out of 3.4 to the proper one. */
const proper = (text: string, code: string): Rewrite => [
  [`code = Unknown desc = auth: ${text}`, `code = ${code} desc = etcdserver: ${text}`],
  [`rpc error: code = Unknown desc = auth: ${text}`, `etcdserver: ${text}`],
  [`rpc error: code = Unknown desc = auth: ${text}`, `etcdserver: ${text}`],
];

const refused = (code: string, text: string): string =>
  `{"level":"warn","ts":<time>,"caller":"clientv3/retry_interceptor.go:62","msg":"retrying of unary invoker failed",` +
  `"target":"endpoint://<etcdctl>/<client>","attempt":0,"error":"rpc error: code = ${code} desc = etcdserver: ${text}"}\n` +
  `Error: etcdserver: ${text}\n`;

const hashAtCompaction = (id: string, hash: string, compactRevision: string): Intended => ({
  id,
  why:
    '3.4 refuses the revision just compacted; 3.6 answers with the hash it took while compacting, and Atoll takes it ' +
    'when asked, so it names this compaction and not the one before',
  end: [['exit 1', 'exit 0']],
  stdout: [
    [
      '[]',
      `[{"Endpoint":"<client>","HashKV":{${HEADER},"hash":${hash},"compact_revision":${compactRevision}}}]`,
    ],
  ],
  stderr: [[EVERYTHING, '']],
});

const tombstoneKept = (id: string): Intended => ({
  id,
  why: '3.6 keeps a delete made at the compacted revision, so a watch from there sees it (etcd #19179)',
  stdout: [['"Events":[', '"Events":[{"type":1,"kv":{"key":"Yy9i","mod_revision":<number>}},']],
});

const alarmHeader = (id: string, header: string): Intended => ({
  id,
  why: '3.6 fills in the header of alarm responses',
  stdout: [
    [/^\{(?=")/, `{${header},`],
    ['{}', `{${header}}`],
  ],
});

const gatewayError = (id: string): Intended => ({
  id,
  why: 'the gateway of 3.6 has no "error" field beside "message"',
  stdout: GATEWAY_ERROR,
});

const preconditionError = (id: string): Intended => ({
  id,
  why: 'the gateway of 3.6 maps FailedPrecondition to 400 and has no "error" field',
  end: [['HTTP 412', 'HTTP 400']],
  stdout: GATEWAY_ERROR,
});

const probe = (id: string): Intended => ({
  id,
  why: '3.4 has no such probe',
  end: [['HTTP 404', 'HTTP 200']],
  stdout: [[EVERYTHING, 'ok\n']],
});

export const INTENDED: readonly Intended[] = [
  hashAtCompaction('hash/at the compacted revision', '217809084', '9'),
  hashAtCompaction('hash/at the second compacted revision', '540041198', '10'),
  tombstoneKept('compaction/watch at the delete'),
  tombstoneKept('compaction/watch at the delete, with the value before'),
  {
    id: 'member/updated',
    why: '3.4 forgets that a member is a learner when its address is changed',
    stdout: [['http://127.0.0.1:3, , false', 'http://127.0.0.1:3, , true']],
  },
  alarmHeader('alarm/list of none json', HEADER),
  alarmHeader('alarm/list json', HEADER),
  {
    id: 'http/health',
    why: '3.6 gives the reason for ill health',
    stdout: [['{"health":"true"}', '{"health":"true","reason":""}']],
  },
  {
    id: 'http/version',
    why: 'it is 3.6, and 3.6 names the version of its store',
    stdout: [[EVERYTHING, '{"etcdserver":"3.6.<number>","etcdcluster":"3.6.0","storage":"3.6.0"}']],
  },
  probe('http/livez'),
  probe('http/readyz'),
  {
    id: 'gateway/status',
    why: '3.6 adds the version of its store, the quota and the state of a downgrade',
    stdout: [
      [
        '"dbSizeInUse":<size>',
        '"dbSizeInUse":<size>,"storageVersion":"3.6.0","dbSizeQuota":"<number>","downgradeInfo":{}',
      ],
    ],
  },
  {
    id: 'gateway/get instead of post',
    why: 'the gateway of 3.6 answers in JSON under /v3',
    end: [['HTTP 405', 'HTTP 501']],
    stdout: [['Method Not Allowed\n', '{"code":12,"message":"Method Not Allowed"}']],
  },
  preconditionError('gateway/authenticate while auth is off'),
  preconditionError('gateway/grant it again'),
  gatewayError('gateway/compact the future'),
  gatewayError('gateway/range without key'),
  gatewayError('gateway/broken JSON'),
  gatewayError('gateway/empty operation'),
  gatewayError('gateway/revoke it by the old path'),
  {
    id: 'gateway/unknown sort',
    why: '3.6 refuses sort orders and targets that do not exist',
    end: [['HTTP 200', 'HTTP 400']],
    stdout: [[EVERYTHING, '{"code":3,"message":"etcdserver: invalid sort option"}']],
  },
  {
    id: 'gateway/no such path',
    why: 'the gateway of 3.6 answers in JSON under /v3',
    stdout: [['Not Found\n', '{"code":5,"message":"Not Found"}']],
  },
  {
    id: 'auth/may not compact',
    why: '3.6 asks for the permission before it looks at the revision',
    stderr: [
      [
        'OutOfRange desc = etcdserver: mvcc: required revision has been compacted',
        'PermissionDenied desc = etcdserver: permission denied',
      ],
      [
        'Error: etcdserver: mvcc: required revision has been compacted',
        'Error: etcdserver: permission denied',
      ],
    ],
  },
  {
    id: 'auth/may not defragment',
    why: '3.6 gives maintenance errors their code',
    stderr: proper('permission denied', 'PermissionDenied'),
  },
  {
    id: 'auth/may not save a snapshot',
    why: '3.6 gives maintenance errors their code',
    stderr: proper('permission denied', 'PermissionDenied'),
  },
  {
    id: 'auth/no user may not see hashes',
    why: '3.6 gives maintenance errors their code',
    stderr: proper('user name is empty', 'InvalidArgument'),
  },
  {
    id: 'auth/no user may see members',
    why: '3.6 lists members only to a user',
    end: [['exit 0', 'exit 1']],
    stdout: [[EVERYTHING, '']],
    stderr: [[EVERYTHING, refused('InvalidArgument', 'user name is empty')]],
  },
];
