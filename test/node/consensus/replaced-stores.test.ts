import { expect } from 'chai';
import { ReplacedStores } from '../../../src/node/consensus/replaced-stores.ts';
import { DONE } from '../../../src/ports/outcome.ts';

function desk(): { readonly stores: ReplacedStores; readonly done: string[] } {
  const done: string[] = [];
  const stores = new ReplacedStores({ remove: (name) => done.push(`removed ${name}`) });
  for (const name of ['state-1', 'state-2']) {
    stores.add(name, {
      abandon: (closed) => {
        done.push(`closed ${name}`);
        closed(DONE);
      },
    });
  }
  return { stores, done };
}

describe('node/consensus/replaced-stores', () => {
  it('go, closed first, when the log names one that came after them', () => {
    const { stores, done } = desk();
    stores.onRecorded('state-3');
    expect(done).to.eql(['closed state-1', 'removed state-1', 'closed state-2', 'removed state-2']);
    stores.onRecorded('state-3');
    expect(done).to.have.length(4);
  });

  it('stay as long as the log names them, though another serves already', () => {
    const { stores, done } = desk();
    stores.onRecorded('state-2');
    expect(done).to.eql(['closed state-1', 'removed state-1']);
    stores.onRecorded('state-3');
    expect(done.slice(2)).to.eql(['closed state-2', 'removed state-2']);
  });
});
