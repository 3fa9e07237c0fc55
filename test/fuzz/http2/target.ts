import { nextFloat } from '../../../src/core/base/random.ts';
import type { Target } from '../target.ts';
import { GarbledConversation } from './garbled.ts';
import { SpokenConversation } from './spoken.ts';

const GARBLED = 0.4;

export const HTTP2: Target = {
  input: 'what a client says in one go: a frame, or a few that belong together, sound, forbidden or damaged',
  begin: (random, tally, onFeed) =>
    nextFloat(random) < GARBLED
      ? new GarbledConversation(random, tally, onFeed)
      : new SpokenConversation(random, tally, onFeed),
};
