import { expect } from 'chai';
import { TimerCompany } from '../../src/io/timer-company.ts';

describe('io/timer-company', () => {
  let company: TimerCompany;
  let fired: string[];
  const wait = (name: string, dueMs: number, then = (): void => undefined): (() => void) =>
    company.add(dueMs, () => {
      fired.push(name);
      then();
    });

  beforeEach(() => {
    company = new TimerCompany();
    fired = [];
  });

  it('fires nobody before its time, and all who are due at a wake, in the order of their times', () => {
    wait('third', 1_250);
    wait('second', 1_050.5);
    wait('first', 1_010);
    company.fireDue(1_009);
    expect(fired).to.deep.equal([]);
    company.fireDue(1_050.4);
    expect(fired).to.deep.equal(['first']);
    company.fireDue(60_000);
    company.fireDue(60_001);
    expect(fired).to.deep.equal(['first', 'second', 'third']);
  });

  it('fires nobody who left, not even one that another who is due at the same wake has leave', () => {
    const leave = wait('left', 1_000);
    wait('one', 1_000, () => leaveOther());
    const leaveOther = wait('other', 1_020);
    leave();
    company.fireDue(1_100);
    leave();
    expect(fired).to.deep.equal(['one']);
  });

  it('takes up who comes while others fire, for a later wake', () => {
    wait('one', 500, () => wait('again', 1_000));
    company.fireDue(999);
    expect(fired).to.deep.equal(['one']);
    company.fireDue(1_000);
    expect(fired).to.deep.equal(['one', 'again']);
  });
});
