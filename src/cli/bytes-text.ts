/** Keys and values for people. They are bytes: what is not printable text is shown in hexadecimal. */
const VALUE_CHARACTERS_MAX = 80;
const HEX_BYTES_MAX = 32;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

export function describeKey(key: Uint8Array): string {
  return printable(key) ?? hex(key);
}

/** Quoted, and cut when long: then its size stands behind it. */
export function describeValue(value: Uint8Array): string {
  const text = printable(value);
  if (text === null) return hex(value);
  if (text.length <= VALUE_CHARACTERS_MAX) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, VALUE_CHARACTERS_MAX))}... (${value.length} bytes)`;
}

export function describeBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** `null` when it is no text, or text that would not show. */
function printable(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return UNPRINTABLE.test(text) ? null : text;
  } catch {
    return null;
  }
}

function hex(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.subarray(0, HEX_BYTES_MAX)).toString('hex');
  return bytes.length <= HEX_BYTES_MAX ? `0x${shown}` : `0x${shown}... (${bytes.length} bytes)`;
}
