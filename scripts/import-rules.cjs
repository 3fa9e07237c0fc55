// Which room may know which. Imports point inward:
//   core ← ports ← storage ← node ← api ← cli;  codec joins gen and core;  io implements ports;
//   rpc stands alone on bytes and is bound by api;  client sees gen and codec;
//   only cli and test choose implementations.
// Checked by dependency-cruiser in `npm run check`. Type-only imports count like any other.

const ROOMS = {
  core: [],
  ports: ['core'],
  codec: ['core', 'gen'],
  storage: ['core', 'ports', 'codec'],
  rpc: [],
  node: ['core', 'ports', 'codec', 'storage'],
  api: ['core', 'ports', 'codec', 'node', 'gen', 'rpc'],
  client: ['gen', 'codec', 'core'],
  io: ['core', 'ports', 'codec'],
  console: [],
  cli: ['core', 'ports', 'codec', 'storage', 'rpc', 'node', 'api', 'client', 'io', 'gen'],
};

// Everything in src must be reachable from one of these.
const ENTRY_POINTS = '^src/(cli/(main|atollctl)|client/index)[.]ts$';
// Rooms the simulator runs as they are: what they need from the world comes through ports.
const SIMULATED = '^src/(core|ports|codec|storage|rpc|node)/';
const NOT_OURS = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];

const room = (name, allowed) => ({
  name: `${name}-knows-only-its-neighbours`,
  comment: allowed.length > 0 ? `src/${name} may import ${allowed.join(', ')}` : `src/${name} stands alone`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: [name, ...allowed].map((other) => `^src/${other}/`) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(ROOMS).map(([name, allowed]) => room(name, allowed)),
    {
      name: 'a-file-has-a-room',
      comment: 'a new folder of src/ needs a line in ROOMS first',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: `^src/(gen|${Object.keys(ROOMS).join('|')})/` },
    },
    {
      name: 'core-is-pure',
      comment: 'src/core imports nothing from outside: no package, no built-in, no other room',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: '^src/core/' },
    },
    {
      name: 'core-domains-stand-apart',
      comment: 'domains know only core/base; core/apply composes them',
      severity: 'error',
      from: { path: '^src/core/(?!apply/)([^/]+)/' },
      to: { path: '^src/core/', pathNot: ['^src/core/$1/', '^src/core/base/'] },
    },
    {
      name: 'built-ins-at-the-edge',
      comment: "only io, cli, client and api may use Node's modules",
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(io|cli|client|api)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'packages-at-the-edge',
      comment: 'rooms that run in the simulator use no packages; codec alone needs long for 64-bit fields',
      severity: 'error',
      from: { path: SIMULATED },
      to: { dependencyTypes: NOT_OURS, pathNot: 'node_modules/(@types/)?long/' },
    },
    {
      name: 'no-tools-in-production',
      comment: 'src may import only what package.json lists under dependencies',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-stands-on-itself',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
    { name: 'no-cycle', severity: 'error', from: { path: '^(src|test|scripts)/' }, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dead-file',
      comment: 'reachable from no entry point: use it or delete it',
      severity: 'error',
      from: { path: ENTRY_POINTS },
      to: { path: '^src/', pathNot: [ENTRY_POINTS, '^src/(gen|console)/'], reachable: false },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^src/gen/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
    exclude: { path: '^(dist|[.]atoll|[.]scratch)/' },
  },
};
