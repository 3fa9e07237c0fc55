/** Bounds on what one request may ask for; etcd's defaults, since clients are written against them. */

/** A command's own bytes; etcd's `--max-request-bytes`. */
export const MAX_REQUEST_BYTES = 1.5 * 1024 * 1024;
/** What a transport accepts beyond it, so that a slightly larger request gets etcd's answer and not the transport's. */
export const REQUEST_OVERHEAD_BYTES = 512 * 1024;
export const MAX_RECEIVE_BYTES = MAX_REQUEST_BYTES + REQUEST_OVERHEAD_BYTES;
/** Compares or operations of a transaction; nested ones share what is left. etcd's `--max-txn-ops`. */
export const MAX_TXN_OPS = 128;
/** Transactions inside transactions: the encoder of the answer, too, must stay within its recursion limit. */
export const MAX_TXN_DEPTH = 40;
/** Seconds; etcd's own bound, about 285 years. */
export const MAX_LEASE_TTL = 9_000_000_000;
