/** One answer in the three formats of `-w`. */
import { drawTable } from '../table.ts';
import type { CtlContext } from './context.ts';

export interface Report {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** For `simple`, when a row of cells with commas between would not read well. */
  readonly lines?: readonly string[];
  /** Bytes as base64 and 64-bit ids as hexadecimal text, so that no reader rounds them. */
  readonly json: unknown;
}

export function printReport({ terminal, format }: CtlContext, report: Report): void {
  switch (format) {
    case 'json':
      terminal.out(`${JSON.stringify(report.json)}\n`);
      return;
    case 'table':
      terminal.out(drawTable(report.columns, report.rows));
      return;
    case 'simple':
      for (const line of report.lines ?? report.rows.map((row) => row.join(', '))) terminal.out(`${line}\n`);
  }
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
