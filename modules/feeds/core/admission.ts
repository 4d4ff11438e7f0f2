// What a feed may tell at once: batches in hand, records in a minute, and refusals worth a note.
import { type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { DoorCode } from './outcome.ts';

/** Batches of one feed in hand at once; they hold memory until their commit. */
export const IN_HAND_MAX = 4;
/** 3,000 seals that report each minute, and twenty minutes made good within one. */
export const RECORDS_PER_MINUTE_MAX = 60_000;
/** Refusals noted of one feed: who floods the door must not write to the disk with it. */
export const NOTES_PER_MINUTE_MAX = 30;
/** When what found no room may be told again: a commit that is slow takes no longer. */
const WAIT_S = 2;

/** What a feed has in hand, and what it has told and was refused in the present minute. */
export type Use = {
  readonly inHand: number;
  readonly minute: number;
  readonly records: number;
  readonly notes: number;
};
export const UNUSED: Use = { inHand: 0, minute: 0, records: 0, notes: 0 };

/** Each minute by our clock begins with nothing told. */
function useAt(use: Use, now: Instant): Use {
  const minute = Math.floor(now / MINUTE_MS);
  return use.minute === minute ? use : { inHand: use.inHand, minute, records: 0, notes: 0 };
}

export type NotAdmitted = {
  readonly code: Extract<DoorCode, 'too-many-requests' | 'busy'>;
  readonly detail: string;
  /** Seconds until it is worth trying again. */
  readonly waitS: number;
};

export type Asking = {
  readonly records: number;
  readonly now: Instant;
  /** The intake takes no more frames for the moment. */
  readonly isFull: boolean;
};

/** Takes so many records in hand, or says why not. */
export function admit(before: Use, { records, now, isFull }: Asking): Use | NotAdmitted {
  const use = useAt(before, now);
  if (use.inHand >= IN_HAND_MAX) {
    const detail = `${IN_HAND_MAX} batches are in hand`;
    return { code: 'too-many-requests', detail, waitS: WAIT_S };
  }
  if (use.records + records > RECORDS_PER_MINUTE_MAX) {
    const waitS = Math.ceil(((use.minute + 1) * MINUTE_MS - now) / SECOND_MS);
    const detail = `${RECORDS_PER_MINUTE_MAX} records a minute`;
    return { code: 'too-many-requests', detail, waitS };
  }
  if (isFull) return { code: 'busy', detail: 'the database is behind', waitS: WAIT_S };
  return { ...use, inHand: use.inHand + 1, records: use.records + records };
}

/** What was in hand has come to its end. */
export function settled(use: Use): Use {
  return { ...use, inHand: use.inHand - 1 };
}

/** The use with one refusal more noted; undefined when enough were in this minute. */
export function noted(before: Use, now: Instant): Use | undefined {
  const use = useAt(before, now);
  return use.notes < NOTES_PER_MINUTE_MAX ? { ...use, notes: use.notes + 1 } : undefined;
}
