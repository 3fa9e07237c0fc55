/**
 * What must differ between two servers, and nothing more, is replaced by a name before their answers are compared.
 *
 * N1. Every normaliser says why the text cannot be equal.
 * N2. A pattern matches only well-formed values (a term of 0, an empty id or a missing field stays visible).
 * N3. Ids and addresses are replaced by their exact text on that side, so a wrong id stays visible.
 */
export interface Identity {
  /** Exact texts of this side and the names that stand for them. */
  readonly names: readonly (readonly [text: string, name: string])[];
}

export interface Normaliser {
  readonly why: string;
  readonly apply: (text: string) => string;
}

const replacing = (why: string, ...rules: readonly (readonly [RegExp, string])[]): Normaliser => ({
  why,
  apply: (text) => rules.reduce((result, [pattern, name]) => result.replace(pattern, name), text),
});

const ALWAYS: readonly Normaliser[] = [
  replacing(
    'how many elections a fresh member held before it first led is its own affair',
    [/"(raft_term|raftTerm)":(?:[1-9]\d*|"[1-9]\d*")/g, '"$1":<term>'],
    [/^"RaftTerm" : [1-9]\d*$/gm, '"RaftTerm" : <term>'],
  ),
  replacing(
    'etcdctl logs retries with the time of day and a random client id',
    [/^(\{"level":"\w+","ts":)("[-\dT:.]+Z"|\d+\.\d+)/gm, '$1<time>'],
    [/"endpoint:\/\/client-[0-9a-f-]{36}\//g, '"endpoint://<etcdctl>/'],
  ),
];

export const elapsed = replacing(
  'round trips take different times',
  [/took = [\d.]+(m|\u00c2\u00b5)?s$/gm, 'took = <elapsed>'],
  [/"took":"[\d.]+(m|\u00c2\u00b5)?s"/g, '"took":"<elapsed>"'],
  [/"took":[\d.]+\}/g, '"took":<elapsed>}'],
  [/^(\|[^|]+\|[^|]+\|) +[\d.]+(m|\u00c2\u00b5)?s \|/gm, '$1 <elapsed> |'],
);

export const tableWidths = replacing(
  'column widths follow ids, sizes and times of different lengths',
  [/ +/g, ' '],
  [/-+/g, '-'],
);

export const serverState = replacing(
  'version, store size and raft position describe the server, not its answers',
  [/(<client>, <member>, )3\.\d+\.\d+, [\d.]+ [kM]?B, /g, '$1<version>, <size>, '],
  [/(, (?:true|false), (?:true|false), )[1-9]\d*, [1-9]\d*, [1-9]\d*, /g, '$1<term>, <index>, <index>, '],
  [/"version":"3\.\d+\.\d+"/g, '"version":"<version>"'],
  [/"(dbSize|dbSizeInUse)":"?[1-9]\d*"?/g, '"$1":<size>'],
  [/"(raftIndex|raftAppliedIndex)":"?[1-9]\d*"?/g, '"$1":<index>'],
  [/^"Version" : "3\.\d+\.\d+"$/gm, '"Version" : "<version>"'],
  [/^"DBSize" : [1-9]\d*$/gm, '"DBSize" : <size>'],
  [/^"(RaftIndex|RaftAppliedIndex)" : [1-9]\d*$/gm, '"$1" : <index>'],
  [
    /^(\| <client> \| <member> \|) 3\.\d+\.\d+ \| [\d.]+ [kM]?B (\| \w+ \| \w+ \|) [1-9]\d* \| [1-9]\d* \| [1-9]\d* \|/gm,
    '$1 <version> | <size> $2 <term> | <index> | <index> |',
  ],
);

export const snapshotSize = replacing('the size of the store file is its own affair', [
  /"size":"[\d.]+ [kM]?B"/g,
  '"size":"<size>"',
]);

export const remainingTtl = replacing(
  'a few seconds may have passed since the grant, not as many on both sides',
  [/remaining\((9\d|100)s\)/g, 'remaining(<just granted>)'],
  [/"ttl":(9\d|100)\b/g, '"ttl":<just granted>'],
  [/"TTL":"(9\d|100)"/g, '"TTL":"<just granted>"'],
  [/^"TTL" : (9\d|100)$/gm, '"TTL" : <just granted>'],
);

export const freshId = replacing(
  'this id was given out at random by the command itself',
  [/\blease [0-9a-f]{16} /g, 'lease <fresh id> '],
  [/"ID":[1-9]\d{10,}/g, '"ID":<fresh id>'],
  [/^"ID" : [1-9]\d{10,}$/gm, '"ID" : <fresh id>'],
);

export const sessionKey = replacing(
  'lock and elect name their key after the random lease of their session',
  [/\/[0-9a-f]{15,16}(?=\s|"|$)/gm, '/<session>'],
  [/"lease":[1-9]\d{15,}/g, '"lease":<session>'],
  [/^"Lease" : [1-9]\d{15,}$/gm, '"Lease" : <session>'],
);

export const attachedKeyOrder: Normaliser = {
  why: 'a lease keeps its keys in a Go map, so etcd lists them in random order',
  apply: (text) =>
    text
      .replace(
        /attached keys\(\[([^\]]*)\]\)/g,
        (_all, keys: string) => `attached keys([${sorted(keys, ' ')}])`,
      )
      .replace(/"keys":\[([^\]]*)\]/g, (_all, keys: string) => `"keys":[${sorted(keys, ',')}]`)
      .replace(/(?:^"Key" : .*\n)+/gm, (block) => `${sorted(block.trimEnd(), '\n')}\n`),
};

export const memberOrder: Normaliser = {
  why: 'members stand in the order of their random ids',
  apply: (text) =>
    text
      .replace(/(?:^(?:\| )?<(?:member|learner)>,? .*\n)+/gm, (block) => `${sorted(block.trimEnd(), '\n')}\n`)
      .replace(/"members":\[(.*)\]/g, (_all, members: string) => `"members":[${sorted(members, /(?<=\}),/)}]`)
      .replace(/^(ETCD_INITIAL_CLUSTER)="(.*)"$/gm, (_all, name: string, members: string) => {
        return `${name}="${sorted(members, ',')}"`;
      }),
};

export const logOrder: Normaliser = {
  why: 'etcdctl logs the start of a snapshot and its progress from two threads',
  apply: (text) => text.replace(/(?:^\{"level":.*\n)+/gm, (block) => `${sorted(block.trimEnd(), '\n')}\n`),
};

const sorted = (text: string, separator: string | RegExp): string =>
  text
    .split(separator)
    .sort()
    .join(typeof separator === 'string' ? separator : ',');

export function normalise(text: string, identity: Identity, extra: readonly Normaliser[] = []): string {
  const named = identity.names.reduce((result, [exact, name]) => result.replaceAll(exact, name), text);
  return [...ALWAYS, ...extra].reduce((result, { apply }) => apply(result), named);
}
