/**
 * What `atoll server` can be told, by flag or by a YAML file with the same names (etcd's names where the meaning is the
 * same). A flag overrules the file; a wrong value is one clear line that names the flag and what it should look like.
 */
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { memberId } from '../core/base/brands.ts';
import type { MemberId } from '../core/base/brands.ts';
import {
  AUTO_COMPACTION_DEFAULT,
  QUOTA_BYTES_DEFAULT,
  SEGMENT_BYTES_DEFAULT,
  TIMING_DEFAULT,
} from '../node/server-config.ts';
import type { AutoCompaction, MemberConfig, RegionConfig, ServerConfig } from '../node/server-config.ts';

/** A refusal of what the operator wrote: printed as one line, exit code 2. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

export interface ServerFlags {
  readonly dataDir: string;
  readonly listenClients: readonly Listener[];
  readonly listenPeer: Listener;
  readonly logLevel: string;
  readonly exitWithParent: boolean;
  readonly config: ServerConfig;
}

export interface Listener {
  readonly host: string;
  readonly port: number;
}

interface RawFlags {
  name: string;
  region: string;
  dataDir?: string;
  listenClientUrls: string;
  advertiseClientUrls?: string;
  listenPeerUrls: string;
  initialAdvertisePeerUrls?: string;
  initialCluster?: string;
  initialClusterToken: string;
  initialClusterState: string;
  federation: readonly string[];
  heartbeatInterval: number;
  electionTimeout: number;
  quotaBackendBytes: number;
  autoCompactionMode: string;
  autoCompactionRetention: string;
  logLevel: string;
  insecure: boolean;
  exitWithParent: boolean;
}

/** etcd's own bound: beyond it a lost leader is noticed far too late. */
const ELECTION_TIMEOUT_MS_MAX = 50_000;
const TICKS_PER_ELECTION_MIN = 5;

export function defineServerFlags(command: Command): Command {
  return command
    .option('--name <name>', 'this member in its region', 'default')
    .option('--region <region>', 'the region this member belongs to', 'default')
    .option('--data-dir <folder>', 'where log and store live (default: <name>.atoll)')
    .option('--listen-client-urls <urls>', 'where clients are served', 'http://127.0.0.1:2379')
    .option('--advertise-client-urls <urls>', 'what MemberList tells clients (default: the listen URLs)')
    .option('--listen-peer-urls <urls>', 'where members and regions are served', 'http://127.0.0.1:2380')
    .option(
      '--initial-advertise-peer-urls <urls>',
      'what the other members call this one (default: the listen URLs)',
    )
    .option('--initial-cluster <members>', 'all members of the region at its creation: name=url,name=url')
    .option('--initial-cluster-token <token>', 'keeps regions of one name apart', 'atoll')
    .option('--initial-cluster-state <state>', '"new"; joining an existing region is not offered yet', 'new')
    .option(
      '--federation <region>',
      'another region, once for each: region=member=url,member=url',
      (value: string, previous: readonly string[]) => [...previous, value],
      [],
    )
    .addOption(
      number('--heartbeat-interval <ms>', 'between heartbeats of the leader', TIMING_DEFAULT.heartbeatMs),
    )
    .addOption(
      number('--election-timeout <ms>', 'without a leader until a campaign', TIMING_DEFAULT.electionMs),
    )
    .addOption(number('--quota-backend-bytes <bytes>', 'store size that raises NOSPACE', QUOTA_BYTES_DEFAULT))
    .option('--auto-compaction-mode <mode>', '"periodic", "revision" or "off"', 'periodic')
    .option(
      '--auto-compaction-retention <value>',
      'hours or a duration (30m), or revisions; 0 switches it off',
      '1',
    )
    .option('--log-level <level>', 'debug, info, warn or error', 'info')
    .option('--insecure', 'serve other hosts without TLS and authentication', false)
    .option('--exit-with-parent', 'stop when the standard input closes', false)
    .option('--config-file <file>', 'YAML with the same names');
}

export function readServerFlags(command: Command): ServerFlags {
  const raw = withFile(command);
  const name = raw.name;
  const listenPeer = listeners('--listen-peer-urls', raw.listenPeerUrls)[0]!;
  const listenClients = listeners('--listen-client-urls', raw.listenClientUrls);
  refuseOpenListeners(raw, [...listenClients, listenPeer]);
  if (raw.initialClusterState !== 'new') {
    throw new FlagError(
      '--initial-cluster-state: only "new" is offered; list all members in --initial-cluster',
    );
  }
  const advertised = raw.initialAdvertisePeerUrls ?? raw.listenPeerUrls;
  const members = memberList(raw, raw.initialCluster ?? `${name}=${advertised.split(',')[0]}`);
  const self = members.find((member) => member.name === name);
  if (self === undefined) {
    throw new FlagError(`--initial-cluster must name this member: add ${name}=${advertised}`);
  }
  const config: ServerConfig = {
    region: raw.region,
    clusterId: clusterId(raw, members),
    self: self.id,
    members,
    clientUrls: (raw.advertiseClientUrls ?? raw.listenClientUrls).split(','),
    federation: raw.federation.map(regionOf),
    timing: timing(raw),
    quotaBytes: raw.quotaBackendBytes === 0 ? QUOTA_BYTES_DEFAULT : raw.quotaBackendBytes,
    autoCompaction: autoCompaction(raw),
    segmentBytes: SEGMENT_BYTES_DEFAULT,
  };
  refuseTwins(config);
  const { logLevel, exitWithParent } = raw;
  return {
    dataDir: raw.dataDir ?? `${name}.atoll`,
    listenClients,
    listenPeer,
    logLevel,
    exitWithParent,
    config,
  };
}

function number(flags: string, description: string, value: number): Option {
  return new Option(flags, description).default(value).argParser((text) => {
    if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
    return Number(text);
  });
}

/** Values of the file stand in for defaults; an unknown name in it is an error, because it would be ignored unnoticed. */
function withFile(command: Command): RawFlags {
  const flags = command.opts<RawFlags & { configFile?: string }>();
  if (flags.configFile === undefined) return flags;
  const file = readYaml(flags.configFile);
  for (const [key, value] of Object.entries(file)) {
    const option = command.options.find((each) => each.long === `--${key}`);
    if (option === undefined)
      throw new FlagError(`${flags.configFile}: "${key}" is no setting of this server`);
    const attribute = option.attributeName();
    if (command.getOptionValueSource(attribute) !== 'default') continue;
    command.setOptionValueWithSource(attribute, fileValue(option, value), 'config');
  }
  return command.opts<RawFlags>();
}

function readYaml(file: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new FlagError(`--config-file: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    throw new FlagError(`--config-file: ${file} must hold names and values`);
  }
  return content as Record<string, unknown>;
}

function fileValue(option: Option, value: unknown): unknown {
  if (option.attributeName() === 'federation') {
    if (Array.isArray(value)) return value.map(String);
    if (value !== null && typeof value === 'object') {
      return Object.entries(value).map(([region, members]) => `${region}=${String(members)}`);
    }
  }
  if (typeof value === 'boolean' || typeof value === 'number')
    return option.isBoolean() ? value : asText(option, value);
  return option.parseArg === undefined ? value : option.parseArg(String(value), undefined);
}

function asText(option: Option, value: boolean | number): unknown {
  return option.parseArg === undefined ? String(value) : option.parseArg(String(value), undefined);
}

function listeners(flag: string, urls: string): Listener[] {
  return urls.split(',').map((url) => listener(flag, url));
}

function listener(flag: string, text: string): Listener {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new FlagError(`${flag}: "${text}" is not a URL like http://127.0.0.1:2379`);
  }
  if (url.protocol !== 'http:')
    throw new FlagError(`${flag}: "${text}": only http:// is offered by this release`);
  if (url.port === '') throw new FlagError(`${flag}: "${text}" has no port`);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) };
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/;

function refuseOpenListeners(raw: RawFlags, all: readonly Listener[]): void {
  if (raw.insecure) return;
  const open = all.find(({ host }) => !LOOPBACK.test(host));
  if (open === undefined) return;
  throw new FlagError(
    `listening on ${open.host} without TLS and authentication lets anyone who reaches it change everything: listen on ` +
      '127.0.0.1, or say --insecure if that network is yours alone',
  );
}

function memberList(raw: RawFlags, text: string): MemberConfig[] {
  const members = new Map<string, string[]>();
  for (const part of text.split(',')) {
    const { name, url } = namedUrl('--initial-cluster', part);
    members.set(name, [...(members.get(name) ?? []), url]);
  }
  return [...members].map(([name, peerUrls]) => ({
    id: memberIdOf(raw, name),
    name,
    address: addressOf('--initial-cluster', peerUrls[0]!),
    peerUrls,
  }));
}

function regionOf(text: string): RegionConfig {
  const at = text.indexOf('=');
  if (at <= 0)
    throw new FlagError(`--federation: "${text}" should look like us=us-1=http://10.0.0.1:2380,us-2=…`);
  const members = text
    .slice(at + 1)
    .split(',')
    .map((part) => namedUrl('--federation', part))
    .map(({ name, url }) => ({ name, address: addressOf('--federation', url) }));
  return { region: text.slice(0, at), members };
}

function namedUrl(flag: string, text: string): { readonly name: string; readonly url: string } {
  const at = text.indexOf('=');
  if (at <= 0) throw new FlagError(`${flag}: "${text}" should look like name=http://127.0.0.1:2380`);
  return { name: text.slice(0, at), url: text.slice(at + 1) };
}

function addressOf(flag: string, url: string): string {
  const { host, port } = listener(flag, url);
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function timing(raw: RawFlags): ServerConfig['timing'] {
  const { heartbeatInterval, electionTimeout } = raw;
  if (heartbeatInterval < 1) throw new FlagError('--heartbeat-interval must be at least 1 ms');
  if (
    electionTimeout < heartbeatInterval * TICKS_PER_ELECTION_MIN ||
    electionTimeout > ELECTION_TIMEOUT_MS_MAX
  ) {
    throw new FlagError(
      `--election-timeout must be at least ${TICKS_PER_ELECTION_MIN} heartbeat intervals and at most ${ELECTION_TIMEOUT_MS_MAX} ms`,
    );
  }
  return { heartbeatMs: heartbeatInterval, electionMs: electionTimeout };
}

function autoCompaction(raw: RawFlags): AutoCompaction {
  const retention = raw.autoCompactionRetention;
  if (raw.autoCompactionMode === 'off' || retention === '0') return { mode: 'off' };
  if (raw.autoCompactionMode === 'revision') {
    if (!/^\d+$/.test(retention)) throw new FlagError('--auto-compaction-retention: a number of revisions');
    return { mode: 'revision', retention: Number(retention) };
  }
  if (raw.autoCompactionMode !== 'periodic') {
    throw new FlagError('--auto-compaction-mode: "periodic", "revision" or "off"');
  }
  return { ...AUTO_COMPACTION_DEFAULT, mode: 'periodic', retentionMs: durationMs(retention) };
}

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** A bare number counts hours, as etcd has it. */
function durationMs(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 3_600_000;
  const parts = [...text.matchAll(/(\d+)(h|ms|m|s)/g)];
  if (parts.map((part) => part[0]).join('') !== text || parts.length === 0) {
    throw new FlagError(`--auto-compaction-retention: "${text}" is neither hours nor a duration like 30m`);
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNIT_MS[unit!]!, 0);
}

function memberIdOf(raw: RawFlags, name: string): MemberId {
  return memberId(hash64(`member\0${raw.initialClusterToken}\0${raw.region}\0${name}`));
}

function clusterId(raw: RawFlags, members: readonly MemberConfig[]): bigint {
  const ids = members.map((member) => member.id.toString(16)).sort();
  return hash64(`cluster\0${raw.initialClusterToken}\0${raw.region}\0${ids.join(',')}`);
}

/** 64 bits of SHA-256, never 0: ids are derived, so that members agree on them before they ever talk. */
function hash64(text: string): bigint {
  const value = createHash('sha256').update(text).digest().readBigUInt64BE(0);
  return value === 0n ? 1n : value;
}

function refuseTwins(config: ServerConfig): void {
  if (new Set(config.members.map((member) => member.id)).size !== config.members.length) {
    throw new FlagError('--initial-cluster names a member twice');
  }
  if (config.federation.some(({ region }) => region === config.region)) {
    throw new FlagError(`--federation must not name this region ("${config.region}")`);
  }
}
