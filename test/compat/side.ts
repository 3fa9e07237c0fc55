/**
 * One side of the comparison: a server, what was captured from its answers, and the etcdctl processes left running.
 */
import { assertNever } from '../../src/core/base/assert.ts';
import type { Capture, Command, Run } from './command.ts';
import { EtcdctlProcess, runEtcdctl, type Etcdctl, type Outcome } from './etcdctl.ts';
import { raiseAlarm } from './grpc.ts';
import { request } from './http.ts';
import { normalise, type Identity } from './normalise.ts';
import { ServerFailed, type Server } from './servers.ts';

const UNTIL_LIMIT_MS = 10_000;
const UNTIL_POLL_MS = 150;

interface Captured {
  readonly value: string;
  readonly as: Capture['as'];
}

export class Side {
  readonly server: Server;
  readonly #etcdctl: Etcdctl;
  readonly #captured = new Map<string, Captured>();
  readonly #running = new Map<string, EtcdctlProcess>();
  #known: readonly (readonly [string, string])[] = [];

  constructor(server: Server, etcdctl: string, scratch: string) {
    this.server = server;
    this.#etcdctl = { program: etcdctl, endpoint: server.client };
    this.#keep('client', server.client, 'revision');
    this.#keep('scratch', scratch, 'revision');
  }

  /** Reads the ids this server goes by, and refuses one that has a history. */
  async introduce(): Promise<void> {
    const members = await this.#call(['member', 'list', '-w', 'json']);
    const cluster = /"cluster_id":(\d+)/.exec(members)?.[1];
    const member = /"ID":(\d+)/.exec(members)?.[1];
    const peer = /"peerURLs":\["http:\/\/([^"]+)"/.exec(members)?.[1];
    if (cluster === undefined || member === undefined || peer === undefined) {
      throw new ServerFailed(
        `${this.server.title} does not list itself as a member (it said ${members.trim()}): check the server`,
      );
    }
    const revision = /"revision":(\d+)/.exec(await this.#call(['get', 'no-such-key', '-w', 'json']))?.[1];
    if (revision !== '1') {
      throw new ServerFailed(
        `${this.server.title} is at revision ${revision}: the list needs revision 1, so start it on an empty data dir`,
      );
    }
    this.#keep('member', BigInt(member).toString(16), 'revision');
    this.#known = [
      [this.server.client, '<client>'],
      [peer, '<peer>'],
      [this.#value('scratch'), '<scratch>'],
      ...idForms(cluster, BigInt(cluster), '<cluster>'),
      ...idForms(member, BigInt(member), '<member>'),
    ];
  }

  /** The normalised outcome of one command. */
  async execute(command: Command): Promise<Outcome> {
    const outcome = await this.#perform(command).catch((error: unknown): Outcome => ({
      end: 'not run',
      stdout: '',
      stderr: '',
      broken: String(error),
    }));
    if (command.kind === 'run' && command.capture !== undefined)
      this.#capture(command.capture, outcome.stdout);
    return {
      ...outcome,
      stdout: normalise(outcome.stdout, this.#identity(), command.normalise),
      stderr: normalise(outcome.stderr, this.#identity(), command.normalise),
    };
  }

  async #perform(command: Command): Promise<Outcome> {
    switch (command.kind) {
      case 'run':
        return this.#run(command);
      case 'bounded': {
        const child = this.#spawn(command.args);
        const heard = await child.hear(command.lines);
        return { ...(await child.interrupt()), ...brokenOf(heard) };
      }
      case 'start': {
        const child = this.#spawn(command.args);
        this.#running.set(command.process, child);
        if (command.stdin !== undefined) child.write(this.#fill(command.stdin));
        return child.hear(command.lines);
      }
      case 'say': {
        const child = this.#process(command.process);
        child.write(this.#fill(command.stdin));
        return child.hear(command.lines);
      }
      case 'stop': {
        const child = this.#process(command.process);
        const heard = await child.hear(command.lines);
        return { ...(await child.interrupt()), ...brokenOf(heard) };
      }
      case 'post':
        return request(this.server.client, command.path, {
          body: this.#fill(command.body),
          lines: command.lines,
        });
      case 'raise':
        return raiseAlarm(this.server.client, this.#fill('{{member}}'), command.alarm);
      case 'fetch':
        return request(this.server.client, command.path);
      default:
        return assertNever(command);
    }
  }

  async #run(command: Run): Promise<Outcome> {
    const args = command.args.map((arg) => this.#fill(arg));
    const stdin = typeof command.stdin === 'string' ? this.#fill(command.stdin) : command.stdin;
    const deadline = Date.now() + UNTIL_LIMIT_MS;
    for (;;) {
      const outcome = await runEtcdctl(this.#etcdctl, args, stdin);
      if (command.until === undefined || command.until.test(outcome.stdout)) return outcome;
      if (Date.now() > deadline) {
        return { ...outcome, broken: `did not come to ${command.until} within ${UNTIL_LIMIT_MS / 1000} s` };
      }
      await new Promise((resolve) => setTimeout(resolve, UNTIL_POLL_MS));
    }
  }

  async #call(args: readonly string[]): Promise<string> {
    const { end, stdout, stderr } = await runEtcdctl(this.#etcdctl, args);
    if (end !== 'exit 0') {
      throw new ServerFailed(
        `${this.server.title} refused "${args.join(' ')}": check that a server listens there\n${stderr.trim()}`,
      );
    }
    return stdout;
  }

  #spawn(args: readonly string[]): EtcdctlProcess {
    return new EtcdctlProcess(
      this.#etcdctl,
      args.map((arg) => this.#fill(arg)),
    );
  }

  #process(name: string): EtcdctlProcess {
    const child = this.#running.get(name);
    if (child === undefined) throw new Error(`no process ${name} was started`);
    return child;
  }

  #capture({ name, pattern, as }: Capture, stdout: string): void {
    const value = pattern.exec(stdout)?.[1];
    if (value !== undefined) this.#keep(name, value, as);
  }

  #keep(name: string, value: string, as: Capture['as']): void {
    this.#captured.set(name, { value, as });
  }

  #value(name: string): string {
    const captured = this.#captured.get(name);
    if (captured === undefined) throw new Error(`nothing was captured as ${name}`);
    return captured.value;
  }

  #fill(text: string): string {
    return text.replace(
      /\{\{(\w+)(?:([+-]\d+)|\.(decimal))?\}\}/g,
      (_all, name: string, offset?: string, decimal?: string) => {
        if (decimal !== undefined) return BigInt(`0x${this.#value(name)}`).toString();
        return offset === undefined ? this.#value(name) : String(Number(this.#value(name)) + Number(offset));
      },
    );
  }

  #identity(): Identity {
    const ids = [...this.#captured]
      .filter(([, { as }]) => as === 'id')
      .flatMap(([name, { value }]) => idForms(value, BigInt(`0x${value}`), `<${name}>`));
    return { names: [...ids, ...this.#known] };
  }
}

/**
 * The forms in which etcdctl prints an id: hexadecimal, with zeros before it or not, and decimal. A few of its words
 * pad with spaces instead, which shows only in the one id of sixteen that is shorter than 16 digits.
 */
function idForms(given: string, id: bigint, name: string): (readonly [string, string])[] {
  const hex = id.toString(16);
  const forms = [...new Set([given, hex.padStart(16, '0'), hex, id.toString()])];
  return [
    ...(hex.length < 16 ? [[` ${hex.padStart(16)}`, ` ${name}`] as const] : []),
    ...forms.map((form) => [form, name] as const),
  ];
}

const brokenOf = (heard: Outcome): Pick<Outcome, 'broken'> =>
  heard.broken === undefined ? {} : { broken: heard.broken };
