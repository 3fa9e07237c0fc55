/** A verified snapshot in print: etcdctl's columns first, then ours. */
import { hexId } from '../../core/base/brands.ts';
import type { VerifiedSnapshot } from '../../node/snapshot/verify.ts';
import { describeBytes } from '../bytes-text.ts';
import type { Report } from '../ctl/report.ts';

const HASH_DIGITS = 8;

export function snapshotReport({ header, sha256, bytes, records, revisions }: VerifiedSnapshot): Report {
  const digest = Buffer.from(sha256).toString('hex');
  const hash = digest.slice(0, HASH_DIGITS);
  const { region, revision, compactRevision, keys, snapshot } = header;
  const taken = new Date(header.takenMs).toISOString();
  const size = describeBytes(bytes);
  return {
    columns: ['HASH', 'REVISION', 'TOTAL KEYS', 'TOTAL SIZE', 'REGION', 'CLUSTER', 'INDEX', 'TERM', 'TAKEN'],
    rows: [
      [
        ...[hash, String(revision), String(keys), size, region, hexId(header.clusterId)],
        ...[String(snapshot.index), String(snapshot.term), taken],
      ],
    ],
    lines: [`${hash}, ${revision}, ${keys}, ${size}`],
    json: {
      ...{ hash: Number.parseInt(hash, 16), revision, totalKey: keys, totalSize: bytes, sha256: digest },
      ...{ region, clusterId: hexId(header.clusterId), memberId: hexId(header.memberId) },
      ...{ index: snapshot.index, term: snapshot.term, compactRevision, taken, records, revisions },
    },
  };
}
