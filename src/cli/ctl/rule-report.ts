/** Replication rules as they are printed. */
import type { Rule } from '../../client/index.ts';
import { describeKey } from '../bytes-text.ts';
import { base64 } from './report.ts';
import type { Report } from './report.ts';

export function ruleReport(rules: readonly Rule[]): Report {
  return {
    columns: ['PREFIX', 'POLICY', 'CAS'],
    rows: rules.map(({ prefix, policy, cas }) => [describeKey(prefix), policy, cas]),
    lines: rules.map(({ prefix, policy, cas }) => `${describeKey(prefix)} -> ${policy}, cas: ${cas}`),
    json: { rules: rules.map(({ prefix, policy, cas }) => ({ prefix: base64(prefix), policy, cas })) },
  };
}
