/** What can be wrong with what a client sends, in the words it and the log are told. */
import { FIELDS_MAX } from '../hpack/decoder.ts';
import type { Cause, Trouble } from './causes.ts';
import { ERROR } from './constants.ts';
import type { ErrorCode } from './constants.ts';
import type { Budget } from './flood-guard.ts';
import { HEADER_LIST_BYTES_MAX } from './limits.ts';

const problem =
  (code: ErrorCode, cause: Cause) =>
  (reason: string): Trouble => ({ code, cause, reason });

export const protocol = problem(ERROR.PROTOCOL_ERROR, 'protocol');
export const malformed = problem(ERROR.PROTOCOL_ERROR, 'malformed-request');
export const frameSize = problem(ERROR.FRAME_SIZE_ERROR, 'frame-size');
export const streamClosed = problem(ERROR.STREAM_CLOSED, 'stream-closed');
export const compression = problem(ERROR.COMPRESSION_ERROR, 'compression');
const flowControl = problem(ERROR.FLOW_CONTROL_ERROR, 'flow-control');

export const WINDOW_OVERRUN = flowControl('more DATA than the window (§6.9)');
export const WINDOW_TOO_LARGE = flowControl('a window over 2^31-1 (§6.9.1)');

/** §10.5.1. */
export const HEADERS_TOO_LARGE = problem(
  ERROR.ENHANCE_YOUR_CALM,
  'headers-too-large',
)(`headers of more than ${HEADER_LIST_BYTES_MAX} bytes or ${FIELDS_MAX} fields`);

export const BLOCK_TOO_LONG = problem(
  ERROR.ENHANCE_YOUR_CALM,
  'header-block-too-long',
)('a header block of too many bytes or frames');

export const TOO_MUCH_UNREAD = problem(
  ERROR.ENHANCE_YOUR_CALM,
  'too-much-unread',
)('too many unfinished requests');

export const TOO_MUCH_QUEUED = problem(
  ERROR.ENHANCE_YOUR_CALM,
  'too-much-queued',
)('too many answers that the client does not take');

const tooMany = ({ cause }: Budget): Trouble =>
  problem(ERROR.ENHANCE_YOUR_CALM, cause)(cause.replaceAll('-', ' '));

/** One frame of a kind that is rationed. */
export const spend = (budget: Budget, nowMs: number): Trouble | null =>
  budget.spend(nowMs) ? null : tooMany(budget);
