/** `grpc-timeout`: at most eight digits and a unit (gRPC over HTTP/2, "Timeout"). */

const TIMEOUT = /^(\d{1,8})([HMSmun])$/;

const UNIT_MS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/** `null`: it is none. */
export function readTimeoutMs(text: string): number | null {
  const match = TIMEOUT.exec(text);
  if (match === null) return null;
  const [, digits, unit] = match;
  return Number(digits) * (UNIT_MS[unit ?? ''] ?? 0);
}
