/**
 * A planted bug as a small file: what it does, which promise it breaks, whose public bug it stands for, where it must
 * be found and within how many seeds; then a diff.
 *
 * P1. The place of a hunk is its text, not a line number, and indentation does not matter: so a patch survives what
 *     happens around it, and one that no longer applies says so.
 * P2. The text stands exactly once in its file.
 */
export interface Hunk {
  readonly file: string;
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** Where it must be found: among whole servers, or by the Raft machine's own simulation, which is a hundred times faster. */
export type MutantWorld = 'servers' | 'raft';

export interface Mutant {
  readonly name: string;
  readonly what: string;
  /** What the documents promise and this breaks. */
  readonly promise: string;
  /** The public bug of a peer that it stands for. */
  readonly peer: string;
  readonly world: MutantWorld;
  /** What the simulation is asked for besides the seeds. */
  readonly flags: readonly string[];
  /** It must be found among the seeds from the first to the last. */
  readonly seeds: { readonly first: number; readonly last: number };
  readonly hunks: readonly Hunk[];
}

export type Applied =
  { readonly ok: true; readonly source: string } | { readonly ok: false; readonly problem: string };

const FIELDS = ['what', 'promise', 'peer', 'world', 'flags', 'seeds'] as const;
type Field = (typeof FIELDS)[number];

export function parseMutant(name: string, text: string): Mutant {
  const [head = '', ...rest] = text.split(/^(?=--- )/m);
  const fields = parseFields(name, head);
  const [first, last] = fields.seeds.split('..').map(Number);
  if (first === undefined || last === undefined || !(last >= first))
    throw new Error(`${name}: its seeds are to be given as in 1..20, not "${fields.seeds}"`);
  const hunks = rest.flatMap((part) => parseFile(name, part));
  if (hunks.length === 0) throw new Error(`${name}: it changes nothing`);
  const { what, promise, peer, world } = fields;
  if (world !== 'servers' && world !== 'raft') throw new Error(`${name}: its world is "servers" or "raft"`);
  const flags = fields.flags.split(' ').filter((flag) => flag !== '');
  return { name, what, promise, peer, world, flags, seeds: { first, last }, hunks };
}

/** Fields as in mail: a line that is indented goes on with the one before. */
function parseFields(name: string, head: string): Record<Field, string> {
  const fields: Partial<Record<Field, string>> = {};
  for (const line of head.replaceAll(/\n\s+/g, ' ').trim().split('\n')) {
    const [, key = '', value = ''] = /^(\w+):\s*(.*)$/.exec(line) ?? [];
    const field = FIELDS.find((each) => each === key);
    if (field === undefined)
      throw new Error(`${name}: "${line}" is no field; there are ${FIELDS.join(', ')}`);
    fields[field] = value;
  }
  const { what, promise, peer, world = 'servers', flags = '', seeds } = fields;
  if (!what || !promise || !peer || !seeds)
    throw new Error(`${name}: what, promise, peer and seeds are needed`);
  return { what, promise, peer, world, flags, seeds };
}

function parseFile(name: string, part: string): Hunk[] {
  const [header = '', ...hunks] = part.split(/^@@.*\n/m);
  const file = header.slice('--- '.length).trim();
  return hunks.map((hunk): Hunk => {
    const lines = hunk.split('\n').filter((line) => line !== '');
    const wrong = lines.find((line) => !/^[-+ ]/.test(line));
    if (wrong !== undefined)
      throw new Error(`${name}: a line of a hunk begins with " ", "-" or "+", not as "${wrong}"`);
    const side = (sign: string): string[] =>
      lines.filter((line) => line.startsWith(sign) || line.startsWith(' ')).map((line) => line.slice(1));
    return { file, old: side('-'), new: side('+') };
  });
}

/** P1 and P2. */
export function applyHunk(source: string, { file, old, new: replacement }: Hunk): Applied {
  const lines = source.split('\n');
  const places: number[] = [];
  for (let at = 0; at + old.length <= lines.length; at++) {
    if (old.every((line, i) => lines[at + i]?.trim() === line.trim())) places.push(at);
  }
  const [place] = places;
  if (place === undefined || places.length > 1) {
    const problem = `its place in ${file} is there ${places.length} times; adapt it to the code:\n${old.join('\n')}`;
    return { ok: false, problem };
  }
  lines.splice(place, old.length, ...replacement);
  return { ok: true, source: lines.join('\n') };
}
