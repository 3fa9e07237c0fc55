/**
 * What each command does to the machine. Every branch first decides and then acts (machine A1); what acts leaves its
 * records, changes and signals in the effects, and the result is what the one who asked is told.
 */
import { assertNever, InvariantError, present } from '../base/assert.ts';
import { prefixRange } from '../base/bytes.ts';
import { FIRST_LEVEL } from '../base/feature-level.ts';
import { ADOPT_KEYS_MAX, adopt } from '../federation/adopt.ts';
import { captureLocal } from '../federation/capture.ts';
import { free } from '../federation/free.ts';
import {
  checkCoveredDeletes,
  checkCoveredPut,
  checkCoveredTxn,
  writesCovered,
} from '../federation/refusals.ts';
import { createRegion, renameRegion, takeRecord } from '../federation/region.ts';
import type { RegionState } from '../federation/region.ts';
import { applyRemote } from '../federation/remote.ts';
import type { VisibleChange } from '../federation/remote.ts';
import { removeRule, setRule } from '../federation/rule-space.ts';
import type { RuleOutcome } from '../federation/rule-space.ts';
import { noteReport } from '../federation/stability.ts';
import type { OriginTransaction } from '../federation/types.ts';
import { attachChanges, checkpointLeases, grantLease, revokeLease } from '../lease/lessor.ts';
import { acceptCompaction } from '../mvcc/compaction.ts';
import { range } from '../mvcc/range.ts';
import { executeDelete, executePut, executeTxn } from '../mvcc/txn.ts';
import type { Execution } from '../mvcc/txn.ts';
import type { DeleteRequest, Op, PutRequest, TxnRequest } from '../mvcc/types.ts';
import { applyRevision, deleteKeys } from '../mvcc/write.ts';
import type { Written } from '../mvcc/write.ts';
import { applyAlarm, hasAlarm } from './alarms.ts';
import { foundAtLevel, raiseLevel } from './level.ts';
import { refused } from './machine.ts';
import { publishMember, updateMember } from './membership.ts';
import type { CommandContext, Effects, Machine } from './machine.ts';
import type { Command, CommandResult, CommandType } from './types.ts';

const DONE: CommandResult = { type: 'done' };

/** What stands still while a member is known to hold damaged data: everything of the keyspace and its leases, as in etcd. */
const KEYSPACE_COMMANDS: ReadonlySet<CommandType> = new Set<CommandType>([
  'put',
  'delete',
  'txn',
  'compact',
  'lease-grant',
  'lease-revoke',
]);

export function applyCommand(machine: Machine, command: Command, context: CommandContext): CommandResult {
  if (KEYSPACE_COMMANDS.has(command.type) && hasAlarm(machine, 'corrupt')) return refused('corrupt');
  if (context.unstamped === true && needsStamp(machine, command)) return refused('clock-apart');
  switch (command.type) {
    case 'put':
      return put(machine, command.request, context);
    case 'delete':
      return deleteRange(machine, command.request, context);
    case 'txn':
      return txn(machine, command.request, context);
    case 'compact':
      return compact(machine, command.revision, context);
    case 'lease-grant':
      return leaseGrant(machine, command, context);
    case 'lease-revoke':
      return leaseRevoke(machine, command, context);
    case 'lease-checkpoint':
      context.effects.write(checkpointLeases(machine.lessor, command.remaining));
      return DONE;
    case 'alarm':
      return applyAlarm(machine, command, context.effects);
    case 'publish-member':
      publishMember(machine, command.member, context.effects);
      return DONE;
    case 'update-member':
      return updateMember(machine, command, context.effects);
    case 'change-membership':
      throw new InvariantError('a membership change stands among the commands of a batch');
    case 'refuse-membership':
      return refused(command.reason);
    case 'raise-level':
      return raiseLevel(machine, command, context.effects);
    case 'init-region':
      if (machine.federation === null && machine.restored === null)
        foundAtLevel(machine, command.level ?? FIRST_LEVEL, context.effects);
      machine.federation ??= nameRegion(machine, command);
      machine.restored = null;
      return DONE;
    case 'set-rule':
    case 'remove-rule':
    case 'adopt':
    case 'remote-transactions':
    case 'region-report':
    case 'federation-free':
      return federated(machine, command, context);
    default:
      return assertNever(command);
  }
}

/** Whatever becomes a transaction of this region. (A lease that ends waits for nobody: see capture K3.) */
function needsStamp({ federation }: Machine, command: Command): boolean {
  switch (command.type) {
    case 'set-rule':
    case 'remove-rule':
    case 'adopt':
      return true;
    case 'put':
    case 'delete':
    case 'txn':
      return federation !== null && writesCovered(federation.rules, command);
    default:
      return false;
  }
}

/** After an entry's last command: records that are written once per entry, however many commands changed them. */
export function finishEntry(machine: Machine, effects: Effects): void {
  const record = machine.federation === null ? null : takeRecord(machine.federation);
  if (record !== null) effects.write([record]);
}

function nameRegion(
  { restored }: Machine,
  { region, incarnation }: Command & { readonly type: 'init-region' },
): RegionState {
  const self = { region, incarnation };
  return restored === null ? createRegion(self) : renameRegion(restored.record, restored.rules, self);
}

/** Between a restore and its region's new name a write under a rule would be lost to the other regions. */
function refuseUnnamed({ restored }: Machine): CommandResult | null {
  if (restored === null || restored.rules.length === 0) return null;
  return refused('region-not-ready', 'it was restored and has not named its new incarnation yet');
}

function put(machine: Machine, request: PutRequest, context: CommandContext): CommandResult {
  if (hasAlarm(machine, 'nospace')) return refused('no-space');
  const unnamed = refuseUnnamed(machine);
  if (unnamed !== null) return unnamed;
  const covered = machine.federation === null ? null : checkCoveredPut(machine.federation.rules, request);
  if (covered !== null) return refused(covered.reason, covered.detail);
  return finish(machine, executePut(machine.keyspace, request, context.reader), context);
}

function deleteRange(machine: Machine, request: DeleteRequest, context: CommandContext): CommandResult {
  const covered = refuseUnnamed(machine) ?? coveredDeletes(machine, { type: 'delete', request });
  if (covered !== null) return covered;
  return finish(machine, executeDelete(machine.keyspace, request, context.reader), context);
}

function coveredDeletes({ federation, keyspace }: Machine, op: Op): CommandResult | null {
  if (federation === null) return null;
  const covered = checkCoveredDeletes(federation.rules, op, keyspace.live);
  return covered === null ? null : refused(covered.reason, covered.detail);
}

function txn(machine: Machine, request: TxnRequest, context: CommandContext): CommandResult {
  if (hasAlarm(machine, 'nospace') && writesValues(request)) return refused('no-space');
  const unnamed = refuseUnnamed(machine);
  if (unnamed !== null) return unnamed;
  const covered = machine.federation === null ? null : checkCoveredTxn(machine.federation.rules, request);
  if (covered !== null) return refused(covered.reason, covered.detail);
  const deletes = coveredDeletes(machine, { type: 'txn', request });
  if (deletes !== null) return deletes;
  return finish(machine, executeTxn(machine.keyspace, request, context.reader), context);
}

/** etcd's rule for a full store: transactions that could put are refused, deletes and reads pass. */
function writesValues(request: TxnRequest): boolean {
  return [...request.success, ...request.failure].some(
    (op) => op.type === 'put' || (op.type === 'txn' && writesValues(op.request)),
  );
}

function finish(machine: Machine, executed: Execution, context: CommandContext): CommandResult {
  if (!executed.ok) return refused(executed.refusal);
  written(machine, executed, context.effects);
  capture(machine, executed, context);
  return { type: 'op', result: executed.result };
}

/** The keyspace has changed: records, watchers and lease attachments follow. */
function written(machine: Machine, { changes }: Written, effects: Effects): void {
  if (changes.length === 0) return;
  effects.write(changes);
  effects.change(changes);
  attachChanges(machine.lessor, changes);
}

function capture(machine: Machine, { changes }: Written, context: CommandContext): void {
  if (machine.federation === null || changes.length === 0) return;
  const moment = { wallMs: context.wallMs, actor: context.user };
  const captured = captureLocal(machine.federation, changes, moment, context.reader.federation);
  originated(captured.transaction === null ? [] : [captured.transaction], context.effects);
  context.effects.write(captured.writes);
}

function originated(transactions: readonly OriginTransaction[], effects: Effects): void {
  if (transactions.length > 0) effects.signal({ type: 'federation-advanced' });
}

function compact(machine: Machine, revision: number, context: CommandContext): CommandResult {
  const accepted = acceptCompaction(machine.keyspace, revision);
  if (!accepted.ok) return refused(accepted.refusal);
  context.effects.write(accepted.writes);
  context.effects.signal({ type: 'compaction-accepted', revision });
  return { type: 'compacted' };
}

function leaseGrant(
  machine: Machine,
  { id, ttl }: Command & { readonly type: 'lease-grant' },
  context: CommandContext,
): CommandResult {
  if (hasAlarm(machine, 'nospace')) return refused('no-space');
  const granted = grantLease(machine.lessor, { id, ttl });
  if (!granted.ok) return refused(granted.refusal);
  context.effects.write(granted.writes);
  context.effects.signal({ type: 'lease-granted', lease: granted.lease });
  return { type: 'lease-granted', lease: granted.lease };
}

function leaseRevoke(
  machine: Machine,
  { id }: Command & { readonly type: 'lease-revoke' },
  context: CommandContext,
): CommandResult {
  const revoked = revokeLease(machine.lessor, id);
  if (!revoked.ok) return refused(revoked.refusal);
  const deleted = deleteKeys(machine.keyspace, revoked.keys);
  written(machine, deleted, context.effects);
  capture(machine, deleted, context);
  context.effects.write(revoked.writes);
  context.effects.signal({ type: 'lease-removed', id });
  return { type: 'lease-revoked' };
}

type FederatedCommand = Extract<
  Command,
  {
    readonly type:
      'set-rule' | 'remove-rule' | 'adopt' | 'remote-transactions' | 'region-report' | 'federation-free';
  }
>;

function federated(machine: Machine, command: FederatedCommand, context: CommandContext): CommandResult {
  const state = machine.federation;
  if (state === null) {
    return refused('region-not-ready', 'the region has not named its incarnation yet: try again in a moment');
  }
  switch (command.type) {
    case 'set-rule':
      return ruleChanged(setRule(state, command.rule, moment(context), context.reader.federation), context);
    case 'remove-rule':
      return ruleChanged(
        removeRule(state, command.prefix, moment(context), context.reader.federation),
        context,
      );
    case 'adopt':
      return adoptChunk(machine, state, command, context);
    case 'remote-transactions':
      for (const transaction of command.transactions) remote(machine, state, transaction, context);
      return DONE;
    case 'region-report':
      noteReport(state, command.region, command.applied);
      return DONE;
    case 'federation-free':
      context.effects.write(free(state, command, context.reader.federation).writes);
      return DONE;
    default:
      return assertNever(command);
  }
}

function moment(context: CommandContext): { readonly wallMs: number; readonly actor: string } {
  return { wallMs: context.wallMs, actor: context.user };
}

function ruleChanged(outcome: RuleOutcome, { effects }: CommandContext): CommandResult {
  switch (outcome.type) {
    case 'unchanged':
      return DONE;
    case 'unknown-rule':
      return refused('unknown-rule', 'no rule has exactly this prefix: see `atollctl replicate list`');
    case 'changed':
      effects.write(outcome.writes);
      originated([outcome.transaction], effects);
      for (const prefix of outcome.rulesChanged) effects.signal({ type: 'rule-changed', prefix });
      return DONE;
    default:
      return assertNever(outcome);
  }
}

/** One revision for all keys another region's transaction shows differently, or none (DESIGN §3, a replicated key). */
function remote(
  machine: Machine,
  state: RegionState,
  transaction: OriginTransaction,
  context: CommandContext,
): void {
  const at = { wallMs: context.wallMs, revisionIfChanged: machine.keyspace.currentRevision + 1 };
  const outcome = applyRemote(state, transaction, at, context.reader.federation);
  if (outcome.type !== 'applied') {
    if (outcome.type === 'refused')
      context.effects.signal({ type: 'remote-refused', detail: outcome.detail });
    return;
  }
  context.effects.write(outcome.writes);
  show(machine, outcome.visible, context.effects);
  context.effects.signal({ type: 'federation-advanced' });
  for (const prefix of outcome.rulesChanged) context.effects.signal({ type: 'rule-changed', prefix });
  for (const { id } of outcome.conflicts) context.effects.signal({ type: 'conflict-found', id });
}

function adoptChunk(
  machine: Machine,
  state: RegionState,
  { prefix, from, absent }: Command & { readonly type: 'adopt' },
  context: CommandContext,
): CommandResult {
  const found = absent === null ? keysFrom(machine, prefix, from, context) : { keys: [], more: false };
  const request = { prefix, from, absent, ...found };
  const effect = adopt(state, request, moment(context), context.reader.federation);
  context.effects.write(effect.writes);
  show(machine, effect.visible, context.effects);
  originated(effect.taken, context.effects);
  return { type: 'adopted', keys: effect.adopted, next: effect.next };
}

function keysFrom(
  machine: Machine,
  prefix: string,
  from: string,
  context: CommandContext,
): Pick<Parameters<typeof adopt>[1], 'keys' | 'more'> {
  const outcome = range(
    machine.keyspace,
    {
      range: { from, to: prefixRange(prefix).to },
      revision: 0,
      limit: ADOPT_KEYS_MAX,
      sortOrder: 'none',
      sortTarget: 'key',
      keysOnly: false,
      countOnly: false,
      minModRevision: 0,
      maxModRevision: 0,
      minCreateRevision: 0,
      maxCreateRevision: 0,
    },
    context.reader.readValue,
  );
  const result = present(outcome.ok ? outcome.result : null, 'a range of the present');
  return { keys: result.kvs, more: result.more };
}

function show(machine: Machine, visible: readonly VisibleChange[], effects: Effects): void {
  written(machine, applyRevision(machine.keyspace, visible), effects);
}
