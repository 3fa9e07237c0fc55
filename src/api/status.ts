/** How a call ends when it does not end well: gRPC's numbers, and a text that says what to do. */
export const CODE = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type Code = (typeof CODE)[keyof typeof CODE];

export interface Status {
  readonly code: Code;
  readonly message: string;
}

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(CODE).map(([name, code]) => [code, name] as const),
);

export function describeStatus(status: Status): string {
  return `${NAMES.get(status.code) ?? status.code}: ${status.message}`;
}
