/**
 * Broken invariants stop the process (DESIGN: "broken invariants assert; refusals are union values").
 * An `InvariantError` is never caught to go on: what it guards is state that other members rely on.
 */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Put together only when it is needed: a message with a number in it costs more than what most assertions guard. */
export type Message = string | (() => string);

export function assert(condition: boolean, message: Message): asserts condition {
  if (!condition) throw new InvariantError(textOf(message));
}

/** Ends an exhaustive switch: the compiler refuses a call with a member of the union left over. */
export function assertNever(value: never): never {
  throw new InvariantError(`unreachable: ${JSON.stringify(value)}`);
}

/** A value that an invariant says is there. */
export function present<T>(value: T | undefined | null, what: Message): T {
  if (value === undefined || value === null) throw new InvariantError(`missing: ${textOf(what)}`);
  return value;
}

function textOf(message: Message): string {
  return typeof message === 'string' ? message : message();
}
