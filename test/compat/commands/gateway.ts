/** A little of the JSON gateway and the plain HTTP paths: what scripts and probes use, and what etcdctl cannot say. */
import { fetchPath, head, post, run, type Command } from '../command.ts';
import { remainingTtl, serverState } from '../normalise.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const KEY = base64('gateway/a');

const compareLease = (lease: string): string =>
  JSON.stringify({
    compare: [{ key: KEY, target: 'LEASE', result: 'EQUAL', lease }],
    success: [{ request_range: { key: KEY, keys_only: true } }],
  });

const WATCH = `{"create_request":{"key":"${KEY}","start_revision":"{{gateway+1}}"}}`;
const COMPACTED_WATCH = `{"create_request":{"key":"${KEY}","start_revision":"2"}}`;

export const GATEWAY: readonly Command[] = [
  fetchPath('http/health', '/health'),
  fetchPath('http/version', '/version'),
  fetchPath('http/livez', '/livez'),
  fetchPath('http/readyz', '/readyz'),
  head('gateway/revision before', 'gateway'),
  post('gateway/put', '/v3/kv/put', `{"key":"${KEY}","value":"${base64('1')}"}`),
  post('gateway/put with previous', '/v3/kv/put', `{"key":"${KEY}","value":"${base64('2')}","prev_kv":true}`),
  post('gateway/range', '/v3/kv/range', `{"key":"${KEY}"}`),
  post(
    'gateway/count only',
    '/v3/kv/range',
    `{"key":"${base64('g/')}","range_end":"${base64('g0')}","count_only":true}`,
  ),
  post(
    'gateway/revision filters',
    '/v3/kv/range',
    `{"key":"${base64('g/')}","range_end":"${base64('g0')}","min_mod_revision":"8","max_create_revision":"4"}`,
  ),
  post('gateway/range of a missing key', '/v3/kv/range', `{"key":"${base64('gateway/none')}"}`),
  post('gateway/range without key', '/v3/kv/range', '{}'),
  post('gateway/unknown sort', '/v3/kv/range', `{"key":"${KEY}","sort_order":7}`),
  post('gateway/unknown field', '/v3/kv/range', `{"key":"${KEY}","nonsense":1}`),
  post('gateway/broken JSON', '/v3/kv/range', '{"key":'),
  post('gateway/compare lease', '/v3/kv/txn', compareLease('0')),
  post('gateway/compare another lease', '/v3/kv/txn', compareLease('5')),
  post(
    'gateway/compare a range',
    '/v3/kv/txn',
    JSON.stringify({
      compare: [
        { key: base64('g/'), range_end: base64('g0'), target: 'VERSION', result: 'GREATER', version: '0' },
      ],
    }),
  ),
  post('gateway/empty operation', '/v3/kv/txn', '{"success":[{}]}'),
  post(
    'gateway/nested transaction',
    '/v3/kv/txn',
    JSON.stringify({
      success: [
        { request_txn: { success: [{ request_put: { key: KEY, value: base64('3') } }] } },
        { request_range: { key: KEY } },
      ],
    }),
  ),
  post('gateway/watch', '/v3/watch', WATCH, { lines: 2 }),
  post('gateway/watch below the compacted revision', '/v3/watch', COMPACTED_WATCH, { lines: 2 }),
  post('gateway/members', '/v3/cluster/member/list', '{}'),
  post('gateway/status', '/v3/maintenance/status', '{}', { normalise: [serverState] }),
  post('gateway/compact the future', '/v3/kv/compaction', '{"revision":"1000000"}'),
  post('gateway/authenticate while auth is off', '/v3/auth/authenticate', '{"name":"a","password":"b"}'),
  fetchPath('gateway/get instead of post', '/v3/kv/range'),
  post('gateway/grant a chosen id', '/v3/lease/grant', '{"TTL":"100","ID":"77"}'),
  post('gateway/grant it again', '/v3/lease/grant', '{"TTL":"100","ID":"77"}'),
  post('gateway/time to live', '/v3/lease/timetolive', '{"ID":"77","keys":true}', {
    normalise: [remainingTtl],
  }),
  post('gateway/keep alive', '/v3/lease/keepalive', '{"ID":"77"}', { lines: 1 }),
  post('gateway/keep alive unknown', '/v3/lease/keepalive', '{"ID":"78"}', { lines: 1 }),
  post('gateway/revoke it', '/v3/lease/revoke', '{"ID":"77"}'),
  post('gateway/revoke it by the old path', '/v3/kv/lease/revoke', '{"ID":"77"}'),
  post('gateway/delete', '/v3/kv/deleterange', `{"key":"${KEY}","prev_kv":true}`),
  post('gateway/no such path', '/v3/kv/nonsense', '{}'),
  fetchPath('http/no such path', '/nonsense'),
  run('gateway/left nothing', 'get gateway/ --prefix -w json'),
];
