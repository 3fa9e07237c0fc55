/** The SDK: what programs and our own tools use to talk to a region. */
export { AtollClient, TIMEOUT_MS_DEFAULT } from './client.ts';
export type { ClientOptions } from './client.ts';
export { ClientError, describeClientError } from './errors.ts';
export type { ClientErrorKind } from './errors.ts';
export { describeEndpoint, parseEndpoint, parseEndpoints } from './endpoint.ts';
export type { Endpoint } from './endpoint.ts';
export type { ClientTls } from './tls.ts';
export { withLeader } from './leader.ts';
export type { AdminClient, ConflictsWanted } from './admin.ts';
export type {
  Conflict,
  ConflictBatch,
  FederationStatus,
  MemberStatus,
  RegionStatus,
  Rule,
  SnapshotHealth,
  Version,
} from './admin-types.ts';
export type { GossipClient, GossipMember, HeardEvent, KeyringCommand, KeyringResult } from './gossip.ts';
export type { MaintenanceClient, SnapshotPiece } from './maintenance.ts';
export type { MemberList, MembersClient, RegionMember } from './members.ts';
export type { Bytes, KeyValue, KvClient } from './kv.ts';
