/** What every chapter of the acceptance run works with. */
import { present } from '../../src/core/base/assert.ts';
import { membersOf, serverNamed } from '../../src/cli/dev/layout.ts';
import type { DevServer, RegionName } from '../../src/cli/dev/layout.ts';
import type { Federation } from '../support/federation.ts';
import type { TestPlayground } from '../support/playground.ts';
import type { Etcdctl } from './etcdctl.ts';
import type { Verdicts } from './verdicts.ts';

export interface World {
  readonly playground: TestPlayground;
  readonly federation: Federation;
  readonly etcdctl: Etcdctl;
  readonly verdicts: Verdicts;
  /** What happens, for whoever watches. */
  say(line: string): void;
}

export const server = (name: string): DevServer => present(serverNamed(name), `server ${name}`);

/** One of the region's members; which one differs with `at`. */
export function memberOf(region: RegionName, at = 0): DevServer {
  const members = membersOf(region);
  return present(members[at % members.length], `a member of ${region}`);
}
