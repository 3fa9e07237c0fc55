/** The whole API over one node. */
import { adminMethods } from './admin/methods.ts';
import { createContext } from './context.ts';
import type { ApiContext, ApiParts } from './context.ts';
import { authMethods } from './etcd/auth.ts';
import { clusterMethods } from './etcd/cluster.ts';
import { guarded } from './etcd/guards.ts';
import { healthMethods } from './etcd/health.ts';
import { kvMethods } from './etcd/kv.ts';
import { leaseMethods } from './etcd/lease.ts';
import { maintenanceMethods } from './etcd/maintenance.ts';
import type { Serving } from '../node/serving/types.ts';
import { surfaceOf } from './surface.ts';
import type { Method, Surface } from './surface.ts';

export interface SurfaceExtras extends Omit<ApiParts, 'serving'> {
  /** Methods of etcd's services that live elsewhere (Watch); they get the same guards. */
  readonly etcd?: (context: ApiContext) => readonly Method[];
}

export function createSurface(serving: Serving, extras: SurfaceExtras): Surface {
  const { etcd = () => [], ...parts } = extras;
  const context = createContext({ serving, ...parts });
  return surfaceOf([
    ...guarded(context, [
      ...kvMethods(context),
      ...leaseMethods(context),
      ...clusterMethods(context),
      ...maintenanceMethods(context),
      ...authMethods(context),
      ...etcd(context),
    ]),
    ...healthMethods(),
    ...adminMethods(context),
  ]);
}
