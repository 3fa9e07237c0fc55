/**
 * etcd's probes: `/health` for load balancers, `/livez` and `/readyz` with their parts for orchestrators. Liveness never
 * depends on other members: restarting a member that merely misses its peers helps no one.
 */
import type { Alarm } from '../../core/apply/types.ts';
import type { ApiContext } from '../context.ts';
import { ERROR, servingStatus } from '../errors.ts';
import { getOnly, httpError, text } from './types.ts';
import type { HttpHandler, HttpRespond } from './types.ts';

/** `null`: healthy; otherwise why not. */
type Done = (reason: string | null) => void;

interface Check {
  readonly name: string;
  run(done: Done): void;
}

export function healthRoutes(context: ApiContext): ReadonlyMap<string, HttpHandler> {
  const routes = new Map<string, HttpHandler>([['/health', getOnly(health(context))]]);
  addProbe(routes, '/livez', [serializableRead]);
  addProbe(routes, '/readyz', [
    noAlarm(context, 'data_corruption', 'corrupt'),
    serializableRead,
    linearizableRead(context),
    {
      name: 'non_learner',
      run: (done) => done(context.serving.isLearner() ? 'not supported for learner' : null),
    },
  ]);
  return routes;
}

function health(context: ApiContext): HttpHandler {
  return ({ query }, respond) => {
    const excluded = new Set(query.getAll('exclude'));
    const raised = context.serving.alarms().find(({ alarm }) => !excluded.has(alarm.toUpperCase()));
    if (raised !== undefined) return unhealthy(respond, `ALARM ${raised.alarm.toUpperCase()}`);
    if (query.get('serializable') === 'true') return healthy(respond);
    if (context.serving.status().leader === null) return unhealthy(respond, 'RAFT NO LEADER');
    linearizableRead(context).run((reason) => {
      if (reason === null) healthy(respond);
      else unhealthy(respond, `RANGE ERROR:${reason}`);
    });
  };
}

const healthy = (respond: HttpRespond): void => respond(text(JSON.stringify({ health: 'true', reason: '' })));

const unhealthy = (respond: HttpRespond, reason: string): void =>
  respond(httpError(503, JSON.stringify({ health: 'false', reason })));

/** A member that answers can read what it holds: that is all liveness asks. */
const serializableRead: Check = { name: 'serializable_read', run: (done) => done(null) };

function linearizableRead({ serving }: ApiContext): Check {
  return {
    name: 'linearizable_read',
    run(done) {
      if (serving.status().leader === null) return done(ERROR.noLeader.message);
      serving.linearize((reply) => done(reply.ok ? null : servingStatus(reply.error).message));
    },
  };
}

function noAlarm({ serving }: ApiContext, name: string, alarm: Alarm): Check {
  const raised = (): boolean => serving.alarms().some((active) => active.alarm === alarm);
  return { name, run: (done) => done(raised() ? `alarm activated: ${alarm.toUpperCase()}` : null) };
}

function addProbe(routes: Map<string, HttpHandler>, path: string, checks: readonly Check[]): void {
  const all: HttpHandler = ({ query }, respond) => {
    const excluded = new Set(query.getAll('exclude'));
    const chosen = checks.filter(({ name }) => !excluded.has(name));
    runChecks(chosen, NOTHING_YET, (report) => respondProbe(report, query.has('verbose'), respond));
  };
  routes.set(path, getOnly(all));
  for (const check of checks) {
    const one: HttpHandler = ({ query }, respond) =>
      runChecks([check], NOTHING_YET, (report) => respondProbe(report, query.has('verbose'), respond));
    routes.set(`${path}/${check.name}`, getOnly(one));
  }
}

interface Report {
  readonly ok: boolean;
  readonly lines: string;
}

const NOTHING_YET: Report = { ok: true, lines: '' };

function runChecks([check, ...rest]: readonly Check[], report: Report, done: (report: Report) => void): void {
  if (check === undefined) return done(report);
  check.run((reason) => {
    const line = reason === null ? `[+]${check.name} ok\n` : `[-]${check.name} failed: ${reason}\n`;
    runChecks(rest, { ok: report.ok && reason === null, lines: report.lines + line }, done);
  });
}

function respondProbe({ ok, lines }: Report, verbose: boolean, respond: HttpRespond): void {
  if (!ok) return respond(httpError(503, lines));
  const answer = text(`${verbose ? lines : ''}ok\n`);
  respond({ ...answer, headers: { ...answer.headers, 'x-content-type-options': 'nosniff' } });
}
