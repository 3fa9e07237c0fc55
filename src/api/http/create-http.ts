/** The plain HTTP side of the client port: probes, version and metrics, by exact path. */
import { createContext } from '../context.ts';
import type { ApiParts } from '../context.ts';
import { ETCD_CLUSTER_VERSION, ETCD_STORAGE_VERSION, ETCD_VERSION } from '../etcd/version.ts';
import { healthRoutes } from './health.ts';
import { metricsRoute } from './metrics.ts';
import { getOnly, json, NOT_FOUND } from './types.ts';
import type { HttpHandler } from './types.ts';

export function createHttp(parts: ApiParts): HttpHandler {
  const context = createContext(parts);
  const routes = new Map<string, HttpHandler>([
    ...healthRoutes(context),
    ['/version', getOnly((_request, respond) => respond(json(VERSIONS)))],
    ['/metrics', metricsRoute(context)],
  ]);
  return (request, respond) => {
    const handler = routes.get(request.path);
    if (handler === undefined) respond(NOT_FOUND);
    else handler(request, respond);
  };
}

const VERSIONS = {
  etcdserver: ETCD_VERSION,
  etcdcluster: ETCD_CLUSTER_VERSION,
  storage: ETCD_STORAGE_VERSION,
};
