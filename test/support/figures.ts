/** Numbers as people read them. */

/** `fraction` of all are at or below it. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * fraction) - 1)] ?? Number.NaN;
}

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
export const milliseconds = (ms: number): string => `${ms.toFixed(1)} ms`;
export const mebibytes = (bytes: number): string => `${(bytes / (1024 * 1024)).toFixed(0)} MiB`;
export const count = (number: number): string => number.toLocaleString('en');
