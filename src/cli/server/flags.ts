/**
 * What `atoll server` can be told, by flag or by a YAML file with the same names (etcd's names where the meaning is the
 * same). A wrong value is one clear line that names the flag and what it should look like.
 */
import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { TRANSPORTS } from '../../api/transport.ts';
import type { Transport } from '../../api/transport.ts';
import { FIRST_LEVEL, NEWEST_LEVEL } from '../../core/base/feature-level.ts';
import { EXPECT_MAX } from '../../core/gossip/limits.ts';
import { parseGossipKey } from '../../io/gossip-keys.ts';
import {
  AUTO_COMPACTION_DEFAULT,
  AUTOPILOT_DEFAULT,
  LOG_RETENTION_DEFAULT,
  QUOTA_BYTES_DEFAULT,
  SEGMENT_BYTES_DEFAULT,
  TIMING_DEFAULT,
} from '../../node/server-config.ts';
import type {
  AutoCompaction,
  AutopilotConfig,
  GossipConfig,
  LogRetention,
  MemberConfig,
  RegionConfig,
  ServerConfig,
} from '../../node/server-config.ts';
import type { LogLevel } from '../../ports/log.ts';
import { parseDuration } from '../duration.ts';
import { FlagError } from '../failure.ts';
import type { SnapshotSchedule } from '../snapshot/schedule.ts';
import {
  addressList,
  addressOf,
  checkedName,
  clientListeners,
  formatListener,
  isLoopback,
  namedUrls,
  peerListeners,
  regionOf,
} from './addresses.ts';
import type { Listener } from './addresses.ts';
import { clientTlsPaths, defineClientTlsFlags } from './client-tls.ts';
import type { RawTlsFlags, TlsPaths } from './client-tls.ts';
import { applyConfigFile } from './config-file.ts';
import { clusterIdOf, memberIdOf } from './ids.ts';

export interface ServerFlags {
  readonly name: string;
  readonly dataDir: string;
  readonly listenClients: readonly Listener[];
  /** For those of them with TLS; `null` where there are none. */
  readonly clientTls: TlsPaths | null;
  readonly listenPeer: Listener;
  readonly logLevel: LogLevel;
  readonly exitWithParent: boolean;
  readonly transport: Transport;
  /** `null`: none are taken. */
  readonly snapshots: SnapshotSchedule | null;
  /** Of the region, as its members' ids are made with it. */
  readonly token: string;
  /** How many servers are to found the region together, as gossip finds them; 0: the flags name its members. */
  readonly bootstrapExpect: number;
  /** The first key of the gossip keyring; `null`: none is given. */
  readonly gossipKey: Uint8Array | null;
  /** As the flags have it; a folder that belongs to a member already, or the region, may know better (identity.ts). */
  readonly config: ServerConfig;
}

interface RawFlags extends RawTlsFlags {
  readonly name: string;
  readonly region: string;
  readonly dataDir?: string;
  readonly listenClientUrls: string;
  readonly advertiseClientUrls?: string;
  readonly listenPeerUrls: string;
  readonly initialAdvertisePeerUrls?: string;
  readonly initialCluster?: string;
  readonly initialClusterToken: string;
  readonly initialClusterState: 'new' | 'existing';
  readonly strictReconfigCheck: 'true' | 'false';
  readonly featureLevelMax: number;
  readonly leaseReads: boolean;
  readonly autoPromoteLearners: boolean;
  readonly autopilotMinQuorum: number;
  readonly autopilotDeadAfter: string;
  readonly federation: readonly string[];
  readonly gossip: GossipConfig['profile'] | 'off';
  readonly zone?: string;
  readonly join?: string;
  readonly joinWan?: string;
  readonly bootstrapExpect: number;
  readonly gossipKeyFile?: string;
  readonly encrypt?: string;
  readonly heartbeatInterval: number;
  readonly electionTimeout: number;
  readonly quotaBackendBytes: number;
  readonly snapshotCatchupEntries: number;
  readonly corruptCheckTime: string;
  readonly snapshotDir?: string;
  readonly snapshotInterval: string;
  readonly snapshotRetention: number;
  readonly autoCompactionMode: string;
  readonly autoCompactionRetention: string;
  readonly logLevel: LogLevel;
  readonly insecure: boolean;
  readonly transport: Transport;
  readonly exitWithParent: boolean;
  readonly configFile?: string;
}

/** etcd's own bound: beyond it a lost leader is noticed far too late. */
const ELECTION_TIMEOUT_MS_MAX = 50_000;
const TICKS_PER_ELECTION_MIN = 5;
const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

const HELP = `
One server alone:
  atoll server --name m1

One member of region eu with three members, which shares keys with region us:
  atoll server --name eu-1 --region eu --data-dir /var/lib/atoll --insecure \\
    --listen-client-urls http://10.0.0.1:2379 --listen-peer-urls http://10.0.0.1:2380 \\
    --initial-cluster eu-1=http://10.0.0.1:2380,eu-2=http://10.0.0.2:2380,eu-3=http://10.0.0.3:2380 \\
    --federation us=us-1=http://10.1.0.1:2380,us-2=http://10.1.0.2:2380,us-3=http://10.1.0.3:2380

Three servers that found region eu together, given one address to find each other by; region us is found by gossip:
  atoll server --name eu-1 --region eu --data-dir /var/lib/atoll --insecure --bootstrap-expect 3 \\
    --listen-client-urls http://10.0.0.1:2379 --listen-peer-urls http://10.0.0.1:2380 \\
    --join eu.example.net:2380 --gossip-key-file /etc/atoll/gossip.key \\
    --federation us --join-wan us.example.net:2380

A further member of that region, once \`etcdctl member add eu-4 --peer-urls=http://10.0.0.4:2380\` was run:
  atoll server --name eu-4 --region eu --data-dir /var/lib/atoll --insecure \\
    --listen-client-urls http://10.0.0.4:2379 --listen-peer-urls http://10.0.0.4:2380 \\
    --initial-cluster-state existing \\
    --initial-cluster eu-1=http://10.0.0.1:2380,eu-2=http://10.0.0.2:2380,eu-4=http://10.0.0.4:2380

With TLS for clients, who must have certificates that ca.crt signed:
  atoll server --name m1 --listen-client-urls https://127.0.0.1:2379 \\
    --cert-file server.crt --key-file server.key --trusted-ca-file ca.crt --client-cert-auth

Nothing is shared between regions until a rule says so: atollctl replicate set PREFIX.
A server listens on loopback only, unless clients must have certificates, or it is told --insecure.`;

export function defineServerFlags(command: Command): Command {
  defineClientTlsFlags(command);
  return command
    .option('--name <name>', 'this member in its region', 'default')
    .option('--region <region>', 'the region this member belongs to', 'default')
    .option('--data-dir <folder>', 'where log and store live (default: <name>.atoll)')
    .option('--listen-client-urls <urls>', 'where clients are served', 'http://127.0.0.1:2379')
    .option('--advertise-client-urls <urls>', 'what MemberList tells clients (default: the listen URLs)')
    .option('--listen-peer-urls <url>', 'where members and regions are served', 'http://127.0.0.1:2380')
    .option(
      '--initial-advertise-peer-urls <url>',
      'what other members call this one (default: the listen URL)',
    )
    .option(
      '--initial-cluster <members>',
      'all members of the region at its creation, or of the region that is joined: name=url,name=url',
    )
    .option('--initial-cluster-token <token>', 'keeps regions of one name apart', 'atoll')
    .addOption(
      new Option(
        '--initial-cluster-state <state>',
        'whether the region begins now or is joined; looked at at the first start only',
      )
        .choices(['new', 'existing'])
        .default('new'),
    )
    .option(
      '--auto-promote-learners',
      'learners that kept up for 10 s become voters without "member promote"',
      false,
    )
    .addOption(
      wholeNumber(
        '--autopilot-min-quorum <voters>',
        'remove voters that are dead, as long as this many remain; 0: never',
        AUTOPILOT_DEFAULT.minQuorum,
      ),
    )
    .option('--autopilot-dead-after <duration>', 'silence that makes a voter count as dead', '24h')
    .addOption(
      new Option('--strict-reconfig-check <on>', 'refuse membership changes that could cost the quorum')
        .choices(['true', 'false'])
        .default('true'),
    )
    .addOption(
      wholeNumber(
        '--feature-level-max <level>',
        'read no feature level beyond this: the region can then not be finalised beyond it, nor begin there',
        NEWEST_LEVEL,
      ),
    )
    .option(
      '--lease-reads',
      'answer linearizable reads by the leader’s lease, without asking the others each time: sound while the members’ ' +
        'clocks run within a fifth of the true rate; on all members or on none',
      false,
    )
    .addOption(
      new Option('--gossip <profile>', 'timing of the region’s gossip pool; "wan" goes over TCP alone')
        .choices(['lan', 'wan', 'local', 'off'])
        .default('lan'),
    )
    .option('--zone <name>', 'where in its region this server stands; "atollctl members" shows it')
    .option('--join <addresses>', 'host:port of any servers of the region, to find the others by gossip')
    .option('--join-wan <addresses>', 'host:port of any servers of other regions, to find all by gossip')
    .addOption(
      wholeNumber(
        '--bootstrap-expect <servers>',
        'found the region with so many servers that find each other by gossip, without --initial-cluster; 0: do not',
        0,
      ),
    )
    .option(
      '--gossip-key-file <file>',
      'holds the key that gossip is sealed with: 16, 24 or 32 bytes in base64',
    )
    .option('--encrypt <key>', 'that key itself, for a --config-file that only this server can read')
    .addOption(
      new Option(
        '--federation <region>',
        'another region, once for each: region=member=url,member=url, or its name alone where gossip finds its servers',
      )
        .argParser((value: string, previous: readonly string[] | undefined) => [...(previous ?? []), value])
        .default([], 'none'),
    )
    .addOption(
      wholeNumber('--heartbeat-interval <ms>', "between a leader's heartbeats", TIMING_DEFAULT.heartbeatMs),
    )
    .addOption(
      wholeNumber('--election-timeout <ms>', 'without a leader until a campaign', TIMING_DEFAULT.electionMs),
    )
    .addOption(
      wholeNumber('--quota-backend-bytes <bytes>', 'store size that stops writes', QUOTA_BYTES_DEFAULT),
    )
    .addOption(
      wholeNumber(
        '--snapshot-catchup-entries <count>',
        'log entries kept for members that lag; one that is further behind gets a snapshot',
        LOG_RETENTION_DEFAULT.entries,
      ),
    )
    .option('--corrupt-check-time <time>', 'how often the members’ states are compared; 0: never', '1m')
    .option(
      '--snapshot-dir <folder>',
      'where this member keeps snapshots of its own (default: none are taken)',
    )
    .option('--snapshot-interval <time>', 'between two of them', '1h')
    .addOption(wholeNumber('--snapshot-retention <count>', 'how many of them are kept', 24))
    .option('--auto-compaction-mode <mode>', '"periodic", "revision" or "off"', 'periodic')
    .option('--auto-compaction-retention <value>', 'hours or a duration (30m), or revisions; 0: off', '1')
    .addOption(
      new Option('--log-level <level>', 'least level that is logged').choices(LOG_LEVELS).default('info'),
    )
    .addOption(
      new Option(
        '--transport <name>',
        'what serves HTTP/2 to clients: Atoll’s own server, or a package to fall back on',
      )
        .choices(TRANSPORTS)
        .default('rpc'),
    )
    .option('--insecure', 'serve other hosts without asking for certificates', false)
    .option('--exit-with-parent', 'stop when standard input closes', false)
    .option('--config-file <file>', 'YAML with the same names, without dashes in front')
    .addHelpText('after', HELP);
}

export async function readServerFlags(command: Command): Promise<ServerFlags> {
  const { configFile } = command.opts<RawFlags>();
  if (configFile !== undefined) await applyConfigFile(command, configFile);
  const raw = command.opts<RawFlags>();
  const { name, dataDir = `${name}.atoll`, logLevel, exitWithParent, transport } = raw;
  const listenClients = clientListeners('--listen-client-urls', raw.listenClientUrls);
  const listenPeer = peerListener(raw);
  const clientTls = clientTlsPaths(raw, listenClients);
  const guarded = (each: Listener): boolean => each.tls && clientTls?.trustedCaFile !== null;
  refuseOpenListeners(raw, [...listenClients.filter((each) => !guarded(each)), listenPeer]);
  return {
    name,
    dataDir,
    listenClients,
    clientTls,
    listenPeer,
    logLevel,
    exitWithParent,
    transport,
    snapshots: snapshotSchedule(raw, dataDir),
    token: raw.initialClusterToken,
    bootstrapExpect: bootstrapExpect(raw),
    gossipKey: gossipKey(raw),
    config: serverConfig(raw),
  };
}

const SNAPSHOT_INTERVAL_MS_MIN = 1000;

function snapshotSchedule(
  { snapshotDir, snapshotInterval, snapshotRetention }: RawFlags,
  dataDir: string,
): SnapshotSchedule | null {
  const intervalMs = parseDuration(snapshotInterval, 's');
  if (intervalMs === null || intervalMs < SNAPSHOT_INTERVAL_MS_MIN) {
    throw new FlagError(
      `--snapshot-interval: "${snapshotInterval}" should be a duration like 1h, a second at least`,
    );
  }
  if (snapshotRetention < 1) throw new FlagError('--snapshot-retention: at least one must be kept');
  if (snapshotDir !== undefined && isWithin(dataDir, snapshotDir)) {
    throw new FlagError(
      `--snapshot-dir: ${snapshotDir} lies in the data folder ${dataDir}, and would be lost with it: name a folder outside, ` +
        'best on another disk',
    );
  }
  return snapshotDir === undefined ? null : { folder: snapshotDir, intervalMs, retention: snapshotRetention };
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function wholeNumber(flags: string, description: string, value: number): Option {
  return new Option(flags, description).default(value).argParser((text) => {
    if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
    return Number(text);
  });
}

function peerListener({ listenPeerUrls }: RawFlags): Listener {
  const [first, ...others] = peerListeners('--listen-peer-urls', listenPeerUrls);
  if (first === undefined || others.length > 0)
    throw new FlagError('--listen-peer-urls: one URL is offered, not several');
  return first;
}

function refuseOpenListeners({ insecure }: RawFlags, all: readonly Listener[]): void {
  const open = insecure ? undefined : all.find((each) => !isLoopback(each));
  if (open === undefined) return;
  throw new FlagError(
    `listening on ${formatListener(open)} without asking for certificates lets anyone who reaches it change everything: ` +
      'listen on 127.0.0.1, or say --insecure if that network is yours alone; client URLs may also be https:// with ' +
      '--trusted-ca-file',
  );
}

function serverConfig(raw: RawFlags): ServerConfig {
  const name = checkedName('--name', raw.name);
  const region = checkedName('--region', raw.region);
  const names = { token: raw.initialClusterToken, region };
  const members = memberList(raw, names);
  const self = members.find((member) => member.name === name);
  if (self === undefined) {
    throw new FlagError(`--initial-cluster must name this member: add ${name}=${advertisedPeer(raw)}`);
  }
  if (raw.initialClusterState === 'existing' && members.length === 1) {
    throw new FlagError(
      '--initial-cluster must name members of the region that is to be joined, beside this one: name=url,name=url',
    );
  }
  const gossip = gossipConfig(raw);
  const federation = raw.federation.map((each) => federated(each, gossip));
  refuseTwins(region, [region, ...federation.map((each) => each.region)]);
  return {
    ...{ region, members, federation, self: self.id },
    ...(gossip === null ? {} : { gossip }),
    initialState: raw.initialClusterState,
    strictReconfigCheck: raw.strictReconfigCheck === 'true',
    featureLevelMax: featureLevelMax(raw),
    leaseReads: raw.leaseReads,
    autopilot: autopilot(raw),
    clusterId:
      raw.bootstrapExpect > 0
        ? NO_CLUSTER_YET
        : clusterIdOf(
            names,
            members.map(({ id }) => id),
          ),
    clientUrls: clientUrls(raw),
    timing: timing(raw),
    quotaBytes: raw.quotaBackendBytes === 0 ? QUOTA_BYTES_DEFAULT : raw.quotaBackendBytes,
    autoCompaction: autoCompaction(raw),
    corruptCheckMs: corruptCheckMs(raw),
    logRetention: logRetention(raw),
    segmentBytes: SEGMENT_BYTES_DEFAULT,
  };
}

/** Until the founders have agreed (identity.ts). */
export const NO_CLUSTER_YET = 0n;

function gossipConfig({ gossip, join = '', joinWan = '', zone = '' }: RawFlags): GossipConfig | null {
  const named = { join: addressList('--join', join), joinWan: addressList('--join-wan', joinWan) };
  if (gossip !== 'off')
    return { profile: gossip, zone: zone === '' ? zone : checkedName('--zone', zone), ...named };
  if (join + joinWan + zone === '') return null;
  throw new FlagError('--join, --join-wan and --zone are about gossip, and --gossip is off');
}

/** A region of which only the name is given is found by gossip. */
function federated(text: string, gossip: GossipConfig | null): RegionConfig {
  if (text.includes('=')) return regionOf('--federation', text);
  if (gossip !== null && gossip.joinWan.length > 0)
    return { region: checkedName('--federation', text), members: [] };
  throw new FlagError(
    `--federation: "${text}" names no server: write ${text}=member=url, or say with --join-wan where gossip finds it`,
  );
}

function bootstrapExpect({ bootstrapExpect: expect, ...raw }: RawFlags): number {
  if (expect === 0) return 0;
  if (expect > EXPECT_MAX)
    throw new FlagError(`--bootstrap-expect: at most ${EXPECT_MAX} servers found a region`);
  if (raw.gossip === 'off') throw new FlagError('--bootstrap-expect needs gossip, and --gossip is off');
  if (raw.initialCluster !== undefined || raw.initialClusterState === 'existing')
    throw new FlagError('--bootstrap-expect stands instead of --initial-cluster and --initial-cluster-state');
  return expect;
}

function gossipKey({ gossipKeyFile: file, encrypt }: RawFlags): Uint8Array | null {
  if (file !== undefined && encrypt !== undefined)
    throw new FlagError('--gossip-key-file and --encrypt are two ways to give one key: give one of them');
  const text = file === undefined ? encrypt : readKeyFile(file);
  if (text === undefined) return null;
  const key = parseGossipKey(text);
  if (key !== null) return key;
  const flag = file === undefined ? '--encrypt' : `--gossip-key-file: ${file}`;
  throw new FlagError(`${flag} should be 16, 24 or 32 bytes in base64: head -c 32 /dev/urandom | base64`);
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new FlagError(`--gossip-key-file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The least silence is far above what a restart takes. */
const DEAD_AFTER_MS_MIN = 60_000;

function autopilot(raw: RawFlags): AutopilotConfig {
  const deadAfterMs = parseDuration(raw.autopilotDeadAfter, 's');
  if (deadAfterMs === null || deadAfterMs < DEAD_AFTER_MS_MIN) {
    throw new FlagError(
      `--autopilot-dead-after: "${raw.autopilotDeadAfter}" should be a duration of at least a minute, like 24h`,
    );
  }
  const { autoPromoteLearners: promoteLearners, autopilotMinQuorum: minQuorum } = raw;
  return { promoteLearners, minQuorum, deadAfterMs };
}

function advertisedPeer({ initialAdvertisePeerUrls, listenPeerUrls }: RawFlags): string {
  const url = initialAdvertisePeerUrls ?? listenPeerUrls;
  addressOf('--initial-advertise-peer-urls', url);
  return url;
}

function memberList(
  raw: RawFlags,
  names: { readonly token: string; readonly region: string },
): MemberConfig[] {
  const text = raw.initialCluster ?? `${raw.name}=${advertisedPeer(raw)}`;
  return [...namedUrls('--initial-cluster', text)].map(([name, peerUrls]) => ({
    ...{ id: memberIdOf(names, name), name, peerUrls },
    address: addressOf('--initial-cluster', peerUrls[0] ?? ''),
  }));
}

function clientUrls({ advertiseClientUrls, listenClientUrls }: RawFlags): string[] {
  const urls = (advertiseClientUrls ?? listenClientUrls).split(',');
  clientListeners('--advertise-client-urls', urls.join(','));
  return urls;
}

function refuseTwins(own: string, regions: readonly string[]): void {
  const twin = regions.find((region, at) => regions.indexOf(region) !== at);
  if (twin === own) throw new FlagError(`--federation must not name this region ("${own}"), only the others`);
  if (twin !== undefined) throw new FlagError(`--federation names region "${twin}" twice`);
}

function timing({ heartbeatInterval, electionTimeout }: RawFlags): ServerConfig['timing'] {
  if (heartbeatInterval < 1) throw new FlagError('--heartbeat-interval must be at least 1 ms');
  const least = heartbeatInterval * TICKS_PER_ELECTION_MIN;
  if (electionTimeout < least || electionTimeout > ELECTION_TIMEOUT_MS_MAX) {
    throw new FlagError(
      `--election-timeout must be at least ${TICKS_PER_ELECTION_MIN} heartbeat intervals (${least} ms) and at most ` +
        `${ELECTION_TIMEOUT_MS_MAX} ms`,
    );
  }
  return { heartbeatMs: heartbeatInterval, electionMs: electionTimeout };
}

function featureLevelMax({ featureLevelMax: level }: RawFlags): number {
  if (level >= FIRST_LEVEL && level <= NEWEST_LEVEL) return level;
  throw new FlagError(
    `--feature-level-max: this release reads the feature levels ${FIRST_LEVEL} to ${NEWEST_LEVEL}, not ${level}`,
  );
}

/** Whoever keeps few lets go of few at a time, or a log would still be as long as the default batch. */
function logRetention({ snapshotCatchupEntries: entries }: RawFlags): LogRetention {
  const { bytes, releasedMin } = LOG_RETENTION_DEFAULT;
  return { entries, bytes, releasedMin: Math.max(1, Math.min(releasedMin, entries)) };
}

function corruptCheckMs({ corruptCheckTime }: RawFlags): number {
  const ms = parseDuration(corruptCheckTime, 's');
  if (ms === null) throw new FlagError(`--corrupt-check-time: "${corruptCheckTime}" is no duration like 1m`);
  return ms;
}

function autoCompaction({
  autoCompactionMode,
  autoCompactionRetention: retention,
}: RawFlags): AutoCompaction {
  switch (autoCompactionMode) {
    case 'off':
      return { mode: 'off' };
    case 'revision':
      return revisionCompaction(retention);
    case 'periodic':
      return periodicCompaction(retention);
    default:
      throw new FlagError(
        `--auto-compaction-mode: "${autoCompactionMode}" should be periodic, revision or off`,
      );
  }
}

function revisionCompaction(retention: string): AutoCompaction {
  if (!/^\d{1,15}$/.test(retention)) {
    throw new FlagError(`--auto-compaction-retention: "${retention}" should be a number of revisions`);
  }
  return Number(retention) === 0 ? { mode: 'off' } : { mode: 'revision', retention: Number(retention) };
}

/** A bare number counts hours, as etcd has it. */
function periodicCompaction(retention: string): AutoCompaction {
  const retentionMs = parseDuration(retention, 'h');
  if (retentionMs === null) {
    throw new FlagError(
      `--auto-compaction-retention: "${retention}" is neither hours nor a duration like 30m`,
    );
  }
  return retentionMs === 0 ? { mode: 'off' } : { ...AUTO_COMPACTION_DEFAULT, mode: 'periodic', retentionMs };
}
