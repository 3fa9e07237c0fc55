import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect } from 'chai';
import {
  claimFolder,
  foldersIn,
  identityOf,
  markStarted,
  recordBound,
  recordReplaced,
  refuseFolder,
} from '../../../src/cli/server/data-folder.ts';
import { foundingConfig, settledConfig } from '../../../src/cli/server/identity.ts';
import { hexId, memberId } from '../../../src/core/base/brands.ts';
import { defineServerFlags, readServerFlags } from '../../../src/cli/server/flags.ts';
import type { ServerConfig } from '../../../src/node/server-config.ts';

async function configOf(...args: string[]): Promise<ServerConfig> {
  const command = defineServerFlags(new Command('server'));
  command.parse(args, { from: 'user' });
  return (await readServerFlags(command)).config;
}

describe('a data folder', () => {
  let root: string;
  let folder: string;
  let config: ServerConfig;
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'atoll-data-'));
    folder = join(root, 'deep', 'm1');
    config = await configOf('--name', 'm1');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is made for its owner alone, and belongs to the member that claims it', () => {
    expect(refuseFolder(folder, 'm1', config)).to.equal(null);
    expect(statSync(folder).mode & 0o077).to.equal(0);
    expect(claimFolder(folder, 'm1', config)).to.equal(null);
    expect(existsSync(foldersIn(folder).stores)).to.equal(true);
    expect(refuseFolder(folder, 'm1', config)).to.equal(null);
    expect(claimFolder(folder, 'm1', config)).to.equal(null);
  });

  it('with anything else in it is refused and left as it is', () => {
    mkdirSync(join(folder, 'member', 'wal'), { recursive: true });
    expect(refuseFolder(folder, 'm1', config)).to.equal(
      `${folder} holds "member" and is not an Atoll data folder: name an empty or a new folder with --data-dir (data of ` +
        'etcd is not taken over)',
    );
    expect(readdirSync(folder)).to.deep.equal(['member']);
  });

  it('may hold what a file system puts there, and the rest of a first start that was cut short', () => {
    for (const name of ['lost+found', 'lock']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'atoll.json.new'), '{"for');
    expect(refuseFolder(folder, 'm1', config)).to.equal(null);
    expect(claimFolder(folder, 'm1', config)).to.equal(null);
  });

  it('of another member, region or creation is refused by what differs', async () => {
    claim(await configOf('--name', 'm1'));
    expect(refuseFolder(folder, 'm2', await configOf('--name', 'm2'))).to.contain(
      'belongs to member m1 of region default; this is m2 of region default',
    );
    expect(refuseFolder(folder, 'm1', await configOf('--name', 'm1', '--region', 'eu'))).to.contain(
      'of region eu',
    );
    const other = await configOf('--name', 'm1', '--initial-cluster-token', 'other');
    expect(refuseFolder(folder, 'm1', other)).to.contain('created with another --initial-cluster or');
  });

  it('with a damaged owner’s record is refused', () => {
    claim(config);
    for (const content of ['', '{"format":1}', 'null']) {
      writeFileSync(join(folder, 'atoll.json'), content);
      expect(refuseFolder(folder, 'm1', config), content).to.contain('atoll.json is damaged');
    }
  });

  it('of a newer release is refused', () => {
    claim(config);
    const owner = { format: 2, name: 'm1', region: 'default', cluster: '1', member: '1', started: true };
    writeFileSync(join(folder, 'atoll.json'), JSON.stringify(owner));
    expect(refuseFolder(folder, 'm1', config)).to.contain('was written by a newer release (format 2)');
  });

  it('whose member has started once is refused when the log is gone, and only then', () => {
    claim(config);
    const log = join(foldersIn(folder).disk, 'wal');
    expect(refuseFolder(folder, 'm1', config), 'the first start was cut short').to.equal(null);
    mkdirSync(log);
    writeFileSync(join(log, '1.wal'), '');
    expect(markStarted(folder, 'm1', config)).to.equal(null);
    expect(refuseFolder(folder, 'm1', config)).to.equal(null);
    rmSync(join(log, '1.wal'));
    expect(refuseFolder(folder, 'm1', config)).to.contain(`${log} is gone, with everything`);
    rmSync(log, { recursive: true });
    expect(refuseFolder(folder, 'm1', config)).to.contain('put it back');
  });

  const named = {
    name: 'm1',
    bootstrapExpect: 0,
    get dataDir() {
      return folder;
    },
  };
  function settledAs(flags: ServerConfig): ServerConfig {
    const settled = settledConfig({ ...named, config: flags });
    if (settled.type !== 'settled') throw new Error(`it ${settled.type}`);
    return settled.config;
  }

  it('remembers who its owner is, and of one that joined whom it was told of', async () => {
    expect(identityOf(folder)).to.equal(null);
    claim(config);
    expect(identityOf(folder)).to.deep.equal({
      clusterId: config.clusterId,
      self: config.self,
      started: false,
      joined: null,
      founders: null,
      replaces: null,
    });
    const list = 'm1=http://127.0.0.1:2380,m2=http://127.0.0.1:2390';
    const grown = await configOf('--name', 'm1', '--initial-cluster', list);
    const settled = settledAs(grown);
    expect(settled, 'the list has grown since').to.include({
      clusterId: config.clusterId,
      self: config.self,
    });

    rmSync(folder, { recursive: true });
    const joining = await configOf(
      '--name',
      'm1',
      '--initial-cluster',
      list,
      '--initial-cluster-state',
      'existing',
    );
    expect(settledConfig({ ...named, config: joining })).to.eql({ type: 'joins' });
    const joined = { ...joining, clusterId: 77n, self: memberId(78n) };
    claim(joined);
    const again = settledAs(await configOf('--name', 'm1'));
    expect(again).to.include({ clusterId: 77n, self: 78n, initialState: 'existing' });
    expect(again.members.map(({ name, address }) => [name, address])).to.deep.equal([
      ['m1', '127.0.0.1:2380'],
      ['m2', '127.0.0.1:2390'],
    ]);
    expect(refuseFolder(folder, 'm1', again)).to.equal(null);
  });

  it('is bound to the founders that agreed, until there is a log, and knows them ever after', async () => {
    const flags = await configOf('--name', 'm1', '--bootstrap-expect', '2');
    const founding = { ...named, config: flags, bootstrapExpect: 2 };
    expect(settledConfig(founding)).to.eql({ type: 'founds', config: flags, bound: null });
    const founders = ['m1', 'm2'].map((name, at) => ({ name, address: `127.0.0.1:23${at}0` }));
    const bound = { clusterId: 9n, founders };
    const agreed = foundingConfig(flags, 'atoll', bound);
    expect(recordBound(folder, 'm1', agreed)).to.equal(null);
    const again = settledConfig(founding);
    expect(again).to.deep.include({ type: 'founds', bound });
    expect(refuseFolder(folder, 'm1', agreed)).to.equal(null);
    markStarted(folder, 'm1', agreed);
    for (const bootstrapExpect of [0, 2]) {
      const settled = settledConfig({ ...founding, bootstrapExpect });
      expect(settled).to.have.nested.property('config.clusterId', 9n);
      expect(settled.type === 'settled' && settled.config.members.map(({ name }) => name)).to.eql([
        'm1',
        'm2',
      ]);
    }
  });

  it('whose member’s own log was set aside sends it to its region, and remembers the id it gets there', () => {
    claim(config);
    markStarted(folder, 'm1', config);
    const { disk } = foldersIn(folder);
    mkdirSync(join(disk, 'wal.damaged-20260131T235959Z.of-1234'));
    expect(refuseFolder(folder, 'm1', config), 'another id’s log').to.contain('its id is spent');
    mkdirSync(join(disk, `wal.damaged-20260131T235959Z.of-${hexId(config.self)}`));
    expect(refuseFolder(folder, 'm1', config)).to.equal(null);

    const [own] = config.members;
    const self = memberId(0x77n);
    const replaced: ServerConfig = {
      ...{ ...config, self, initialState: 'existing', replaces: config.self },
      members: [{ ...own!, id: self }],
    };
    expect(recordReplaced(folder, 'm1', replaced)).to.equal(null);
    const settled = settledAs(config);
    expect(settled).to.include({ self, initialState: 'existing', replaces: config.self });
    expect(refuseFolder(folder, 'm1', settled), 'it has no log yet').to.equal(null);
    markStarted(folder, 'm1', settled);
    expect(identityOf(folder)).to.include({ self, replaces: config.self });
    expect(refuseFolder(folder, 'm1', settled), 'a log that is gone is no damaged one').to.be.a('string');
  });

  it('that cannot be made is one line', () => {
    writeFileSync(join(root, 'deep'), '');
    expect(refuseFolder(folder, 'm1', config)).to.match(/^cannot use .*m1 as --data-dir: ENOTDIR/);
  });

  function claim(owner: ServerConfig): void {
    expect(refuseFolder(folder, 'm1', owner)).to.equal(null);
    expect(claimFolder(folder, 'm1', owner)).to.equal(null);
  }
});
