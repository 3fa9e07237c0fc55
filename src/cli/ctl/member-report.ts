/** Members as etcdctl prints them, and ids as it takes them. */
import type { MemberList, RegionMember } from '../../client/index.ts';
import { hexId } from '../../core/base/brands.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import type { Report } from './report.ts';

export function memberReport({ clusterId, members }: MemberList): Report {
  return {
    columns: ['ID', 'STATUS', 'NAME', 'PEER ADDRS', 'CLIENT ADDRS', 'IS LEARNER'],
    rows: members.map((member) => [
      ...[hexId(member.id), member.name === '' ? 'unstarted' : 'started', member.name],
      ...[member.peerUrls.join(','), member.clientUrls.join(','), String(member.learner)],
    ]),
    json: { clusterId: hexId(clusterId), members: members.map(asJson) },
  };
}

/** With the highest feature level each member reads, where it is known, and the id it had before its log was damaged. */
export function memberListReport(
  list: MemberList,
  levels: ReadonlyMap<bigint, number>,
  replaced: ReadonlyMap<bigint, bigint>,
): Report {
  const { columns, rows } = memberReport(list);
  const levelOf = (at: number): number | undefined => levels.get(list.members[at]?.id ?? 0n);
  const beforeOf = (at: number): string | null => {
    const before = replaced.get(list.members[at]?.id ?? 0n);
    return before === undefined ? null : hexId(before);
  };
  return {
    columns: [...columns, 'LEVEL', 'REPLACES'],
    rows: rows.map((row, at) => [...row, String(levelOf(at) ?? ''), beforeOf(at) ?? '']),
    // As etcdctl has them, for whoever reads them with a program.
    lines: rows.map((row) => row.join(', ')),
    json: {
      clusterId: hexId(list.clusterId),
      members: list.members.map((member, at) => ({
        ...asJson(member),
        level: levelOf(at) ?? null,
        replaces: beforeOf(at),
      })),
    },
  };
}

/** A change is reported in a sentence, or as the list that it leaves. */
export function changeReport(list: MemberList, line: string): Report {
  return { ...memberReport(list), lines: [line] };
}

function asJson({ id, ...rest }: RegionMember): object {
  return { id: hexId(id), ...rest };
}

/** Hexadecimal, as `member list` prints it. */
export function memberIdFrom(text: string): bigint {
  if (/^[0-9a-fA-F]{1,16}$/.test(text)) return BigInt(`0x${text}`);
  throw new CommandFailure(
    `"${text}" is no member id: take one from the first column of "member list"`,
    EXIT.badArguments,
  );
}

export function peerUrlsFrom(text: string): string[] {
  return text.split(',').map((url) => url.trim());
}
