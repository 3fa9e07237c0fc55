import { expect } from 'chai';
import { createRandom } from '../../src/core/base/random.ts';
import { Deck } from './deck.ts';

const CARDS = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name }));

const deal = (deck: Deck<{ readonly name: string }>, times: number): string =>
  Array.from({ length: times }, () => deck.deal().name).join('');

describe('the deck of a crash run', () => {
  it('deals every card before one again, pass after pass', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const deck = new Deck(CARDS, createRandom(seed));
      for (let pass = 0; pass < 4; pass++)
        expect([...deal(deck, CARDS.length)].sort().join(''), `seed ${seed}`).to.equal('abcdef');
      expect([...deck.dealt.values()]).to.deep.equal([4, 4, 4, 4, 4, 4]);
    }
  });

  it('is shuffled by the seed, and otherwise for another', () => {
    const orders = Array.from({ length: 20 }, (_, seed) => deal(new Deck(CARDS, createRandom(seed)), 12));
    expect(orders).to.deep.equal(
      Array.from({ length: 20 }, (_, seed) => deal(new Deck(CARDS, createRandom(seed)), 12)),
    );
    expect(new Set(orders).size).to.be.greaterThan(15);
  });

  it('knows which cards were never dealt', () => {
    const deck = new Deck(CARDS, createRandom(1));
    deal(deck, CARDS.length - 1);
    expect([...deck.dealt.values()].filter((times) => times === 0)).to.have.length(1);
  });
});
