/**
 * The one table of what can go wrong → gRPC code and text. Clients compare etcd's texts letter by letter, so they are
 * etcd's own (api/v3rpc/rpctypes/error.go); what only exists here begins with `atoll: ` and says the way out.
 */
import type { FederationRefusal, Refusal } from '../core/apply/types.ts';
import type { ServingError } from '../node/serving/types.ts';
import { CODE } from './status.ts';
import type { Code, Status } from './status.ts';

const etcd = (code: Code, text: string): Status => ({ code, message: `etcdserver: ${text}` });

export const ERROR = {
  emptyKey: etcd(CODE.INVALID_ARGUMENT, 'key is not provided'),
  keyNotFound: etcd(CODE.INVALID_ARGUMENT, 'key not found'),
  valueProvided: etcd(CODE.INVALID_ARGUMENT, 'value is provided'),
  leaseProvided: etcd(CODE.INVALID_ARGUMENT, 'lease is provided'),
  tooManyOps: etcd(CODE.INVALID_ARGUMENT, 'too many operations in txn request'),
  duplicateKey: etcd(CODE.INVALID_ARGUMENT, 'duplicate key given in txn request'),
  invalidSortOption: etcd(CODE.INVALID_ARGUMENT, 'invalid sort option'),
  requestTooLarge: etcd(CODE.INVALID_ARGUMENT, 'request is too large'),
  compacted: etcd(CODE.OUT_OF_RANGE, 'mvcc: required revision has been compacted'),
  futureRevision: etcd(CODE.OUT_OF_RANGE, 'mvcc: required revision is a future revision'),
  noSpace: etcd(CODE.RESOURCE_EXHAUSTED, 'mvcc: database space exceeded'),
  leaseNotFound: etcd(CODE.NOT_FOUND, 'requested lease not found'),
  leaseExists: etcd(CODE.FAILED_PRECONDITION, 'lease already exists'),
  leaseTtlTooLarge: etcd(CODE.OUT_OF_RANGE, 'too large lease TTL'),
  memberUrlsInvalid: etcd(CODE.INVALID_ARGUMENT, 'given member URLs are invalid'),
  memberNotLearner: etcd(CODE.FAILED_PRECONDITION, 'can only promote a learner member'),
  memberNotFound: etcd(CODE.NOT_FOUND, 'member not found'),
  memberExists: etcd(CODE.FAILED_PRECONDITION, 'member ID already exist'),
  peerUrlsExist: etcd(CODE.FAILED_PRECONDITION, 'Peer URLs already exists'),
  learnerNotReady: etcd(
    CODE.FAILED_PRECONDITION,
    'can only promote a learner member which is in sync with leader',
  ),
  tooManyLearners: etcd(CODE.FAILED_PRECONDITION, 'too many learner members in cluster'),
  notEnoughStarted: etcd(
    CODE.FAILED_PRECONDITION,
    're-configuration failed due to not enough started members',
  ),
  unhealthy: etcd(CODE.UNAVAILABLE, 'unhealthy cluster'),
  badLeaderTransferee: etcd(CODE.FAILED_PRECONDITION, 'bad leader transferee'),
  noLeader: etcd(CODE.UNAVAILABLE, 'no leader'),
  notLeader: etcd(CODE.FAILED_PRECONDITION, 'not leader'),
  leaderChanged: etcd(CODE.UNAVAILABLE, 'leader changed'),
  stopped: etcd(CODE.UNAVAILABLE, 'server stopped'),
  timeout: etcd(CODE.UNAVAILABLE, 'request timed out'),
  tooManyRequests: etcd(CODE.RESOURCE_EXHAUSTED, 'too many requests'),
  corrupt: etcd(CODE.DATA_LOSS, 'corrupt cluster'),
  learner: etcd(CODE.FAILED_PRECONDITION, 'rpc not supported for learner'),
  noDowngrade: etcd(CODE.FAILED_PRECONDITION, 'no inflight downgrade job'),
  authNotEnabled: etcd(CODE.FAILED_PRECONDITION, 'authentication is not enabled'),
  rootUserNotFound: etcd(CODE.FAILED_PRECONDITION, 'root user does not exist'),
  userEmpty: etcd(CODE.INVALID_ARGUMENT, 'user name is empty'),
  userNotFound: etcd(CODE.FAILED_PRECONDITION, 'user name not found'),
  roleEmpty: etcd(CODE.INVALID_ARGUMENT, 'role name is empty'),
  roleNotFound: etcd(CODE.FAILED_PRECONDITION, 'role name not found'),
  permissionNotGiven: etcd(CODE.INVALID_ARGUMENT, 'permission not given'),
} as const satisfies Readonly<Record<string, Status>>;

const SERVING_ERRORS: Readonly<Record<ServingError, Status>> = {
  'no-leader': ERROR.noLeader,
  'not-leader': ERROR.notLeader,
  'leader-changed': ERROR.leaderChanged,
  timeout: ERROR.timeout,
  stopped: ERROR.stopped,
  'too-many-requests': ERROR.tooManyRequests,
  'request-too-large': ERROR.requestTooLarge,
  'not-ready': {
    code: CODE.UNAVAILABLE,
    message: 'atoll: this member is not ready yet: try again shortly, or ask another member',
  },
  'bad-transferee': ERROR.badLeaderTransferee,
};

const REFUSALS: Readonly<Record<Exclude<Refusal, FederationRefusal>, Status>> = {
  compacted: ERROR.compacted,
  'future-revision': ERROR.futureRevision,
  'key-not-found': ERROR.keyNotFound,
  'lease-not-found': ERROR.leaseNotFound,
  'lease-exists': ERROR.leaseExists,
  'ttl-too-large': ERROR.leaseTtlTooLarge,
  'no-space': ERROR.noSpace,
  corrupt: ERROR.corrupt,
  'member-not-found': ERROR.memberNotFound,
  'member-exists': ERROR.memberExists,
  'peer-urls-exist': ERROR.peerUrlsExist,
  'not-a-learner': ERROR.memberNotLearner,
  'too-many-learners': ERROR.tooManyLearners,
  'learner-not-ready': ERROR.learnerNotReady,
  'not-enough-started': ERROR.notEnoughStarted,
  unhealthy: ERROR.unhealthy,
  'members-changed': {
    code: CODE.UNAVAILABLE,
    message: 'atoll: the members of the region changed meanwhile: ask again',
  },
  'member-active': {
    code: CODE.FAILED_PRECONDITION,
    message: 'atoll: the member to be replaced is heard of: it is replaced only after it has fallen silent',
  },
};

/** What is refused, and the way out; the refusal's detail (which key, which rule) stands between them. */
const FEDERATION_REFUSALS: Readonly<Record<FederationRefusal, readonly [what: string, wayOut: string]>> = {
  'lease-on-federated': [
    'a key that is replicated between regions cannot hang on a lease of one region',
    'put it without a lease, or under a prefix that no rule covers',
  ],
  'compare-on-federated': [
    'a transaction cannot compare keys that other regions write at the same time',
    'write without comparing, use a prefix that no rule covers, or set its rule to "cas: local", which compares ' +
      'within this region only',
  ],
  'delete-too-large': [
    'a transaction cannot delete that many replicated keys',
    'delete them in several steps, each a smaller range or a longer prefix',
  ],
  'unknown-rule': ['there is no replication rule for this prefix', 'list the rules and name one of theirs'],
  'region-not-ready': [
    'this region cannot take replicated writes yet',
    'try again shortly; the status of this member says what the region waits for',
  ],
  'clock-apart': [
    "the leader's clock is not within the bound of a majority of its members' clocks, so it stamps no replicated write",
    'try again shortly, when another member leads; the status of the members says whose clock to check',
  ],
};

export function servingStatus(error: ServingError): Status {
  return SERVING_ERRORS[error];
}

export function refusalStatus(reason: Refusal, detail: string): Status {
  switch (reason) {
    case 'lease-on-federated':
    case 'compare-on-federated':
    case 'delete-too-large':
    case 'unknown-rule':
    case 'region-not-ready':
    case 'clock-apart':
      return federationStatus(reason, detail);
    default:
      return REFUSALS[reason];
  }
}

function federationStatus(reason: FederationRefusal, detail: string): Status {
  const [what, wayOut] = FEDERATION_REFUSALS[reason];
  const about = detail === '' ? '' : ` (${detail})`;
  return refused(`${what}${about}: ${wayOut}`);
}

/** For what the protocol has and this release has not. */
export function notOffered(what: string, wayOut: string): Status {
  return { code: CODE.UNIMPLEMENTED, message: `atoll: ${what} by this release: ${wayOut}` };
}

export function refused(message: string): Status {
  return { code: CODE.FAILED_PRECONDITION, message: `atoll: ${message}` };
}

export function invalid(message: string): Status {
  return { code: CODE.INVALID_ARGUMENT, message: `atoll: ${message}` };
}
