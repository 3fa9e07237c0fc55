import { expect } from 'chai';
import { createHttp } from '../../../src/api/http/create-http.ts';
import type { HttpAnswer } from '../../../src/api/http/types.ts';
import { CauseCounts } from '../../../src/rpc/http2/causes.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeServing, member, OTHER, SELF } from '../support/fake-serving.ts';

describe('api/http', () => {
  let serving: FakeServing;
  let cutOffs: CauseCounts;
  beforeEach(() => {
    serving = new FakeServing();
    cutOffs = new CauseCounts();
  });

  function get(path: string, method = 'GET'): HttpAnswer {
    const http = createHttp({
      serving,
      clock: new FakeClock(),
      entropy: { uint32: () => 0, uint64: () => 0n },
      electionTimeoutMs: 1000,
      quotaBytes: 100,
      cutOffs,
      watchStreams: () => 3,
    });
    const url = new URL(path, 'http://localhost');
    let answer: HttpAnswer | null = null;
    http({ method, path: url.pathname, query: url.searchParams }, (given) => {
      expect(answer, 'answered twice').to.equal(null);
      answer = given;
    });
    serving.settle();
    if (answer === null) throw new Error(`${path} was not answered`);
    return answer;
  }
  const brief = (path: string): string => `${get(path).status} ${get(path).body}`;

  describe('/health', () => {
    it('is true while reads can be linearizable', () => {
      expect(brief('/health')).to.equal('200 {"health":"true","reason":""}');
      expect(serving.asked).to.deep.equal(['linearize', 'linearize']);
    });

    it('is false with the reason', () => {
      serving.linearizeError = 'timeout';
      expect(brief('/health')).to.equal(
        '503 {"health":"false","reason":"RANGE ERROR:etcdserver: request timed out"}\n',
      );
      serving.leader = null;
      expect(brief('/health')).to.equal('503 {"health":"false","reason":"RAFT NO LEADER"}\n');
      serving.alarmList = [{ member: OTHER, alarm: 'nospace' }];
      expect(brief('/health')).to.equal('503 {"health":"false","reason":"ALARM NOSPACE"}\n');
    });

    it('leaves out alarms it is told to, and other members when serializable', () => {
      serving.leader = null;
      serving.alarmList = [{ member: OTHER, alarm: 'nospace' }];
      expect(get('/health?exclude=NOSPACE&serializable=true').status).to.equal(200);
      expect(get('/health?exclude=CORRUPT&serializable=true').status).to.equal(503);
      expect(get('/health?exclude=NOSPACE').status).to.equal(503);
    });

    it('answers GET only', () => {
      const answer = get('/health', 'POST');
      expect([answer.status, answer.headers['allow']]).to.deep.equal([405, 'GET']);
    });
  });

  describe('/livez and /readyz', () => {
    it('are ok, and tell more when asked', () => {
      expect(brief('/livez')).to.equal('200 ok\n');
      expect(brief('/livez?verbose')).to.equal('200 [+]serializable_read ok\nok\n');
      expect(get('/readyz?verbose').body).to.equal(
        '[+]data_corruption ok\n[+]serializable_read ok\n[+]linearizable_read ok\n[+]non_learner ok\nok\n',
      );
    });

    it('never let liveness depend on other members', () => {
      serving.leader = null;
      expect(get('/livez').status).to.equal(200);
      expect(serving.asked).to.deep.equal([]);
    });

    it('always say what failed', () => {
      serving.leader = null;
      serving.alarmList = [{ member: SELF, alarm: 'corrupt' }];
      serving.memberList = [member(SELF, 'm1', true)];
      const { status, body } = get('/readyz');
      expect(status).to.equal(503);
      expect(body).to.contain('[-]data_corruption failed: alarm activated: CORRUPT\n');
      expect(body).to.contain('[-]linearizable_read failed: etcdserver: no leader\n');
      expect(body).to.contain('[-]non_learner failed: not supported for learner\n');
      expect(body).to.contain('[+]serializable_read ok\n');
    });

    it('leave out checks they are told to, and answer for single ones', () => {
      serving.leader = null;
      expect(get('/readyz?exclude=linearizable_read').status).to.equal(200);
      expect(get('/readyz/linearizable_read').status).to.equal(503);
      expect(get('/readyz/data_corruption').status).to.equal(200);
      expect(get('/readyz/nonsense').status).to.equal(404);
    });
  });

  it('tells its version in dotted numbers', () => {
    const answer = get('/version');
    expect(answer.headers['content-type']).to.equal('application/json');
    const { etcdserver, ...others } = JSON.parse(answer.body) as Record<string, string>;
    expect(etcdserver).to.match(/^3\.6\.\d+$/);
    expect(others).to.deep.equal({ etcdcluster: '3.6.0', storage: '3.6.0' });
  });

  it('tells its gauges under the names of etcd, and its own', () => {
    serving.regionList = [
      {
        region: 'so"uth',
        self: false,
        connected: true,
        source: 's1',
        appliedSequence: 4,
        headSequence: 9,
        silentMs: 1,
        members: [],
      },
    ];
    serving.damagedLogs = ['wal.damaged-20260131T235959Z.of-a9'];
    serving.memberList = [{ ...member(SELF, 'm1'), replaces: OTHER }];
    cutOffs.connection({ code: 0, cause: 'silent', reason: 'no answer' });
    const { body, headers } = get('/metrics');
    expect(body).to.contain('\natoll_rpc_connections_cut_off_total{cause="silent"} 1\n');
    expect(body).to.contain('\natoll_feature_level 1\n').and.to.contain('\natoll_feature_level_newest 2\n');
    expect(body).to.contain('\natoll_damaged_logs_kept 1\n').and.to.contain('\natoll_members_replaced 1\n');
    expect(body).to.contain('\netcd_debugging_mvcc_watch_stream_total 3\n');
    expect(headers['content-type']).to.match(/^text\/plain; version=0\.0\.4/);
    expect(body).to.contain('# TYPE etcd_server_has_leader gauge\netcd_server_has_leader 1\n');
    expect(body).to.contain('\netcd_mvcc_db_total_size_in_bytes 4096\n');
    expect(body).to.contain('\natoll_region_head_sequence{region="so\\"uth"} 9\n');
    for (const line of body.trimEnd().split('\n'))
      expect(line).to.match(/^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? [\d.]+)$/);
  });

  it('knows no other path', () => {
    expect(brief('/nonsense')).to.equal('404 404 page not found\n');
    expect(get('/').status).to.equal(404);
  });
});
