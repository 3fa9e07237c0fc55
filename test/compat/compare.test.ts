import { expect } from 'chai';
import { compare } from './compare.ts';
import type { Outcome } from './etcdctl.ts';
import type { Intended } from './intended.ts';
import { normalise, remainingTtl } from './normalise.ts';

const outcome = (stdout: string, rest: Partial<Outcome> = {}): Outcome => ({
  end: 'exit 0',
  stdout,
  stderr: '',
  ...rest,
});

const intended: Intended = { id: 'x', why: 'newer', stdout: [['old', 'new <number>']] };

describe('the comparison of two answers', () => {
  it('calls the same answer equal', () => {
    expect(compare(outcome('a\n'), outcome('a\n'), undefined).kind).to.equal('equal');
  });

  it('notices another stdout, stderr or exit code', () => {
    for (const other of [outcome('b'), outcome('a', { stderr: 'x' }), outcome('a', { end: 'exit 1' })]) {
      expect(compare(outcome('a'), other, undefined).kind).to.equal('different');
    }
  });

  it('shows the lines that differ from both sides', () => {
    const verdict = compare(outcome('same\npeer\n'), outcome('same\nother\n'), undefined);
    expect(verdict).to.have.property('report').that.includes.members(['  - peer', '  + other']);
  });

  it('never accepts what neither side could finish', () => {
    const stuck = outcome('', { broken: 'did not end within 10 s' });
    expect(compare(stuck, stuck, undefined).kind).to.equal('different');
  });

  it('accepts exactly the intended difference', () => {
    expect(compare(outcome('old.'), outcome('new 17.'), intended).kind).to.equal('intended');
  });

  it('refuses another difference beside the intended one', () => {
    expect(compare(outcome('old.'), outcome('new 17!'), intended).kind).to.equal('different');
    expect(compare(outcome('old.'), outcome('new 0.'), intended).kind).to.equal('different');
    expect(compare(outcome('old.'), outcome('new 1.', { end: 'exit 1' }), intended).kind).to.equal(
      'different',
    );
  });

  it('refuses an intended difference that is gone', () => {
    expect(compare(outcome('old'), outcome('old'), intended).kind).to.equal('different');
  });
});

describe('the normalisation of an answer', () => {
  const identity = { names: [['fa7e', '<member>']] as const };

  it('hides the exact ids of a side and no others', () => {
    expect(normalise('fa7e beef', identity)).to.equal('<member> beef');
  });

  it('hides a term, but not a term of 0', () => {
    expect(normalise('"raft_term":7', identity)).to.equal('"raft_term":<term>');
    expect(normalise('"raft_term":0', identity)).to.equal('"raft_term":0');
  });

  it('hides a remaining time near the grant and shows any other', () => {
    expect(normalise('remaining(98s)', identity, [remainingTtl])).to.equal('remaining(<just granted>)');
    expect(normalise('remaining(-1s)', identity, [remainingTtl])).to.equal('remaining(-1s)');
  });
});
