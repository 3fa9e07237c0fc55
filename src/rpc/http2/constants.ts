/** The numbers of RFC 9113, and their names for logs. */

/** §6. */
export const FRAME = {
  DATA: 0x0,
  HEADERS: 0x1,
  PRIORITY: 0x2,
  RST_STREAM: 0x3,
  SETTINGS: 0x4,
  PUSH_PROMISE: 0x5,
  PING: 0x6,
  GOAWAY: 0x7,
  WINDOW_UPDATE: 0x8,
  CONTINUATION: 0x9,
} as const;

export const FLAG = { ACK: 0x1, END_STREAM: 0x1, END_HEADERS: 0x4, PADDED: 0x8, PRIORITY: 0x20 } as const;

/** §6.5.2. */
export const SETTING = {
  HEADER_TABLE_SIZE: 0x1,
  ENABLE_PUSH: 0x2,
  MAX_CONCURRENT_STREAMS: 0x3,
  INITIAL_WINDOW_SIZE: 0x4,
  MAX_FRAME_SIZE: 0x5,
  MAX_HEADER_LIST_SIZE: 0x6,
} as const;

/** §7. */
export const ERROR = {
  NO_ERROR: 0x0,
  PROTOCOL_ERROR: 0x1,
  INTERNAL_ERROR: 0x2,
  FLOW_CONTROL_ERROR: 0x3,
  SETTINGS_TIMEOUT: 0x4,
  STREAM_CLOSED: 0x5,
  FRAME_SIZE_ERROR: 0x6,
  REFUSED_STREAM: 0x7,
  CANCEL: 0x8,
  COMPRESSION_ERROR: 0x9,
  CONNECT_ERROR: 0xa,
  ENHANCE_YOUR_CALM: 0xb,
  INADEQUATE_SECURITY: 0xc,
  HTTP_1_1_REQUIRED: 0xd,
} as const;

export type ErrorCode = (typeof ERROR)[keyof typeof ERROR];

export const FRAME_HEADER_BYTES = 9;
/** §6.5.2: what both sides may send before any setting says otherwise. */
export const FRAME_BYTES_DEFAULT = 16_384;
export const FRAME_BYTES_MOST = 16_777_215;
export const WINDOW_DEFAULT = 65_535;
export const HEADER_TABLE_DEFAULT = 4_096;
/** §6.9.1. */
export const WINDOW_MOST = 0x7fff_ffff;
export const STREAM_ID_MOST = 0x7fff_ffff;
/** §3.4: the first bytes of every client. */
export const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

const FRAME_NAMES: ReadonlyMap<number, string> = namesOf(FRAME);
const ERROR_NAMES: ReadonlyMap<number, string> = namesOf(ERROR);

export const describeFrame = (type: number): string => FRAME_NAMES.get(type) ?? `frame type ${type}`;

export const describeError = (code: number): string => ERROR_NAMES.get(code) ?? `error ${code}`;

function namesOf(numbers: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(numbers).map(([name, number]) => [number, name]));
}
