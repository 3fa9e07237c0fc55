/** Rows and columns for people: a ruled table as etcdctl draws it. Cells are printable text of one line. */
export function drawTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  const line = (cells: readonly string[]): string =>
    `|${widths.map((width, at) => ` ${(cells[at] ?? '').padEnd(width)} `).join('|')}|\n`;
  return rule + line(columns) + rule + rows.map(line).join('') + (rows.length === 0 ? '' : rule);
}

/** The same without rules, indented: for text that stands between other text. */
export function drawColumns(rows: readonly (readonly string[])[], indent: string): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  const line = (row: readonly string[]): string =>
    `${indent}${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
}
