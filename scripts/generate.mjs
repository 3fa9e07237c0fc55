// Turns proto/ into src/gen/: one module per folder of proto/ (proto/etcd → src/gen/etcd.js and etcd.d.ts).
// `--check` writes nothing and fails when what is committed is not what the protos say.
//
// Choices the rest of the code relies on:
// - 64-bit fields are always `Long`; src/codec turns them into number or bigint with a range check, because
//   a native bigint given to encode() is silently written as 0.
// - Field names keep their proto case: etcd's JSON gateway prints create_revision, not createRevision.
// - No services: the handler table in src/api is the only list of methods.
// - A root of its own per folder, so two generated modules never share protobufjs's global default root.
// - Comments stay on, since the .d.ts is made from them.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pbjs from 'protobufjs-cli/pbjs.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const protoDir = join(root, 'proto');
const genDir = join(root, 'src', 'gen');
const BANNER = '// Generated from proto/ by `npm run generate`. Not edited by hand.\n';
const FLAGS = [
  ...['--target', 'static-module', '--wrap', 'esm', '--dts', '--lint', ''],
  ...['--force-long', '--keep-case', '--no-delimited', '--no-typeurl', '--no-service'],
  ...['--no-verify', '--no-convert'],
];
const runPbjs = promisify(pbjs.main);

async function protosByFolder() {
  const folders = new Map();
  for (const entry of await readdir(protoDir, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const names = await readdir(join(protoDir, entry.name));
    const protos = names.filter((name) => name.endsWith('.proto')).sort();
    if (protos.length > 0) folders.set(entry.name, protos);
  }
  return new Map([...folders].sort());
}

/** Everything src/gen should hold, as a map from file name to text. */
async function generated() {
  const scratch = await mkdtemp(join(tmpdir(), 'atoll-generate-'));
  const files = new Map();
  try {
    for (const [folder, protos] of await protosByFolder()) {
      const out = join(scratch, `${folder}.js`);
      await runPbjs([
        ...FLAGS,
        '--root',
        `atoll-${folder}`,
        '--path',
        protoDir,
        '--out',
        out,
        ...protos.map((name) => join(protoDir, folder, name)),
      ]);
      for (const name of [`${folder}.js`, `${folder}.d.ts`]) {
        files.set(name, BANNER + (await readFile(join(scratch, name), 'utf8')));
      }
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return files;
}

async function committed() {
  const files = new Map();
  for (const name of await readdir(genDir).catch(() => [])) {
    files.set(name, await readFile(join(genDir, name), 'utf8'));
  }
  return files;
}

const wanted = await generated();
const present = await committed();
const stale = [...wanted].filter(([name, text]) => present.get(name) !== text).map(([name]) => name);
const extra = [...present.keys()].filter((name) => !wanted.has(name));

if (process.argv.includes('--check')) {
  for (const name of stale) console.error(`src/gen/${name} is not what proto/ says: run npm run generate`);
  for (const name of extra) console.error(`src/gen/${name} comes from no proto: run npm run generate`);
  if (stale.length + extra.length > 0) process.exit(1);
} else {
  await mkdir(genDir, { recursive: true });
  for (const name of extra) await rm(join(genDir, name), { recursive: true });
  for (const name of stale) await writeFile(join(genDir, name), wanted.get(name));
}
console.log(`src/gen: ${wanted.size} files from proto/, ${stale.length} changed, ${extra.length} removed`);
