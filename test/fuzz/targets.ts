import { GOSSIP } from './gossip/target.ts';
import { HPACK } from './hpack.ts';
import { HTTP2 } from './http2/target.ts';
import type { Target } from './target.ts';

export const TARGETS: Readonly<Record<string, Target>> = { http2: HTTP2, hpack: HPACK, gossip: GOSSIP };
