/**
 * The machine's one way in from disk: records of all tables, in table order, become its memory. Used at start and after
 * a snapshot install.
 */
import {
  ALARMS_KEY,
  APPLIED_KEY,
  decodeAlarms,
  decodeApplied,
  decodeMemberRecord,
} from '../codec/state-apply.ts';
import type { AppliedMark } from '../codec/state-apply.ts';
import { decodeRegionRecord, decodeRuleRecord, REGION_KEY } from '../codec/state-federation.ts';
import { decodeLeaseRecord } from '../codec/state-lease.ts';
import { decodeIndexRecord, decodeMarks, MARKS_KEY } from '../codec/state-mvcc.ts';
import type { Machine } from '../core/apply/machine.ts';
import { logIndex, term } from '../core/base/brands.ts';
