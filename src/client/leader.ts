/**
 * Some things only the leader of a region knows, such as how its streams from the other regions stand. The members tell
 * where it is.
 */
import type { AtollClient } from './client.ts';
import { ClientError } from './errors.ts';

/** Runs `work` with a client of the region's leader; refused when the region has none, or none that can be reached. */
export async function withLeader<T>(
  client: AtollClient,
  work: (leader: AtollClient) => Promise<T>,
): Promise<T> {
  const { raft, region, memberId } = await client.admin.status();
  if (raft.leader === null) throw new ClientError('refused', `region ${region} has no leader at the moment`);
  if (raft.leader === memberId) return work(client);
  // As the asked member knows them, so that it answers without a quorum, too.
  const { members } = await client.members.list(false);
  const leader = members.find(({ id }) => id === raft.leader);
  if (leader === undefined || leader.clientUrls.length === 0) {
    throw new ClientError('refused', `the leader of region ${region} has not said yet where clients find it`);
  }
  const direct = client.elsewhere(leader.clientUrls);
  try {
    return await work(direct);
  } finally {
    direct.close();
  }
}
