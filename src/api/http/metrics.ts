/**
 * The gauges every member can tell at any moment, in Prometheus' text format and under etcd's names, so that dashboards
 * and alerts made for etcd work; ours begin with `atoll_`.
 */
import type { ApiContext } from '../context.ts';
import { getOnly, text } from './types.ts';
import type { HttpHandler } from './types.ts';

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly samples: readonly Sample[];
}

export function metricsRoute(context: ApiContext): HttpHandler {
  return getOnly((_request, respond) => {
    const metrics = [
      ...serverMetrics(context),
      ...federationMetrics(context),
      ...snapshotMetrics(context),
      ...cutOffMetrics(context),
      ...watchMetrics(context),
    ];
    respond(text(metrics.map(format).join(''), CONTENT_TYPE));
  });
}

function watchMetrics({ watchStreams }: ApiContext): Metric[] {
  if (watchStreams === undefined) return [];
  return [gauge('etcd_debugging_mvcc_watch_stream_total', 'Open streams of watches.', watchStreams())];
}

/** Only causes that have occurred: there are many, and each is a sign that somebody should look. */
function cutOffMetrics({ cutOffs }: ApiContext): Metric[] {
  if (cutOffs === undefined) return [];
  const { connections, streams } = cutOffs;
  return [
    byCause(
      'atoll_rpc_connections_cut_off_total',
      'Connections ended for what their client did.',
      connections,
    ),
    byCause('atoll_rpc_streams_reset_total', 'Calls ended for what their client did.', streams),
  ];
}

function byCause(name: string, help: string, counts: ReadonlyMap<string, number>): Metric {
  const samples = [...counts].map(([cause, value]) => ({ labels: { cause }, value }));
  return { name, type: 'counter', help, samples };
}

function serverMetrics(context: ApiContext): Metric[] {
  const { serving, quotaBytes } = context;
  const { leader, role, term, commitIndex, appliedIndex, storeBytes, storeBytesInUse } = serving.status();
  const { region, newest } = serving.levels();
  return [
    gauge('etcd_server_has_leader', 'Whether this member knows a leader.', Number(leader !== null)),
    gauge('etcd_server_is_leader', 'Whether this member leads its region.', Number(role === 'leader')),
    gauge('etcd_server_is_learner', 'Whether this member is a learner.', Number(context.serving.isLearner())),
    gauge('etcd_server_quota_backend_bytes', 'What the store may grow to.', quotaBytes),
    gauge('etcd_mvcc_db_total_size_in_bytes', 'What the store takes on disk.', storeBytes),
    gauge('etcd_mvcc_db_total_size_in_use_in_bytes', 'What of it is in use.', storeBytesInUse),
    gauge('etcd_debugging_mvcc_current_revision', 'The newest revision.', serving.revision()),
    gauge('etcd_debugging_mvcc_compact_revision', 'The last compacted revision.', serving.compactRevision()),
    gauge('etcd_server_proposals_committed_total', 'The last committed log index.', commitIndex),
    gauge('etcd_server_proposals_applied_total', 'The last applied log index.', appliedIndex),
    gauge('atoll_feature_level', 'The feature level the region runs at.', region),
    gauge('atoll_feature_level_newest', 'The highest feature level this member reads.', newest),
    gauge(
      'atoll_damaged_logs_kept',
      'Folders with damaged logs of this member that were there when it started.',
      serving.keptLogs().length,
    ),
    gauge(
      'atoll_members_replaced',
      'Members of the region that came in the place of one whose log was damaged.',
      serving.members().filter(({ replaces }) => replaces !== undefined).length,
    ),
    gauge('atoll_raft_term', "The region's Raft term.", term),
    {
      name: 'atoll_alarm_active',
      type: 'gauge',
      help: 'Active alarms.',
      samples: serving.alarms().map(({ member, alarm }) => ({
        labels: { member: member.toString(16), alarm },
        value: 1,
      })),
    },
  ];
}

function federationMetrics({ serving }: ApiContext): Metric[] {
  const others = serving.regions().filter(({ self }) => !self);
  const perRegion = (
    name: string,
    help: string,
    value: (view: (typeof others)[number]) => number,
  ): Metric => ({
    name,
    type: 'gauge',
    help,
    samples: others.map((view) => ({ labels: { region: view.region }, value: value(view) })),
  });
  return [
    perRegion('atoll_region_connected', 'Whether a stream of the region is open.', (view) =>
      Number(view.connected),
    ),
    perRegion(
      'atoll_region_applied_sequence',
      'Its last transaction applied here.',
      (view) => view.appliedSequence,
    ),
    perRegion('atoll_region_head_sequence', 'Its last transaction heard of.', (view) => view.headSequence),
    {
      name: 'atoll_federation_alarm_active',
      type: 'gauge',
      help: 'Active alarms between regions, on the leader.',
      samples: serving
        .federationAlarms()
        .map(({ kind, subject }) => ({ labels: { kind, subject }, value: 1 })),
    },
    {
      name: 'atoll_conflicts_dropped_total',
      type: 'counter',
      help: 'Conflict records the feed has let go of.',
      samples: [{ labels: {}, value: serving.regionRecord()?.conflictsDropped ?? 0 }],
    },
  ];
}

function snapshotMetrics({ scheduledSnapshots, clock }: ApiContext): Metric[] {
  const health = scheduledSnapshots?.();
  if (health === undefined) return [];
  const { verified, failures } = health;
  const age =
    verified === null ? [] : [{ labels: {}, value: Math.max(clock.wallMs() - verified.atMs, 0) / 1000 }];
  return [
    {
      name: 'atoll_snapshot_verified_age_seconds',
      type: 'gauge',
      help: 'Since the last scheduled snapshot that was restored on trial; absent before the first.',
      samples: age,
    },
    {
      name: 'atoll_snapshot_failures_total',
      type: 'counter',
      help: 'Scheduled snapshots that could not be taken or verified.',
      samples: [{ labels: {}, value: failures }],
    },
  ];
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, type: 'gauge', help, samples: [{ labels: {}, value }] };
}

function format({ name, type, help, samples }: Metric): string {
  const lines = samples.map(({ labels, value }) => `${name}${formatLabels(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function formatLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
