/** Alarms: replicated, so that every member refuses the same writes until an operator disarms them. */
import type { MemberId } from '../base/brands.ts';
import type { Effects, Machine } from './machine.ts';
import type { ActiveAlarm, Alarm, Command, CommandResult } from './types.ts';

export function hasAlarm(machine: Machine, alarm: Alarm): boolean {
  return machine.alarms.some((each) => each.alarm === alarm);
}

/** Answers with the alarms the command touched, as etcd does. */
export function applyAlarm(
  machine: Machine,
  command: Command & { readonly type: 'alarm' },
  effects: Effects,
): CommandResult {
  const { action, member, alarm } = command;
  const touched =
    action === 'activate' ? activate(machine, member, alarm) : deactivate(machine, member, alarm);
  if (touched.length > 0) {
    effects.write([{ type: 'put-alarms', alarms: machine.alarms }]);
    effects.signal({ type: 'alarms-changed' });
  }
  return { type: 'alarms', alarms: touched };
}

function activate(machine: Machine, member: MemberId | null, alarm: Alarm | null): readonly ActiveAlarm[] {
  if (member === null || alarm === null) return [];
  const active = { member, alarm };
  if (!machine.alarms.some((each) => each.member === member && each.alarm === alarm)) {
    machine.alarms = [...machine.alarms, active];
  }
  return [active];
}

/** `null` stands for every member, or every alarm. */
function deactivate(machine: Machine, member: MemberId | null, alarm: Alarm | null): readonly ActiveAlarm[] {
  const matches = (each: ActiveAlarm): boolean =>
    (member === null || each.member === member) && (alarm === null || each.alarm === alarm);
  const touched = machine.alarms.filter(matches);
  machine.alarms = machine.alarms.filter((each) => !matches(each));
  return touched;
}
