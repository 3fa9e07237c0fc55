/** How a call can fail for its caller: one class whose `kind` says what to do about it. */
export type ClientErrorKind =
  /** No endpoint took the connection: nothing was sent. */
  | 'unreachable'
  /** Server and client do not accept each other's certificates, or one of them has none: nothing was sent. */
  | 'untrusted'
  /** No answer in time; a write may have happened or may still happen. */
  | 'timeout'
  /** The connection broke under way; a write may have happened. */
  | 'interrupted'
  /** The server answered that it will not or cannot; its own text says why. */
  | 'refused'
  /** The request could not even be formed. */
  | 'invalid';

export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly kind: ClientErrorKind;

  constructor(kind: ClientErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

export function describeClientError(error: ClientError): string {
  return `${error.kind}: ${error.message}`;
}
