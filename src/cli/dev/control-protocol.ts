/**
 * What commands and the supervisor say to each other over `.atoll/dev/control.sock`: one JSON object a line, one request
 * and one answer a connection. Both carry the protocol's version: the other side may be of another release.
 */
import { regionNamed, serverNamed } from './layout.ts';
import type { DevServer, RegionName } from './layout.ts';
import type { PlaygroundStatus } from './playground.ts';

export const CONTROL_VERSION = 1;
/** Far above any request or answer; beyond it the other side is not one of ours. */
export const CONTROL_LINE_BYTES_MAX = 64 * 1024;

export type ControlRequest =
  | { readonly command: 'status' }
  | { readonly command: 'start' }
  | { readonly command: 'kill'; readonly server: DevServer }
  | { readonly command: 'cut'; readonly region: RegionName }
  | { readonly command: 'heal' }
  | { readonly command: 'stop' };

export type ControlAnswer =
  | { readonly ok: true; readonly status?: PlaygroundStatus; readonly names?: readonly string[] }
  | { readonly ok: false; readonly error: string };

export type ReadRequest =
  { readonly ok: true; readonly request: ControlRequest } | { readonly ok: false; readonly error: string };

export function encodeRequest(request: ControlRequest): string {
  const target =
    request.command === 'kill'
      ? { server: request.server.name }
      : request.command === 'cut'
        ? { region: request.region }
        : {};
  return `${JSON.stringify({ version: CONTROL_VERSION, command: request.command, ...target })}\n`;
}

export function encodeAnswer(answer: ControlAnswer): string {
  return `${JSON.stringify({ version: CONTROL_VERSION, ...answer })}\n`;
}

export function readRequest(line: string): ReadRequest {
  const fields = parseLine(line);
  if (fields === null) return refuse('a request is one JSON object in one line');
  if (fields['version'] !== CONTROL_VERSION) {
    return refuse(
      `this playground speaks control version ${CONTROL_VERSION}: use the release that started it`,
    );
  }
  const { command, server, region } = fields as { command?: unknown; server?: unknown; region?: unknown };
  switch (command) {
    case 'status':
    case 'start':
    case 'heal':
    case 'stop':
      return { ok: true, request: { command } };
    case 'kill': {
      const found = serverNamed(String(server));
      return found === undefined
        ? refuse(`no server "${String(server)}"`)
        : accept({ command, server: found });
    }
    case 'cut': {
      const found = regionNamed(String(region));
      return found === undefined
        ? refuse(`no region "${String(region)}"`)
        : accept({ command, region: found });
    }
    default:
      return refuse(`no command "${String(command)}"`);
  }
}

/** `null`: not an answer of this protocol. */
export function readAnswer(line: string): ControlAnswer | null {
  const fields = parseLine(line);
  if (fields === null || typeof fields['ok'] !== 'boolean') return null;
  if (fields['version'] !== CONTROL_VERSION && fields['ok']) return null;
  return fields as unknown as ControlAnswer;
}

export function describeRequest(request: ControlRequest): string {
  return encodeRequest(request).trimEnd();
}

const accept = (request: ControlRequest): ReadRequest => ({ ok: true, request });
const refuse = (error: string): ReadRequest => ({ ok: false, error });

function parseLine(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
