/**
 * What one entry of the list says: mostly one etcdctl call, sometimes a part of the life of a longer one (a watch,
 * a held lock), and in a few places a JSON request for what etcdctl 3.4 cannot express.
 *
 * Texts may hold `{{name}}`: something captured from an earlier command's output on the same side (`{{name+1}}` for
 * a revision near it, `{{name.decimal}}` for a hexadecimal id as JSON wants it), or one of `{{member}}`,
 * `{{client}}` and `{{scratch}}`.
 */
import { assertNever } from '../../src/core/base/assert.ts';
import type { Normaliser } from './normalise.ts';

export interface Capture {
  readonly name: string;
  /** The first group is the value. */
  readonly pattern: RegExp;
  /** Leases and members get random ids on each server, so what was captured as an id is hidden from comparison. */
  readonly as: 'id' | 'revision';
}

interface Common {
  readonly id: string;
  /** Normalisers this command needs beyond those that every command gets. */
  readonly normalise?: readonly Normaliser[];
}

/** Runs to its own end. With `until`, it is repeated until stdout satisfies it, for what takes effect in time. */
export interface Run extends Common {
  readonly kind: 'run';
  readonly args: readonly string[];
  readonly stdin?: string | Uint8Array;
  readonly capture?: Capture;
  readonly until?: RegExp;
}

/** Runs until stdout has this many lines and is then interrupted. */
export interface Bounded extends Common {
  readonly kind: 'bounded';
  readonly args: readonly string[];
  readonly lines: number;
}

/** Leaves a named process running once stdout has this many lines. */
export interface Start extends Common {
  readonly kind: 'start';
  readonly process: string;
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly lines: number;
}

/** Types into a running process and waits until stdout has this many lines in all. */
export interface Say extends Common {
  readonly kind: 'say';
  readonly process: string;
  readonly stdin: string;
  readonly lines: number;
}

/** Waits until stdout has this many lines in all, interrupts the process, and compares all it said. */
export interface Stop extends Common {
  readonly kind: 'stop';
  readonly process: string;
  readonly lines: number;
}

/** A request to the JSON gateway; its status and body are compared. With `lines`, so much of a stream. */
export interface Post extends Common {
  readonly kind: 'post';
  readonly path: string;
  readonly body: string;
  readonly lines?: number;
}

/** Raises an alarm over gRPC, which etcdctl cannot; the answer is compared. */
export interface Raise extends Common {
  readonly kind: 'raise';
  readonly alarm: 'NOSPACE' | 'CORRUPT';
}

/** A plain HTTP request; its status and body are compared. */
export interface Fetch extends Common {
  readonly kind: 'fetch';
  readonly path: string;
}

export type Command = Run | Bounded | Start | Say | Stop | Post | Raise | Fetch;

type Words = string | readonly string[];
type RunOptions = Omit<Run, 'kind' | 'id' | 'args'>;
type Normalise = Pick<Common, 'normalise'>;

/** A call without empty or spaced arguments is written as one string. */
const words = (call: Words): readonly string[] => (typeof call === 'string' ? call.split(' ') : call);

export const run = (id: string, call: Words, options: RunOptions = {}): Run => ({
  kind: 'run',
  id,
  args: words(call),
  ...options,
});

export const bounded = (id: string, call: Words, lines: number, options: Normalise = {}): Bounded => ({
  kind: 'bounded',
  id,
  args: words(call),
  lines,
  ...options,
});

export const start = (
  id: string,
  name: string,
  call: Words,
  lines: number,
  options: Normalise & { readonly stdin?: string } = {},
): Start => ({ kind: 'start', id, process: name, args: words(call), lines, ...options });

export const say = (
  id: string,
  name: string,
  stdin: string,
  lines: number,
  options: Normalise = {},
): Say => ({
  kind: 'say',
  id,
  process: name,
  stdin,
  lines,
  ...options,
});

export const stop = (id: string, name: string, lines: number, options: Normalise = {}): Stop => ({
  kind: 'stop',
  id,
  process: name,
  lines,
  ...options,
});

export const raise = (id: string, alarm: Raise['alarm']): Raise => ({ kind: 'raise', id, alarm });

export const post = (
  id: string,
  path: string,
  body: string,
  options: Normalise & { readonly lines?: number } = {},
): Post => ({
  kind: 'post',
  id,
  path,
  body,
  ...options,
});

export const fetchPath = (id: string, path: string, options: Normalise = {}): Fetch => ({
  kind: 'fetch',
  id,
  path,
  ...options,
});

/** The current revision, kept under a name; its output is compared like any other. */
export const head = (id: string, name: string): Run =>
  run(id, 'get no-such-key -w json', {
    capture: { name, pattern: /"revision":(\d+)/, as: 'revision' },
  });

export function describeCommand(command: Command): string {
  switch (command.kind) {
    case 'run':
      return `etcdctl ${quoted(command.args)}${command.stdin === undefined ? '' : ' < (input)'}${command.until ? `, until ${command.until.source}` : ''}`;
    case 'bounded':
      return `etcdctl ${quoted(command.args)}, ${command.lines} lines`;
    case 'start':
      return `etcdctl ${quoted(command.args)}, left running as ${command.process}`;
    case 'say':
      return `${command.process} is told ${JSON.stringify(command.stdin)}`;
    case 'stop':
      return `${command.process} is interrupted after ${command.lines} lines`;
    case 'post':
      return `POST ${command.path} ${command.body}`;
    case 'raise':
      return `gRPC: raise ${command.alarm} for this member`;
    case 'fetch':
      return `GET ${command.path}`;
    default:
      return assertNever(command);
  }
}

const quoted = (args: readonly string[]): string =>
  args.map((arg) => (/^[\w./:=,{}+@-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ');
