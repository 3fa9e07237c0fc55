/** What a client is shown: three members that serve, in the clear or with TLS, and how it is trusted there. */
import { spawn } from 'node:child_process';
import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MemberProcess } from '../support/changing-region.ts';
import type { Place } from '../support/changing-region.ts';
import { CA, CA_FILE, CERTIFICATES } from '../support/certificates.ts';
import { freePorts } from '../support/free-port.ts';
import { until } from '../support/until.ts';

const START_MS = 30_000;
const LIMIT_MS = 40_000;
const { server, client } = CERTIFICATES;

export type Transport = 'plain' | 'TLS';

export interface Target {
  readonly transport: Transport;
  /** `host:port` of each member. With TLS all want certificates of their clients but the last. */
  readonly addresses: readonly string[];
}

export const CREDENTIALS = { ca: CA, caFile: CA_FILE, ...client } as const;

export const urlOf = ({ transport }: Target, address: string): string =>
  `${transport === 'TLS' ? 'https' : 'http'}://${address}`;

export class Region {
  readonly target: Target;
  readonly #members: readonly MemberProcess[];

  private constructor(target: Target, members: readonly MemberProcess[]) {
    this.target = target;
    this.#members = members;
  }

  static async start(transport: Transport, scratch: string): Promise<Region> {
    const folder = join(scratch, transport);
    await mkdir(folder, { recursive: true });
    const ports = await freePorts(6);
    const places = ['m1', 'm2', 'm3'].map((name, at) => ({
      name,
      client: `127.0.0.1:${ports[2 * at]!}`,
      peer: `127.0.0.1:${ports[2 * at + 1]!}`,
    }));
    const addresses = places.map((place) => place.client);
    const cluster = places.map(({ name, peer }) => `${name}=http://${peer}`).join(',');
    const members = places.map(
      (place) =>
        new MemberProcess(place, folder, [
          ...['--initial-cluster', cluster],
          ...(transport === 'TLS' ? tlsFlags(place, place === places.at(-1)) : []),
        ]),
    );
    const region = new Region({ transport, addresses }, members);
    try {
      await until('three members to be healthy', () => region.#isHealthy(), START_MS);
    } catch (error) {
      await region.end();
      const said = members.flatMap(({ stderr }) => stderr.trim().split('\n').slice(-3)).join('\n');
      throw new Error(`the region (${transport}) did not start:\n${said}`, { cause: error });
    }
    return region;
  }

  async end(): Promise<void> {
    for (const { child } of this.#members) child.kill('SIGKILL');
    await until('the members to end', () => this.#members.every(({ exitCode }) => exitCode !== undefined));
  }

  async #isHealthy(): Promise<boolean> {
    const { target } = this;
    const answers = await Promise.all(
      target.addresses.map((address) => fetchText(target, address, '/health').catch(() => '')),
    );
    return answers.every((text) => text.includes('"health":"true"'));
  }
}

function tlsFlags(place: Place, isLast: boolean): string[] {
  return [
    ...['--listen-client-urls', `https://${place.client}`],
    ...['--cert-file', server.certFile, '--key-file', server.keyFile],
    // h2load has no certificate to show.
    ...(isLast ? [] : ['--trusted-ca-file', CA_FILE, '--client-cert-auth']),
  ];
}

/** Over HTTP/1.1. */
export function fetchText(target: Target, address: string, path: string): Promise<string> {
  const get = target.transport === 'TLS' ? getHttps : getHttp;
  const { ca, cert, key } = CREDENTIALS;
  return new Promise((resolve, reject) => {
    get(`${urlOf(target, address)}${path}`, { ca, cert, key, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve(text)).on('error', reject);
    }).on('error', reject);
  });
}

/** A program run to its end; its standard output, byte for byte. */
export function output(
  program: string,
  args: readonly string[],
  options: { readonly env?: Record<string, string>; readonly stdin?: Uint8Array } = {},
): Promise<Buffer> {
  const { env = {}, stdin } = options;
  const child = spawn(program, args, { env: { PATH: process.env['PATH'] ?? '', ...env } });
  const bound = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => err.push(bytes));
  child.stdin.on('error', () => undefined).end(stdin);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(bound);
      if (code === 0) resolve(Buffer.concat(out));
      else {
        const said = Buffer.concat([...err, ...out])
          .toString()
          .trim()
          .slice(-1_000);
        reject(new Error(`${program} ended with ${code ?? signal ?? 'nothing'}: ${said}`));
      }
    });
  });
}
