/** Clients of HTTP/2 that know nothing of gRPC: what is a call to us is content and headers to them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOfKey } from '../../src/codec/etcd-scalars.ts';
import { etcdserverpb } from '../../src/gen/etcd.js';
import { matches, same } from './expect.ts';
import { CREDENTIALS, output, urlOf } from './target.ts';
import type { Target } from './target.ts';
import type { Tools } from './tools.ts';

const KV = '/etcdserverpb.KV/';
const HEADERS = ['content-type: application/grpc', 'te: trailers'].flatMap((header) => ['-H', header]);
const CONNECTIONS = 10;
const STREAMS = 100;
const SECONDS = 10;
const { caFile, certFile, keyFile } = CREDENTIALS;

export async function curl(target: Target): Promise<void> {
  const secure = target.transport === 'TLS';
  const url = urlOf(target, target.addresses[0] ?? '');
  const own = secure ? ['--cacert', caFile, '--cert', certFile, '--key', keyFile] : [];
  const http2 = secure ? '--http2' : '--http2-prior-knowledge';
  const run = (args: readonly string[], stdin: Uint8Array = new Uint8Array(0)): Promise<Buffer> =>
    output('curl', ['-sS', '--max-time', '10', ...own, ...args], { stdin });
  const call = (method: string, message: Uint8Array): Promise<Buffer> =>
    run([http2, ...HEADERS, '--data-binary', '@-', `${url}${KV}${method}`], framed(message));

  const put = etcdserverpb.PutRequest.encode({ key: bytesOfKey('curl'), value: bytesOfKey('one') }).finish();
  etcdserverpb.PutResponse.decode(contentOf(await call('Put', put)));
  const answer = etcdserverpb.RangeResponse.decode(contentOf(await call('Range', rangeOf('curl'))));
  same(
    'the value',
    answer.kvs?.map(({ value }) => Buffer.from(value ?? []).toString()),
    ['one'],
  );
  // The status stands in the trailers, which curl writes where the headers go.
  const whole = await run(
    [http2, ...HEADERS, '-D', '-', '-o', '/dev/null', '--data-binary', '@-', `${url}${KV}Range`],
    framed(rangeOf('curl')),
  );
  matches(
    'headers and trailers',
    whole.toString(),
    /^HTTP\/2 200 [^]*content-type: application\/grpc[^]*grpc-status: 0/,
  );
  for (const [version, says] of [
    ['--http1.1', '1.1'],
    [http2, '2'],
  ] as const) {
    const health = await run([version, '-w', ' %{http_version} %{http_code}', `${url}/health`]);
    same(`health over ${says}`, health.toString(), `{"health":"true","reason":""} ${says} 200`);
  }
  matches(
    'what it chooses itself',
    (await run(['-w', '%{http_code}', `${url}/version`])).toString(),
    /"etcdserver".*200$/,
  );
}

export async function nghttp(target: Target, { nghttp2 }: Tools, scratch: string): Promise<void> {
  const url = urlOf(target, target.addresses[1] ?? '');
  const own =
    target.transport === 'TLS' ? ['--no-verify-peer', `--cert=${certFile}`, `--key=${keyFile}`] : [];
  const file = await requestFile(scratch);
  const { env } = nghttp2;
  const answer = await output(nghttp2.nghttp, [...own, '-v', ...HEADERS, '-d', file, `${url}${KV}Range`], {
    env,
  });
  matches('the frames', answer.toString('latin1'), /:status: 200[^]*DATA frame[^]*grpc-status: 0/);
  const health = await output(nghttp2.nghttp, [...own, '-n', '-s', `${url}/health`], { env });
  matches('health', health.toString(), /\s200\s/);
}

/** Returns its figures. */
export async function h2load(target: Target, { nghttp2 }: Tools, scratch: string): Promise<string> {
  const url = urlOf(target, target.addresses[2] ?? '');
  const file = await requestFile(scratch);
  const load = ['-c', String(CONNECTIONS), '-m', String(STREAMS), '-D', String(SECONDS)];
  const { env } = nghttp2;
  const said = (
    await output(nghttp2.h2load, [...load, ...HEADERS, '-d', file, `${url}${KV}Range`], { env })
  ).toString();
  const [, done = '', succeeded = ''] =
    /(\d+) done, (\d+) succeeded, 0 failed, 0 errored, 0 timeout/.exec(said) ?? [];
  matches('no failure', said, /\d+ done, \d+ succeeded, 0 failed, 0 errored, 0 timeout/);
  same('all that were done', succeeded, done);
  matches('answers of 200 only', said, /status codes: [1-9]\d* 2xx, 0 3xx, 0 4xx, 0 5xx/);
  const rate = /, ([\d.]+) req\/s/.exec(said)?.[1] ?? '';
  return `${Number(succeeded).toLocaleString('en')} requests, all succeeded; ${Math.round(Number(rate)).toLocaleString('en')}/s`;
}

const rangeOf = (key: string): Uint8Array =>
  etcdserverpb.RangeRequest.encode({ key: bytesOfKey(key), serializable: true }).finish();

async function requestFile(scratch: string): Promise<string> {
  const file = join(scratch, 'range.bin');
  await writeFile(file, framed(rangeOf('curl')));
  return file;
}

/** gRPC over HTTP/2, "Length-Prefixed-Message". */
function framed(message: Uint8Array): Buffer {
  const envelope = Buffer.alloc(5);
  envelope.writeUInt32BE(message.length, 1);
  return Buffer.concat([envelope, message]);
}

function contentOf(answer: Buffer): Buffer {
  same('the length in the envelope', answer.readUInt32BE(1), answer.length - 5);
  return answer.subarray(5);
}
