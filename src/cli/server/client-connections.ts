/**
 * How many clients each client port takes. Every connection is an open file, and a store or a log that cannot open one ends
 * the member: so clients get what the system allows less what this server needs for itself.
 */
const CONNECTIONS_MAX = 20_000;
/** A store's tables (LevelDB opens 1,000), the log, snapshots, the other members' connections (1,024), and room. */
const OWN_FILES_MAX = 2_048;

/** `openFilesMax`: `null` where it is not known or unlimited. */
export function clientConnectionsMax(openFilesMax: number | null, ports: number): number {
  if (openFilesMax === null) return CONNECTIONS_MAX;
  const left = Math.max(openFilesMax - OWN_FILES_MAX, openFilesMax / 2);
  return Math.min(CONNECTIONS_MAX, Math.floor(left / ports));
}
