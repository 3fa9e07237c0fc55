/**
 * Randomised runs of whole groups. `RAFT_SEED=n` repeats one, `RAFT_SEEDS=from..to` runs a range.
 */
import { expect } from 'chai';
import { runChaos, type ChaosReport } from './support/chaos.ts';

const DEFAULT_SEEDS = 400;

function seeds(): number[] {
  const one = process.env['RAFT_SEED'];
  if (one !== undefined) return [Number(one)];
  const [from = '1', to = String(DEFAULT_SEEDS)] = (process.env['RAFT_SEEDS'] ?? '')
    .split('..')
    .filter(Boolean);
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i);
}

function run(seed: number): ChaosReport {
  try {
    return runChaos(seed);
  } catch (error) {
    const command = `RAFT_SEED=${seed} npx mocha test/core/raft/chaos.test.ts`;
    throw new Error(`seed ${seed}: ${String(error)}\nrepeat with: ${command}`, { cause: error });
  }
}

describe('a raft group in a hostile world', function () {
  this.timeout(0);

  it('never breaks a promise, and makes progress once the world has healed', () => {
    const total: Record<keyof ChaosReport, number> = {
      ...{ committed: 0, terms: 0, crashes: 0, snapshots: 0, readsAnswered: 0 },
      ...{ changes: 0, joint: 0, storesLost: 0, removedKnow: 0 },
    };
    const all = seeds();
    for (const seed of all) {
      const report = run(seed);
      for (const key of Object.keys(total) as (keyof ChaosReport)[]) total[key] += report[key];
    }
    if (all.length < DEFAULT_SEEDS) return;
    // A world in which little happens proves little.
    expect(total.committed / all.length).to.be.greaterThan(10);
    for (const count of Object.values(total)) expect(count).to.be.greaterThan(all.length / 10);
  });

  it('goes the same way for the same seed', () => {
    expect(runChaos(7)).to.deep.equal(runChaos(7));
  });
});
