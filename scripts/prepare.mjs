// Makes `npm start`, `npm test` and the other commands work on a fresh clone: installs the locked packages and
// builds src/ into dist/, each only if something changed since it was last done.
//
// P1. No syntax younger than Node 12 and no static import that an old Node lacks, so that an old Node gets as
//     far as saying which version is needed.
// P2. A stamp is written only after the work it stands for succeeded, and describes what was read before the
//     work began; a file saved meanwhile causes another build.
// P3. Two runs in one tree take turns: an install would pull node_modules from under a build.
import fs from 'fs';
import os from 'os';
import path from 'path';
import { createHash } from 'crypto';
import { spawnSync } from 'child_process';
import { fileURLToPath } from 'url';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => path.join(root, ...parts);
const INSTALL_STAMP = at('node_modules', '.atoll-installed');
const BUILD_STAMP = at('dist', '.built');
const BUILD_CONFIG = at('scripts', 'tsconfig.build.json');
const LOCK_POLL_MS = 100;
const LOCK_WAIT_MS = 5 * 60 * 1000;
const EXECUTABLES = ['cli/main.js', 'cli/atollctl.js'];

function main() {
  refuseOldNode();
  const unlock = lock();
  try {
    install();
    if (!process.argv.includes('--install-only')) build();
  } finally {
    unlock();
  }
}

function refuseOldNode() {
  const range = JSON.parse(fs.readFileSync(at('package.json'), 'utf8')).engines.node;
  const needed = /(\d+)\.(\d+)/.exec(range).slice(1).map(Number);
  const running = process.versions.node.split('.').map(Number);
  if (running[0] > needed[0] || (running[0] === needed[0] && running[1] >= needed[1])) return;
  fail(
    'Atoll needs Node ' + range + '; this is ' + process.version + '. Install a newer Node and try again.',
  );
}

function install() {
  const wanted = hash(fs.readFileSync(at('package-lock.json')));
  if (readIfThere(INSTALL_STAMP) === wanted) return;
  say('Installing the locked packages (npm ci)...');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error'];
  const done = npm
    ? run(process.execPath, [npm].concat(args))
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32' });
  if (!done) fail('npm ci failed: see its message above; the package registry must be reachable.');
  fs.writeFileSync(INSTALL_STAMP, wanted);
}

function build() {
  const sources = filesUnder(at('src'));
  const wanted = fingerprint(sources);
  if (readIfThere(BUILD_STAMP) === wanted) return;
  say('Building src/ into dist/...');
  fs.rmSync(BUILD_STAMP, { force: true });
  const tsc = at('node_modules', 'typescript', 'bin', 'tsc');
  if (!run(process.execPath, [tsc, '-p', BUILD_CONFIG])) fail('The build failed: see the messages above.');
  copyWhatIsNotCompiled(sources);
  removeLeftovers(sources);
  for (const name of EXECUTABLES) {
    if (fs.existsSync(at('dist', name))) fs.chmodSync(at('dist', name), 0o755);
  }
  fs.writeFileSync(BUILD_STAMP, wanted);
}

/** Size and time of every source: cheap enough for each start; the compiler itself compares contents. */
function fingerprint(sources) {
  const inputs = sources.map((name) => at('src', name));
  const lines = inputs.concat([at('tsconfig.json'), BUILD_CONFIG]).map((file) => {
    const stat = fs.statSync(file);
    return path.relative(root, file) + ' ' + stat.size + ' ' + stat.mtimeMs;
  });
  return hash(lines.concat([readIfThere(INSTALL_STAMP)]).join('\n'));
}

const isCompiled = (name) => name.endsWith('.ts') && !name.endsWith('.d.ts');
const isLeftOut = (name) => path.basename(name) === 'tsconfig.json' || name.endsWith('.d.ts');

/** Generated code and the console's assets. */
function copyWhatIsNotCompiled(sources) {
  for (const name of sources) {
    if (isCompiled(name) || isLeftOut(name)) continue;
    fs.mkdirSync(path.dirname(at('dist', name)), { recursive: true });
    fs.copyFileSync(at('src', name), at('dist', name));
  }
}

/** A module whose source is gone must not stay importable. */
function removeLeftovers(sources) {
  const wanted = new Set(['.tsbuildinfo']);
  for (const name of sources) wanted.add(isCompiled(name) ? name.slice(0, -3) + '.js' : name);
  for (const name of filesUnder(at('dist'))) {
    if (!wanted.has(name)) fs.rmSync(at('dist', name));
  }
}

function filesUnder(dir) {
  const found = [];
  const visit = (folder) => {
    for (const entry of fs.readdirSync(path.join(dir, folder), { withFileTypes: true })) {
      const name = folder + entry.name;
      if (entry.isDirectory()) visit(name + '/');
      else found.push(name);
    }
  };
  visit('');
  return found.sort();
}

/** P3. Returns the unlock function; a lock whose owner is dead is taken over. */
function lock() {
  const file = path.join(os.tmpdir(), 'atoll-prepare-' + hash(root).slice(0, 16) + '.lock');
  const giveUpAt = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => fs.rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = Number(readIfThere(file));
    if (owner > 0 && !isAlive(owner)) fs.rmSync(file, { force: true });
    else if (Date.now() > giveUpAt) fail('Another run holds ' + file + '; if none is running, delete it.');
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_POLL_MS);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function run(command, args, options) {
  return spawnSync(command, args, Object.assign({ cwd: root, stdio: 'inherit' }, options)).status === 0;
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function hash(data) {
  return createHash('sha256').update(data).digest('hex');
}

function say(line) {
  process.stderr.write(line + '\n');
}

/** process.exit skips `finally`, so a failure travels as an exception to the one place that ends the run. */
function fail(line) {
  throw new Error(line);
}

try {
  main();
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
