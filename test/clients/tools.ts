/** Foreign clients, each from where its users get it, into the scratch folder; kept there for the next run. */
import { execFile } from 'node:child_process';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unpackEtcd } from '../compat/unpack.ts';
import type { EtcdBinaries } from '../compat/unpack.ts';
import { attempt, PeerUnavailable, SCRATCH, unpackDebian } from '../support/debian-packages.ts';

const run = promisify(execFile);

const HOME = join(SCRATCH, 'clients');
const PROTO = fileURLToPath(new URL('../../proto', import.meta.url));
const NPM_PACKAGES = ['etcd3@1.1.2', '@keyv/etcd@2.1.1'];
const PYTHON_PACKAGES = ['grpcio', 'grpcio-tools', 'aetcd==1.0.0'];

export interface Tools {
  readonly etcd: EtcdBinaries;
  /** The folder they were installed in. */
  readonly npm: string;
  readonly python: { readonly program: string; readonly packages: string; readonly stubs: string };
  readonly nghttp2: Nghttp2;
}

export interface Nghttp2 {
  readonly nghttp: string;
  readonly h2load: string;
  readonly env: { readonly LD_LIBRARY_PATH: string };
}

export async function prepareTools(): Promise<Tools> {
  await mkdir(HOME, { recursive: true });
  if (!(await works('curl', ['--version']))) {
    throw new PeerUnavailable('there is no curl: install it (apt-get install curl)');
  }
  return {
    etcd: await unpackEtcd(),
    npm: await npmPackages(),
    python: await pythonPackages(),
    nghttp2: await nghttp2(),
  };
}

function nghttp2(): Promise<Nghttp2> {
  return unpackDebian({
    home: join(HOME, 'nghttp2'),
    // With the libraries that a small installation does not have.
    packages: ['nghttp2-client', 'libev4', 'libjansson4', 'libjemalloc2', 'libnghttp2-14'],
    find: findNghttp2,
    otherwise: 'install nghttp2-client and its libraries',
  });
}

async function findNghttp2(folder: string): Promise<Nghttp2 | undefined> {
  const [nghttp, h2load] = ['nghttp', 'h2load'].map((name) => join(folder, 'usr', 'bin', name)) as [
    string,
    string,
  ];
  const { stdout } = await run('dpkg', ['--print-architecture']).catch(() => ({ stdout: 'amd64' }));
  const triplet = stdout.trim() === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  const env = { LD_LIBRARY_PATH: join(folder, 'usr', 'lib', triplet) };
  const both = (await works(nghttp, ['--version'], env)) && (await works(h2load, ['--version'], env));
  return both ? { nghttp, h2load, env } : undefined;
}

async function npmPackages(): Promise<string> {
  const home = join(HOME, 'npm');
  const look = ['-e', 'require("etcd3"); require("@keyv/etcd")'];
  const installed = (): Promise<boolean> => works(process.execPath, look, {}, home);
  if (await installed()) return home;
  await installInto(home, 'npm', (folder) => [
    ...['install', '--prefix', folder, '--no-audit', '--no-fund', ...NPM_PACKAGES],
  ]);
  if (!(await installed()))
    throw new PeerUnavailable(`what npm installed in ${home} does not load: remove it`);
  return home;
}

async function pythonPackages(): Promise<Tools['python']> {
  const packages = join(HOME, 'python');
  const stubs = join(HOME, 'stubs');
  const look = ['-c', 'import grpc, grpc_tools.protoc, aetcd'];
  const installed = (): Promise<boolean> => works('python3', look, { PYTHONPATH: packages });
  if (!(await installed())) {
    await installInto(packages, 'python3', (folder) => [
      ...['-m', 'pip', 'install', '--disable-pip-version-check', '--target', folder, ...PYTHON_PACKAGES],
    ]);
    if (!(await installed())) {
      throw new PeerUnavailable(
        `what pip installed in ${packages} does not load: remove it, or look at python3 -m pip`,
      );
    }
  }
  await generateStubs(packages, stubs);
  return { program: 'python3', packages, stubs };
}

/** Anew for each run: the proto files are what is to be tried. */
async function generateStubs(packages: string, stubs: string): Promise<void> {
  await rm(stubs, { recursive: true, force: true });
  await mkdir(stubs, { recursive: true });
  const files = ['auth', 'kv', 'rpc'].map((name) => join('etcd', `${name}.proto`));
  await run(
    'python3',
    ['-m', 'grpc_tools.protoc', '-I', PROTO, '--python_out', stubs, '--grpc_python_out', stubs, ...files],
    { env: { ...process.env, PYTHONPATH: packages } },
  );
}

/** Whole or not at all. */
async function installInto(home: string, program: string, args: (folder: string) => string[]): Promise<void> {
  const partial = `${home}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  try {
    const failure = await attempt(program, args(partial), partial);
    if (failure !== undefined) {
      throw new PeerUnavailable(
        `${program} could not install what ${home} is for (${failure}): is its registry reachable?`,
      );
    }
    await rm(home, { recursive: true, force: true });
    await rename(partial, home).catch(() => cp(partial, home, { recursive: true }));
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function works(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
  cwd: string = HOME,
): Promise<boolean> {
  try {
    await run(program, [...args], { env: { ...process.env, ...env }, cwd });
    return true;
  } catch {
    return false;
  }
}
