import { nextFloat } from '../../../src/core/base/random.ts';
import type { Target } from '../target.ts';
import { ListeningConversation } from './listening.ts';
import { SealedConversation } from './sealed.ts';
import { StreamedConversation } from './streamed.ts';

const LISTENING = 0.5;
const SEALED = 0.25;

export const GOSSIP: Target = {
  input: 'a packet, a frame, a line’s content or a sealed datagram, sound or damaged',
  begin(random, tally, onFeed) {
    const kind = nextFloat(random);
    if (kind < LISTENING) return new ListeningConversation(random, tally, onFeed);
    if (kind < LISTENING + SEALED) return new SealedConversation(random, tally, onFeed);
    return new StreamedConversation(random, tally, onFeed);
  },
};
