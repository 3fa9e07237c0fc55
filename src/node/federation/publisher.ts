/** Serving origin logs to other regions: the accepted connections and what they share. Runs on every member. */
import type { Connection } from '../../ports/network.ts';
import type { VersionVector } from '../../core/federation/types.ts';
import type { Alarms } from './alarms.ts';
import type { FederationCounters } from './counters.ts';
import { createOriginLogReader } from './origin-log-reader.ts';
import type { OriginLogReader } from './origin-log-reader.ts';
import type { FederationParts } from './parts.ts';
import { PublisherStream } from './publisher-stream.ts';
import type { HandshakeRefusal } from './handshake.ts';
import type { Speaker } from '../../codec/federation-frame.ts';

/** Other regions hold one each, and a few more while they change over. */
export const PUBLISHER_STREAMS_MAX = 256;

export interface PublisherGiven {
  readonly parts: FederationParts;
  readonly alarms: Alarms;
  readonly counters: FederationCounters;
  /** Whether our own disks are known to be behind what others hold of us: then nothing more of ours may spread. */
  isRolledBack(): boolean;
  onApplied(region: string, applied: VersionVector): void;
}

export class Publisher {
  private readonly streams = new Set<PublisherStream>();
  private readonly given: PublisherGiven;
  private readonly logs: OriginLogReader;

  constructor(given: PublisherGiven) {
    this.given = given;
    this.logs = createOriginLogReader(given.parts.region);
  }

  accept(connection: Connection): void {
    const { parts, counters } = this.given;
    if (this.streams.size >= PUBLISHER_STREAMS_MAX) {
      parts.log('warn', 'federation-too-many-readers', {
        address: connection.address,
        open: this.streams.size,
      });
      connection.close();
      return;
    }
    counters.connectionsAccepted++;
    const stream: PublisherStream = new PublisherStream(connection, {
      ...{ parts, logs: this.logs, counters },
      refusal: () => this.ownRefusal(),
      onRefused: (speaker, refusal) => this.onRefused(speaker, refusal),
      onWelcomed: ({ region }) => this.given.alarms.clear('chain-mismatch', readerOf(region)),
      onApplied: (region, applied) => this.given.onApplied(region, applied),
      onClosed: () => this.streams.delete(stream),
    });
    this.streams.add(stream);
  }

  advanced(): void {
    for (const stream of this.streams) stream.advanced();
  }

  stop(): void {
    for (const stream of [...this.streams]) stream.close();
  }

  describe(): string[] {
    return [...this.streams].map((stream) => stream.describe());
  }

  private ownRefusal(): HandshakeRefusal | null {
    if (!this.given.isRolledBack()) return null;
    const detail = 'this region lacks writes of its own that others have: its disks were rolled back';
    return { reason: 'rolled-back', detail };
  }

  private onRefused(speaker: Speaker, { reason, detail }: HandshakeRefusal): void {
    const { parts, alarms } = this.given;
    parts.log('error', 'federation-region-refused', {
      region: speaker.region,
      member: speaker.member,
      reason,
      detail,
    });
    if (reason === 'chain-mismatch') alarms.raise('chain-mismatch', readerOf(speaker.region), detail);
  }
}

/** The other region's side of the comparison; ours, when we read from it, is an alarm of its own. */
function readerOf(region: string): string {
  return `${region} as a reader`;
}
