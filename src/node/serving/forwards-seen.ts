/**
 * Which forwarded frames a leader has decided on in its term, so that copies change nothing (proposer P2).
 *
 * S1. A frame is new once. One that is too old to tell counts as seen: to leave a command unanswered costs its sender a
 *     time-out, to append it twice would be wrong.
 * S2. A frame is known by the life of its sender (its boot) and its number there; the lives of one member do not displace
 *     each other, since frames of an earlier life may still be on their way.
 */
/** How many frames of one life are remembered. */
export const FORWARDS_REMEMBERED_MAX = 4096;
/** Lives of members that forward within one term; frames of further ones count as seen. */
export const SENDERS_REMEMBERED_MAX = 1024;

interface Sender {
  readonly sequences: Set<number>;
  highest: number;
}

export class ForwardsSeen {
  private readonly senders = new Map<bigint, Sender>();

  /** A frame is good for one term, so nothing has to be known of an earlier one. */
  beginTerm(): void {
    this.senders.clear();
  }

  /** Says so once. */
  isNew({ boot, sequence }: { readonly boot: bigint; readonly sequence: number }): boolean {
    const sender = this.senders.get(boot) ?? this.newSender(boot);
    if (sender === null || sender.sequences.has(sequence)) return false;
    if (sequence <= sender.highest - FORWARDS_REMEMBERED_MAX) return false;
    sender.sequences.add(sequence);
    sender.highest = Math.max(sender.highest, sequence);
    // Not at each frame: looking for what has left the window costs a walk over all of it.
    if (sender.sequences.size > 2 * FORWARDS_REMEMBERED_MAX) forgetOld(sender);
    return true;
  }

  private newSender(boot: bigint): Sender | null {
    if (this.senders.size >= SENDERS_REMEMBERED_MAX) return null;
    const sender = { sequences: new Set<number>(), highest: 0 };
    this.senders.set(boot, sender);
    return sender;
  }
}

function forgetOld({ sequences, highest }: Sender): void {
  for (const sequence of sequences) {
    if (sequence <= highest - FORWARDS_REMEMBERED_MAX) sequences.delete(sequence);
  }
}
