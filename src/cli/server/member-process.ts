/**
 * One member as a process: the real ports below it, the client port above it, and its way from start to end.
 *
 *   starting ──▶ serving ──▶ stopping ──▶ ended
 *       └───────────┴───────────┴───────────┘  (fatal)
 *
 * E1. It ends once, with one exit code; what is reported later is not heard.
 * E2. A stop takes `STOP_MS_MAX` at most: what is acknowledged is on disk already, the rest of a stop is courtesy.
 * E3. Clients are sent away before the member hands over and closes its store, so that no call meets a closed one.
 */
import { join } from 'node:path';
import { listenClientPort } from '../../api/client-port.ts';
import type { ClientPort } from '../../api/client-port.ts';
import type { ApiParts } from '../../api/context.ts';
import { createSurface } from '../../api/create-surface.ts';
import { watchMethods } from '../../api/etcd/watch.ts';
import { createHttp } from '../../api/http/create-http.ts';
import type { PortCertificates } from '../../api/tls-listener.ts';
import { Ballast, ballastedDisk, ballastedStores, retried } from '../../io/ballast.ts';
import { createFileDisk } from '../../io/file-disk.ts';
import { GossipKeysFile } from '../../io/gossip-keys.ts';
import { createLevelStoreHost } from '../../io/level-store.ts';
import { lockFolder } from '../../io/level-store-lock.ts';
import type { FolderLock } from '../../io/level-store-lock.ts';
import { createSystemClock } from '../../io/system-clock.ts';
import { createSystemEntropy } from '../../io/system-entropy.ts';
import { openFilesMax } from '../../io/open-files.ts';
import { TcpNetwork } from '../../io/tcp-network.ts';
import { UdpDatagrams } from '../../io/udp-datagram.ts';
import { NoAnswer } from '../../node/consensus/machine-reader.ts';
import { foundRegion } from '../../node/joining/found-region.ts';
import type { Bound, FoundingGiven } from '../../node/joining/found-region.ts';
import { newestLevelOf } from '../../node/server-config.ts';
import { startServer } from '../../node/server.ts';
import type { Server, ServerPorts } from '../../node/server.ts';
import type { Log } from '../../ports/log.ts';
import type { Done } from '../../ports/outcome.ts';
import { CauseCounts } from '../../rpc/http2/causes.ts';
import { TABLE_NUMBERS } from '../../storage/tables.ts';
import { ScheduledSnapshots } from '../snapshot/schedule.ts';
import { restoreOnTrial } from '../snapshot/trial.ts';
import { formatListener } from './addresses.ts';
import { CertificateFiles } from './certificate-files.ts';
import { clientConnectionsMax } from './client-connections.ts';
import { ClientTroubles } from './client-troubles.ts';
import type { ServerConfig } from '../../node/server-config.ts';
import { clusterOf, foundingConfig, joinedConfig, settledConfig, withMembers } from './identity.ts';
import type { Settled } from './identity.ts';
import {
  claimFolder,
  foldersIn,
  markStarted,
  recordBound,
  recordReplaced,
  refuseFolder,
} from './data-folder.ts';
import type { ServerFlags } from './flags.ts';

/** Whoever asks for a value knows that it is there: its absence is damage. Of all other records it is an answer. */
const ABSENCE = { absenceIsDamage: TABLE_NUMBERS['kv-value'] };
/** How often the room on the disk is looked at; a ballast that was let go is made again when there is plenty. */
const ROOM_CHECK_MS = 1_000;
const STOP_MS_MAX = 3_000;
/** Beside the owner's record, not in the member's own folder: a member that comes back under another id keeps them. */
const KEYS_FILE = 'gossip-keys';
/** For calls under way to get their answers; watches are cut after it. */
const CLIENT_GRACE_MS = 500;

export interface MemberEnd {
  readonly exitCode: number;
  /** `null`: it ended as it should. */
  readonly reason: string | null;
}

type Phase = 'starting' | 'serving' | 'stopping' | 'ended';

export class MemberProcess {
  private readonly flags: ServerFlags;
  private readonly log: Log;
  private readonly onEnd: (end: MemberEnd) => void;
  private ports: ServerPorts;
  private readonly clientPorts: ClientPort[] = [];
  private readonly cutOffs = new CauseCounts();
  private readonly clientTroubles: ClientTroubles;
  private readonly certificateFiles: CertificateFiles | null;
  /** `null` without TLS, and before they are read. */
  private certificates: PortCertificates | null = null;
  /** Who this server is, as far as it is known yet. */
  private config: ServerConfig;
  private readonly ballast: Ballast;
  private diskFull = false;
  private server: Server | null = null;
  private snapshots: ScheduledSnapshots | null = null;
  private phase: Phase = 'starting';

  constructor(flags: ServerFlags, log: Log, onEnd: (end: MemberEnd) => void) {
    this.flags = flags;
    this.config = flags.config;
    this.log = log;
    this.onEnd = onEnd;
    this.ballast = new Ballast(flags.dataDir);
    const clock = createSystemClock();
    this.clientTroubles = new ClientTroubles(clock, (reason) => log('warn', 'client port', { reason }));
    const { disk, stores } = foldersIn(flags.dataDir);
    this.ports = {
      ...{ clock, log, trace: null, entropy: createSystemEntropy() },
      disk: ballastedDisk(createFileDisk(disk), () => this.makeRoom()),
      stores: ballastedStores(createLevelStoreHost(stores, ABSENCE), () => this.makeRoom()),
      network: new TcpNetwork({ listenAddress: formatListener(flags.listenPeer), clock }),
    };
    const { clientTls: paths } = flags;
    this.certificateFiles = paths === null ? null : new CertificateFiles({ paths, clock, log });
  }

  /** Nothing is touched before the certificates are found good. */
  start(): void {
    if (this.certificateFiles === null) this.openFolder();
    else {
      this.certificateFiles.open((certificates) => {
        if (this.phase !== 'starting') return;
        if (!certificates.ok) {
          this.fail(certificates.error.message);
          return;
        }
        this.certificates = certificates.value;
        this.openFolder();
      });
    }
  }

  private openFolder(): void {
    const { name, dataDir } = this.flags;
    const settled = settledConfig(this.flags);
    this.config = settled.type === 'joins' ? this.flags.config : settled.config;
    const refusal = refuseFolder(dataDir, name, this.config);
    if (refusal !== null) {
      this.fail(refusal);
      return;
    }
    const lock = (done: Done<FolderLock>): void => lockFolder(dataDir, done);
    const makeRoom = (): boolean => this.makeRoom();
    retried(makeRoom, lock, (locked) => {
      if (!locked.ok) this.fail(locked.error.message);
      else this.openGossip(() => this.settle(settled));
    });
  }

  private openGossip(then: () => void): void {
    const { dataDir, gossipKey, listenPeer, config } = this.flags;
    const { clock, entropy } = this.ports;
    if (config.gossip === undefined) return then();
    try {
      const keys = GossipKeysFile.open(join(dataDir, KEYS_FILE), gossipKey, entropy);
      const datagrams = new UdpDatagrams({ listenAddress: formatListener(listenPeer), clock });
      this.ports = { ...this.ports, gossip: { keys, datagrams } };
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
      return;
    }
    then();
  }

  private settle(settled: Settled): void {
    switch (settled.type) {
      case 'settled':
        this.claim();
        return;
      case 'joins':
        this.join(this.flags.config);
        return;
      case 'founds':
        this.found(settled.bound);
    }
  }

  private join(config: ServerConfig): void {
    const { name, dataDir } = this.flags;
    joinedConfig(this.ports, { name, config }, (joined) => {
      if (this.phase !== 'starting') return;
      if (!joined.ok) {
        this.fail(joined.error.message);
        return;
      }
      this.config = joined.value;
      // A founder that was bound, and found its region founded by others, is a member that joins from here on.
      const unbound = recordBound(dataDir, name, this.config);
      if (unbound === null) this.claim();
      else this.fail(unbound);
    });
  }

  private found(bound: Bound | null): void {
    const { name, dataDir, token, bootstrapExpect: expect, config } = this.flags;
    const { gossip } = this.ports;
    const self = config.members.find((member) => member.name === name);
    if (gossip === undefined || config.gossip === undefined || self === undefined) {
      this.fail('its founders have not all been heard of, and this server takes part in no gossip');
      return;
    }
    const given: FoundingGiven = {
      ...{ ports: { ...this.ports, gossip }, self, bound, expect: expect > 0 ? expect : founderCount(bound) },
      ...{ region: config.region, config: config.gossip, clientUrls: config.clientUrls },
      level: newestLevelOf(config),
      clusterOf: (names) => clusterOf({ token, region: config.region }, names),
      bind: (agreed) => recordBound(dataDir, name, foundingConfig(config, token, agreed)),
    };
    foundRegion(given, (ended) => {
      if (this.phase !== 'starting') return;
      if (!ended.ok) this.fail(ended.error.message);
      else if (ended.value.type === 'exists') this.join(withMembers(config, self, ended.value.members));
      else {
        this.config = foundingConfig(config, token, ended.value.bound);
        this.claim();
      }
    });
  }

  private claim(): void {
    const { config } = this;
    const { name, dataDir } = this.flags;
    const unclaimed = claimFolder(dataDir, name, config);
    if (unclaimed !== null) {
      this.fail(unclaimed);
      return;
    }
    const ids = { cluster: config.clusterId.toString(16), member: config.self.toString(16) };
    this.log('info', 'starting', { dataDir, ...ids, pid: process.pid });
    startServer(this.ports, config, {
      onStarted: (server) => this.onStarted(server),
      // To be removed is no failure: who restarts what failed should let it be. etcd ends with 0, too.
      onFatal: (reason, end) =>
        this.end({ exitCode: end === 'removed' ? 0 : 1, reason: this.withPaths(reason) }),
      onLeft: () => this.stop('it has left its pools'),
      onReplaced: (replaced) => {
        this.config = replaced;
        return recordReplaced(dataDir, name, replaced);
      },
    });
  }

  /** Asked again while it stops, it goes on stopping: two signals arrive when a terminal and a supervisor both send one. */
  stop(why: string): void {
    if (this.phase === 'stopping' || this.phase === 'ended') return;
    const { server } = this;
    this.phase = 'stopping';
    this.log('info', 'stopping', { why });
    // Nothing was acknowledged yet, and a cut start is recovered from like a crash.
    if (server === null) {
      this.end(ENDED_WELL);
      return;
    }
    this.ports.clock.after(STOP_MS_MAX, () => this.giveUpStopping());
    // A watch has no end of its own: left open it would hold its connection through the whole grace period.
    server.watches.stop();
    this.snapshots?.stop();
    this.certificateFiles?.stop();
    this.closeClientPorts(() => {
      server.stop((stopped) => {
        if (!stopped.ok) this.log('warn', 'the stop was not clean', { reason: stopped.error.message });
        this.end(ENDED_WELL);
      });
    });
  }

  /**
   * A broken invariant anywhere in the process: state cannot be trusted, so nothing is written out. Somebody who gets no
   * answer, because the member has just ended, is none.
   */
  onFault(fault: unknown): void {
    if (fault instanceof NoAnswer) return;
    const error = fault instanceof Error ? fault : new Error(String(fault));
    this.log('error', 'broken invariant', { reason: error.message, stack: error.stack ?? '' });
    this.end({
      exitCode: 1,
      reason: `internal error: ${error.message}; the log has the details. Start it again, and report this`,
    });
  }

  private onStarted(server: Server): void {
    if (this.phase !== 'starting') return;
    this.server = server;
    if (this.diskFull) server.onDiskFull();
    const { name, dataDir } = this.flags;
    const unmarked = markStarted(dataDir, name, this.config);
    if (unmarked !== null) {
      this.fail(unmarked);
      return;
    }
    this.snapshots = this.scheduledSnapshots(server);
    this.listen(server, [...this.flags.listenClients]);
  }

  private scheduledSnapshots({ serving }: Server): ScheduledSnapshots | null {
    const { snapshots: schedule, dataDir } = this.flags;
    const { clock, log } = this.ports;
    if (schedule === null) return null;
    return new ScheduledSnapshots({
      ...{ schedule, serving, clock, log },
      restoreOnTrial: (file, verified) => restoreOnTrial(file, verified, { dataDir, clock }),
    });
  }

  private listen(server: Server, rest: ServerFlags['listenClients'][number][]): void {
    const next = rest.shift();
    if (next === undefined) {
      this.onListening();
      return;
    }
    const parts = this.apiParts(server);
    const surface = createSurface(server.serving, { ...parts, etcd: () => watchMethods(server.watches) });
    const onTrouble = (reason: string): void => this.clientTroubles.tell(reason);
    const { atTurnEnd } = this.ports.clock;
    const own = { transport: this.flags.transport, cutOffs: this.cutOffs, atTurnEnd };
    const { host, port } = next;
    const tls = next.tls && this.certificates !== null ? { tls: this.certificates } : {};
    const connectionsMax = clientConnectionsMax(openFilesMax(), this.flags.listenClients.length);
    const where = { host, port, connectionsMax, ...tls };
    listenClientPort({ ...where, surface, http: createHttp(parts), ...own, onTrouble }, (listening) => {
      if (!listening.ok) {
        this.fail(`--listen-client-urls: ${listening.message}`);
        return;
      }
      this.clientPorts.push(listening.clientPort);
      if (this.phase === 'starting') this.listen(server, rest);
    });
  }

  private apiParts({ serving, watches }: Server): ApiParts {
    const { clock, entropy } = this.ports;
    const { timing, quotaBytes } = this.config;
    const { snapshots } = this;
    return {
      ...{ serving, clock, entropy, electionTimeoutMs: timing.electionMs, quotaBytes },
      ...{ cutOffs: this.cutOffs, watchStreams: () => watches.streamCount },
      ...(snapshots === null ? {} : { scheduledSnapshots: () => snapshots.health }),
    };
  }

  private keepBallast(): void {
    if (this.phase !== 'serving') return;
    this.ports.clock.after(ROOM_CHECK_MS, () => this.keepBallast());
    void this.ballast.keep();
    // A disk that cannot be asked will say so to whoever writes to it.
    void this.ballast.look().then(
      (room) => this.onRoom(room),
      () => undefined,
    );
  }

  private onRoom(room: 'room' | 'low' | 'none'): void {
    if (room === 'none') this.makeRoom();
    if (room === 'low') this.server?.onDiskFull();
  }

  /** The disk is full: what grows is stopped from here on, and the ballast is for what makes room. */
  private makeRoom(): boolean {
    const made = this.ballast.release();
    if (made) {
      this.log('error', 'the disk is full: the ballast is let go, and writes are stopped (NOSPACE)', {
        advice: 'make room on this disk, or delete keys and compact; then disarm the alarm',
      });
    }
    this.diskFull = true;
    this.server?.onDiskFull();
    return made;
  }

  private onListening(): void {
    this.phase = 'serving';
    this.snapshots?.start();
    this.certificateFiles?.watch((certificates) => {
      for (const port of this.clientPorts) port.renew(certificates);
    });
    this.log('info', 'serving', {
      clients: this.flags.listenClients.map(formatListener).join(' '),
      peers: formatListener(this.flags.listenPeer),
    });
    this.keepBallast();
  }

  private closeClientPorts(then: () => void): void {
    const ports = this.clientPorts.splice(0);
    let open = ports.length;
    if (open === 0) then();
    for (const port of ports) {
      port.close(CLIENT_GRACE_MS, () => {
        open -= 1;
        if (open === 0) then();
      });
    }
  }

  private giveUpStopping(): void {
    if (this.phase === 'ended') return;
    this.log('warn', 'stopping took too long; the rest is recovered at the next start', { ms: STOP_MS_MAX });
    this.end(ENDED_WELL);
  }

  /** The disk port knows paths below its root only; the operator has to find the file. */
  private withPaths(reason: string): string {
    const { disk } = foldersIn(this.flags.dataDir);
    return reason.replace(/(?<![\w/])wal\/[\w.-]+/g, (path) => join(disk, path));
  }

  /** For what was found here; the member itself logs what it finds. */
  private fail(reason: string): void {
    if (this.phase !== 'ended') this.log('error', 'the member does not start', { reason });
    this.end({ exitCode: 1, reason });
  }

  private end(end: MemberEnd): void {
    if (this.phase === 'ended') return;
    this.phase = 'ended';
    this.onEnd(end);
  }
}

const founderCount = (bound: Bound | null): number => bound?.founders.length ?? 0;

const ENDED_WELL: MemberEnd = { exitCode: 0, reason: null };
