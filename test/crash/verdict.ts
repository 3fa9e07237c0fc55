/** How a round's verdict is told. */

/** The first ones say it; the rest would only bury them. */
const COMPLAINTS_SHOWN = 10;

export const verdictOf = (wrong: readonly string[]): string =>
  wrong.length === 0 ? 'ok' : `${wrong.length} WRONG`;

export function showComplaints(wrong: readonly string[]): void {
  for (const line of wrong.slice(0, COMPLAINTS_SHOWN)) console.log(`    ${line}`);
  if (wrong.length > COMPLAINTS_SHOWN) console.log(`    and ${wrong.length - COMPLAINTS_SHOWN} more`);
}
