// How many of a seal's frames are kept that say nothing new. A frame that brings a reading is always
// kept, and so is what only a person's order can bring (a reply). The others a device, or whoever plays
// one, can send without end: of heartbeats one a minute is kept, of all others so many. What is
// not kept is counted, and changes nothing: the link's time is as exact as its evidence, to the minute.
import { type Instant, type Message, MINUTE_MS } from '@lakiri/kit';

/** A time request, a password and a few retransmissions fit; a loop of them does not. */
export const OTHER_FRAMES_PER_MINUTE_MAX = 20;

/** What is used up of one minute. */
export type Ration = {
  readonly minute: number;
  readonly heartbeats: number;
  readonly others: number;
};

export const FULL_RATION: Ration = { minute: 0, heartbeats: 0, others: 0 };

/** Whether a frame without a new reading is kept, and what is left after it. */
export function draw(
  ration: Ration,
  message: Message,
  receivedAt: Instant,
): { readonly ration: Ration; readonly isKept: boolean } {
  if (isAlwaysKept(message)) return { ration, isKept: true };
  const minute = Math.floor(receivedAt / MINUTE_MS);
  const left = ration.minute === minute ? ration : { ...FULL_RATION, minute };
  if (message.kind === 'heartbeat') {
    const isKept = left.heartbeats === 0;
    return { ration: isKept ? { ...left, heartbeats: 1 } : left, isKept };
  }
  const isKept = left.others < OTHER_FRAMES_PER_MINUTE_MAX;
  return { ration: isKept ? { ...left, others: left.others + 1 } : left, isKept };
}

/** A text without a table of its own that the dialect confirms as stored must be stored. */
function isAlwaysKept({ kind, ack }: Message): boolean {
  return kind === 'reply' || (kind === 'unknown' && ack !== null);
}
