/** SETTINGS (RFC 9113 §6.5): what the client asks of us, checked as it comes, and what we ask of it. */
import {
  ERROR,
  FRAME_BYTES_DEFAULT,
  FRAME_BYTES_MOST,
  HEADER_TABLE_DEFAULT,
  SETTING,
  WINDOW_DEFAULT,
  WINDOW_MOST,
} from './constants.ts';
import type { Trouble } from './causes.ts';
import { uint16At, uint32At } from './frame-reader.ts';
import { HEADER_LIST_BYTES_MAX, STREAM_WINDOW_BYTES, STREAMS_MAX } from './limits.ts';

export interface PeerSettings {
  headerTableBytes: number;
  initialWindow: number;
  frameBytesMax: number;
  headerListBytesMax: number;
}

export const OWN_SETTINGS: readonly (readonly [number, number])[] = [
  [SETTING.MAX_CONCURRENT_STREAMS, STREAMS_MAX],
  [SETTING.INITIAL_WINDOW_SIZE, STREAM_WINDOW_BYTES],
  [SETTING.MAX_HEADER_LIST_SIZE, HEADER_LIST_BYTES_MAX],
];

const SETTING_BYTES = 6;

export const defaultSettings = (): PeerSettings => ({
  headerTableBytes: HEADER_TABLE_DEFAULT,
  initialWindow: WINDOW_DEFAULT,
  frameBytesMax: FRAME_BYTES_DEFAULT,
  headerListBytesMax: Infinity,
});

/** §6.5.3: values take effect in the order they stand in the frame. Returns what is wrong with them, or `null`. */
export function readSettings(
  settings: PeerSettings,
  bytes: Uint8Array,
  start: number,
  end: number,
): Trouble | null {
  if ((end - start) % SETTING_BYTES !== 0) {
    return { code: ERROR.FRAME_SIZE_ERROR, cause: 'frame-size', reason: 'SETTINGS of a broken length' };
  }
  for (let at = start; at < end; at += SETTING_BYTES) {
    const trouble = readSetting(settings, uint16At(bytes, at), uint32At(bytes, at + 2));
    if (trouble !== null) return trouble;
  }
  return null;
}

/** §6.5.2; unknown settings are ignored. */
function readSetting(settings: PeerSettings, setting: number, value: number): Trouble | null {
  switch (setting) {
    case SETTING.HEADER_TABLE_SIZE:
      settings.headerTableBytes = value;
      return null;
    case SETTING.ENABLE_PUSH:
      return value > 1 ? protocol('ENABLE_PUSH is neither 0 nor 1') : null;
    case SETTING.INITIAL_WINDOW_SIZE:
      if (value > WINDOW_MOST) {
        return {
          code: ERROR.FLOW_CONTROL_ERROR,
          cause: 'flow-control',
          reason: 'INITIAL_WINDOW_SIZE over 2^31-1',
        };
      }
      settings.initialWindow = value;
      return null;
    case SETTING.MAX_FRAME_SIZE:
      if (value < FRAME_BYTES_DEFAULT || value > FRAME_BYTES_MOST)
        return protocol('MAX_FRAME_SIZE out of range');
      settings.frameBytesMax = value;
      return null;
    case SETTING.MAX_HEADER_LIST_SIZE:
      settings.headerListBytesMax = value;
      return null;
    default:
      return null;
  }
}

const protocol = (reason: string): Trouble => ({ code: ERROR.PROTOCOL_ERROR, cause: 'protocol', reason });
