// What the compiler does not see: promises nobody waits for, switches with a hole, and clocks or chance where the
// simulator could not repeat them. Formatting is prettier's. Comments cannot switch a rule off.
import tseslint from 'typescript-eslint';

const VIA_PORTS =
  'The simulator could not repeat this: take it through a port (Clock, Entropy) or as an argument.';
const NOT_IN_CORE = 'src/core is synchronous, deterministic and free of its host.';

const globals = (message, names) => names.map((name) => ({ name, message }));
const CLOCKS = globals(VIA_PORTS, [
  ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
  ...['clearTimeout', 'clearInterval', 'clearImmediate', 'crypto'],
]);
const HOST = globals(VIA_PORTS, ['process', 'console', 'fetch', 'globalThis']);
const HOST_IN_CORE = globals(NOT_IN_CORE, ['Buffer', 'Promise', 'Intl', 'WeakRef', 'FinalizationRegistry']);
const CHANCE = [
  { object: 'Math', property: 'random', message: VIA_PORTS },
  { object: 'Date', property: 'now', message: VIA_PORTS },
  { object: 'process', property: 'nextTick', message: VIA_PORTS },
  { property: 'localeCompare', message: 'Depends on the machine: compare with < and >.' },
];
const ASYNC = [
  { selector: ':function[async=true]', message: NOT_IN_CORE },
  { selector: 'AwaitExpression', message: NOT_IN_CORE },
];
const UNFINISHED = ['describe', 'it', 'context'].flatMap((object) =>
  ['only', 'skip'].map((property) => ({ object, property, message: 'Every test runs, always.' })),
);

export default tseslint.config(
  { ignores: ['dist/**', 'src/gen/**', 'src/console/**', '.scratch/**', '.atoll/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: new URL('..', import.meta.url).pathname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-debugger': 'error',
    },
  },
  {
    files: ['src/{ports,codec,storage,rpc,node}/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...CLOCKS, ...HOST],
      'no-restricted-properties': ['error', ...CHANCE],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...CLOCKS, ...HOST, ...HOST_IN_CORE],
      'no-restricted-properties': ['error', ...CHANCE],
      'no-restricted-syntax': ['error', ...ASYNC],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', ...UNFINISHED] },
  },
);
