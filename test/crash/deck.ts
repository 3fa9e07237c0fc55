/**
 * What troubles a run has for its region. Each kind of trouble is a card of a shuffled deck; so none is missing because
 * chance passed it by, and the order is still nobody's choice.
 *
 * K1. All cards are dealt before one is dealt again.
 */
import { present } from '../../src/core/base/assert.ts';
import { nextInteger } from '../../src/core/base/random.ts';
import type { Random } from '../../src/core/base/random.ts';
import type { Card } from './trouble/card.ts';

export class Deck<Dealt extends Pick<Card, 'name'> = Card> {
  /** How often each was dealt. */
  readonly dealt: ReadonlyMap<string, number>;
  private readonly counts = new Map<string, number>();
  private readonly cards: readonly Dealt[];
  private readonly random: Random;
  private left: Dealt[] = [];

  constructor(cards: readonly Dealt[], random: Random) {
    this.cards = cards;
    this.random = random;
    this.dealt = this.counts;
    for (const { name } of cards) this.counts.set(name, 0);
  }

  deal(): Dealt {
    if (this.left.length === 0) this.left = shuffled(this.cards, this.random);
    const card = present(this.left.pop(), 'a card');
    this.counts.set(card.name, present(this.counts.get(card.name), 'a count') + 1);
    return card;
  }

  /** How many deals until each was dealt once. */
  get size(): number {
    return this.cards.length;
  }
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  const order = [...all];
  for (let at = order.length - 1; at > 0; at--) {
    const other = nextInteger(random, 0, at);
    [order[at], order[other]] = [present(order[other], 'a card'), present(order[at], 'a card')];
  }
  return order;
}
