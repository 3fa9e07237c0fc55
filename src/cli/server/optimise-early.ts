/**
 * When V8 compiles a server's code for good. By default a function has to run through some 200 KB of bytecode first, which
 * a server that answers a request at a time takes minutes for, at two to three times the processor time for each. A server
 * runs for months and its code is small, so a third of that is enough to know its types by; at a tenth and less,
 * functions are compiled for what they met first, and again for what they meet later.
 */
import { setFlagsFromString } from 'node:v8';

/** Bytes of bytecode between two looks at a function; V8 compiles it at the third or a later look (default 67,584). */
const INTERRUPT_BUDGET_BYTES = 20_000;

export function optimiseEarly(): void {
  setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET_BYTES}`);
}
