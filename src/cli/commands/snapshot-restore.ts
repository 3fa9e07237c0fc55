/** `atollctl snapshot restore`: a snapshot file becomes the data folder of a member of a new cluster. */
import type { Command } from 'commander';
import type { MemberConfig } from '../../node/server-config.ts';
import { hexId } from '../../core/base/brands.ts';
import { addressOf, checkedName, namedUrls } from '../server/addresses.ts';
import { clusterIdOf, memberIdOf } from '../server/ids.ts';
import { CommandFailure, EXIT, FlagError } from '../failure.ts';
import { printReport } from '../ctl/report.ts';
import type { CtlContext } from '../ctl/context.ts';
import type { VerifiedSnapshot } from '../../node/snapshot/verify.ts';
import { verifyFile } from '../snapshot/files.ts';
import { restoreFile } from '../snapshot/restore-file.ts';

interface RestoreFlags {
  readonly dataDir?: string;
  readonly name: string;
  readonly initialCluster?: string;
  readonly initialClusterToken: string;
  readonly bumpRevision: string;
  readonly markCompacted: boolean;
}

/** What etcd's documentation names, a billion, leaves room for many restores below 2^53. */
const BUMP_MAX = 2 ** 50;

const HELP = `
Run it once for each member, with the same file, members and token, each with its own name and folder; then start them.
The token must be a new one: members of the old cluster that come back are turned away by it.

Everything is verified before anything is written. The folder must be empty or not there. Leases are kept and begin
anew; alarms are dropped. Of the writes that other regions had received from this one, those that are younger than the
file come back from them, and the region goes on under a new incarnation.

--bump-revision with --mark-compacted lets no client mistake the restored revisions for those it has seen: its watches
are told that their revision is compacted, and it reads anew. Kubernetes needs that.

  atollctl snapshot restore backup.snapshot --name m1 --data-dir /var/lib/atoll --initial-cluster-token restored-1 \\
    --initial-cluster m1=http://10.0.0.1:2380,m2=http://10.0.0.2:2380,m3=http://10.0.0.3:2380 \\
    --bump-revision 1000000000 --mark-compacted`;

export function defineSnapshotRestore(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('restore')
    .summary('make a data folder of a snapshot file')
    .description('Make the data folder of a member of a new cluster of a snapshot file.')
    .argument('<file>')
    .option('--data-dir <folder>', 'the folder to make (default: <name>.atoll)')
    .option('--name <name>', 'the member it is for', 'default')
    .option('--initial-cluster <members>', 'all members of the new cluster: name=url,name=url')
    .option('--initial-cluster-token <token>', 'a new one, that no earlier cluster had', 'atoll')
    .option('--bump-revision <count>', 'how many revisions to leave out', '0')
    .option('--mark-compacted', 'mark everything before as compacted; goes with --bump-revision', false)
    .addHelpText('after', HELP)
    .action(async (file: string, flags: RestoreFlags, command: Command) => {
      const context = contextOf(command);
      const bumpRevision = bumpOf(flags);
      const name = checkedName('--name', flags.name);
      const dataDir = flags.dataDir ?? `${name}.atoll`;
      const verified = await verifyFile(file);
      const plan = planOf(name, flags, verified);
      await restoreFile(file, { ...plan, name, dataDir, bumpRevision, verified });
      report(context, flags, { ...plan, name, dataDir, bumpRevision, verified });
    });
}

interface Plan {
  readonly region: string;
  readonly clusterId: bigint;
  readonly self: MemberConfig;
  readonly members: readonly MemberConfig[];
}

function planOf(name: string, flags: RestoreFlags, { header }: VerifiedSnapshot): Plan {
  // It goes into ids, files and flags: what a file says is checked like what an operator says.
  const region = checkedName('the file’s region', header.region);
  const names = { token: flags.initialClusterToken, region };
  if (flags.initialCluster === undefined) {
    throw new FlagError(
      '--initial-cluster is missing: list all members of the new cluster, name=url,name=url',
    );
  }
  const members = [...namedUrls('--initial-cluster', flags.initialCluster)].map(([each, peerUrls]) => ({
    ...{ id: memberIdOf(names, each), name: each, peerUrls },
    address: addressOf('--initial-cluster', peerUrls[0] ?? ''),
  }));
  const self = members.find((member) => member.name === name);
  if (self === undefined) throw new FlagError(`--initial-cluster must name this member, ${name}`);
  const ids = members.map(({ id }) => id);
  const clusterId = clusterIdOf(names, ids);
  const { voters, learners } = header.snapshot.conf;
  const old = new Set<bigint>([...voters, ...learners, header.memberId]);
  if (clusterId === header.clusterId || ids.some((id) => old.has(id))) {
    throw new FlagError(
      '--initial-cluster-token must be a new one: with this one a member of the cluster the file was taken from could ' +
        'come back with its old data and join',
    );
  }
  return { region, clusterId, self, members };
}

function bumpOf({ bumpRevision, markCompacted }: RestoreFlags): number {
  const bump = Number(bumpRevision);
  if (!/^\d{1,16}$/.test(bumpRevision) || bump > BUMP_MAX) {
    throw new FlagError(`--bump-revision: "${bumpRevision}" should be a whole number up to ${BUMP_MAX}`);
  }
  if (bump > 0 !== markCompacted) {
    throw new CommandFailure(
      '--bump-revision and --mark-compacted go together: without the mark clients would wait for revisions left out',
      EXIT.badArguments,
    );
  }
  return bump;
}

interface Done extends Plan {
  readonly name: string;
  readonly dataDir: string;
  readonly bumpRevision: number;
  readonly verified: VerifiedSnapshot;
}

function report(context: CtlContext, flags: RestoreFlags, done: Done): void {
  const { region, clusterId, self, name, dataDir, bumpRevision, verified } = done;
  const revision = verified.header.revision + bumpRevision;
  const start =
    `atoll server --name ${name} --region ${region} --data-dir ${dataDir} ` +
    `--initial-cluster ${flags.initialCluster ?? ''} --initial-cluster-token ${flags.initialClusterToken}`;
  const facts = { region, clusterId: hexId(clusterId), memberId: hexId(self.id), revision, dataDir };
  printReport(context, {
    columns: ['MEMBER', 'REGION', 'CLUSTER', 'REVISION', 'FOLDER'],
    rows: [[name, region, hexId(clusterId), String(revision), dataDir]],
    lines: [
      `Restored ${name} of region ${region} into ${dataDir}: revision ${revision}, cluster ${hexId(clusterId)}`,
      `When all members are restored, start each, with its own addresses: ${start}`,
    ],
    json: { name, ...facts, start },
  });
}
