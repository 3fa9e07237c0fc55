/**
 * One key watched by a thousand, without a network: matching, encoding and handing over to sinks that only count.
 * Run: node --import tsx test/bench/watch-fanout.ts
 *
 * It does not measure framing, sockets or clients; it shows how much of the budget of a delivery is ours.
 */
import { singleKey } from '../../src/core/base/bytes.ts';
import type { WatchEvent } from '../../src/core/mvcc/watch-types.ts';
import { createSystemClock } from '../../src/io/system-clock.ts';
import { createSystemEntropy } from '../../src/io/system-entropy.ts';
import { Watches } from '../../src/node/serving/watches.ts';

const WATCHERS = 1000;
const VALUE = new Uint8Array(256).fill(120);
const MEASURE_MS = 1500;
const KEY = 'key';

interface Case {
  readonly name: string;
  readonly streams: number;
  readonly putsPerEntry: number;
}

const CASES: readonly Case[] = [
  { name: '1000 streams, 1 put an entry', streams: WATCHERS, putsPerEntry: 1 },
  { name: '1000 streams, 50 puts an entry', streams: WATCHERS, putsPerEntry: 50 },
  { name: '1 stream, 1 put an entry', streams: 1, putsPerEntry: 1 },
  { name: '1 stream, 50 puts an entry', streams: 1, putsPerEntry: 50 },
];

function measure({ name, streams, putsPerEntry }: Case): void {
  let messages = 0;
  let bytes = 0;
  const sink = {
    write(message: Uint8Array): boolean {
      messages++;
      bytes += message.length;
      return true;
    },
    stopped: () => undefined,
  };
  const watches = createWatches();
  const request = { range: singleKey(KEY), startRevision: 0, watchId: 0n };
  const flags = { noPut: false, noDelete: false, prevKv: false, progressNotify: false, fragment: false };
  const opened = Array.from({ length: streams }, () => watches.open(sink));
  for (let i = 0; i < WATCHERS; i++) opened[i % streams]?.create({ ...request, ...flags });

  let revision = 1;
  const until = performance.now() + MEASURE_MS;
  const began = performance.now();
  const sentBefore = watches.stats().eventsSent;
  messages = bytes = 0;
  while (performance.now() < until) {
    const changes = Array.from({ length: putsPerEntry }, (_, i) => change(revision + 1 + i));
    revision += putsPerEntry;
    watches.onApplied(changes, revision);
  }
  const seconds = (performance.now() - began) / 1000;
  const events = watches.stats().eventsSent - sentBefore;
  const rate = (count: number): string =>
    Math.round(count / seconds)
      .toLocaleString('en-US')
      .padStart(13);
  console.log(
    `${name.padEnd(32)} ${rate(events)} events/s ${rate(messages)} messages/s ${rate(bytes / 1e6)} MB/s`,
  );
}

function change(main: number): WatchEvent {
  const record = { createRevision: 2, version: main - 1, lease: null, value: VALUE };
  return { type: 'put', revision: { main, sub: 0 }, key: KEY, record };
}

function createWatches(): Watches {
  return new Watches({
    clock: createSystemClock(),
    entropy: createSystemEntropy(),
    log: () => undefined,
    clusterId: 0xc1a5n,
    memberId: 0xa1n,
    progressIntervalMs: 600_000,
    fragmentBytes: 2 * 1024 * 1024,
    start: { currentRevision: 1, compactRevision: 0 },
    term: () => 3,
    keyAt: () => null,
    readHistory: (_request, done) => done({ ok: false, reason: 'there is no past here' }),
  });
}

for (const each of CASES) measure(each);
process.exit(0);
