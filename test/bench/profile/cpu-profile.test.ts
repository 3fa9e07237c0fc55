/** A profile with known times, and what is made of it. */
import { expect } from 'chai';
import {
  areaOf,
  callTree,
  cutTo,
  nameOf,
  selfTimesBy,
  type CallFrame,
  type CpuProfile,
} from './cpu-profile.ts';
import { flameGraph } from './flame-graph.ts';

const frame = (functionName: string, url = ''): CallFrame => ({ functionName, url, lineNumber: 6 });
const STEP = frame('step', 'file:///srv/atoll/dist/core/raft/step.js');
const HANDLE = frame('handle', 'file:///srv/atoll/dist/node/consensus/consensus.js');

/** Ten samples of 100 µs: half idle, two of collecting garbage, two of `step`, called by `handle`, and one of itself. */
const PROFILE: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 4] },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('(garbage collector)') },
    { id: 4, callFrame: HANDLE, children: [5, 6] },
    { id: 5, callFrame: STEP },
    { id: 6, callFrame: frame('never & nowhere') },
  ],
  samples: [2, 2, 2, 2, 2, 3, 3, 4, 5, 5, 2],
  ...{ startTime: 1_000, endTime: 2_100 },
  timeDeltas: [7, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100],
};

describe('A processor profile', () => {
  it('says how long each area itself took, the longest first', () => {
    expect(selfTimesBy(PROFILE, areaOf)).to.deep.equal([
      ['idle', 500],
      ['garbage collection', 200],
      ['src/core/raft', 200],
      ['src/node/consensus', 100],
    ]);
  });

  it('adds up the same function under different callers', () => {
    const twice: CpuProfile = {
      nodes: [
        { id: 1, callFrame: frame('(root)'), children: [2, 3] },
        { id: 2, callFrame: STEP },
        { id: 3, callFrame: HANDLE, children: [4] },
        { id: 4, callFrame: STEP },
      ],
      samples: [2, 4, 3],
      ...{ startTime: 0, endTime: 30 },
      timeDeltas: [0, 10, 20],
    };
    expect(selfTimesBy(twice, nameOf)).to.deep.equal([['step core/raft/step.js', 30]]);
  });

  it('knows whose a function is by where it stands', () => {
    const areas = [
      frame('write', 'node:internal/streams/writable'),
      frame('get', 'file:///srv/atoll/node_modules/classic-level/index.js'),
      frame('read', 'file:///srv/atoll/node_modules/@grpc/grpc-js/build/src/server.js'),
      frame('fdatasync'),
      frame('main', 'file:///srv/atoll/dist/cli/main.js'),
    ].map(areaOf);
    expect(areas).to.deep.equal(['node', 'classic-level', '@grpc/grpc-js', 'native', 'src/cli']);
  });

  it('can be cut to what was sampled between two times', () => {
    const cut = cutTo(PROFILE, 1_500, 1_900);
    expect(cut.samples).to.deep.equal([3, 3, 4, 5]);
    expect(cut.timeDeltas).to.deep.equal([7, 100, 100, 100]);
    expect(cutTo(PROFILE, 3_000, 4_000).samples).to.deep.equal([]);
  });

  it('tells functions without a name by their place', () => {
    expect(nameOf(frame('', 'file:///srv/atoll/dist/io/a.js'))).to.equal('(anonymous) io/a.js:7');
  });

  it('is a tree in which a call takes what its own calls take too', () => {
    const [idle, , handle] = callTree(PROFILE).children;
    expect(idle?.total).to.equal(500);
    expect(handle?.total).to.equal(300);
    expect(handle?.children.map(({ total }) => total)).to.deep.equal([200]);
  });

  it('is drawn without what was idle: shares are of the time something ran', () => {
    const svg = flameGraph(PROFILE, 'a & b');
    expect(svg).to.contain('a &amp; b');
    expect(svg).not.to.contain('(idle)');
    expect(svg).to.contain('step core/raft/step.js (src/core/raft): 0.2 ms, 40.0 %');
    expect(widthOf(svg, 'handle')).to.be.closeTo(1_600 * 0.6, 0.1);
    expect(widthOf(svg, 'step')).to.be.closeTo(1_600 * 0.4, 0.1);
  });
});

function widthOf(svg: string, name: string): number {
  return Number(new RegExp(`<title>${name} [^\\n]*?width="([0-9.]+)"`).exec(svg)?.[1]);
}
