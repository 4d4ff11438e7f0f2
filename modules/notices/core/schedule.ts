import { addMs, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { ChannelKind } from './channel.ts';

/** What Standard Webhooks 1.0 advises: some 75 hours in all, so that a weekend is survived. */
const SYSTEM_WAITS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const;
/** A person has nothing of an alarm that comes a day later. */
const PERSON_WAITS_MS = [
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  6 * HOUR_MS,
] as const;

const waitsOf = {
  webhook: SYSTEM_WAITS_MS,
  email: PERSON_WAITS_MS,
  sms: PERSON_WAITS_MS,
  push: PERSON_WAITS_MS,
} as const satisfies Record<ChannelKind, readonly number[]>;

/** Up to a fifth more, so that what failed together does not come back together. */
const SPREAD = 0.2;
/** What another side asks for with Retry-After is heeded up to this. */
const ASKED_WAIT_MS_MAX = 24 * HOUR_MS;

/** Tries before a delivery is given up. */
export function triesMax(kind: ChannelKind): number {
  return waitsOf[kind].length + 1;
}

/** When to try again after the `tries`th try failed at `at`; nothing where it was the last one. */
export function nextTryAt(failed: {
  readonly kind: ChannelKind;
  /** Tries made, 1 or more. */
  readonly tries: number;
  readonly at: Instant;
  /** 0 to 1, drawn at the edge. */
  readonly chance: number;
  /** What the other side asked for; 0 where it asked for nothing. */
  readonly askedWaitMs: number;
}): Instant | null {
  const wait = waitsOf[failed.kind][failed.tries - 1];
  if (wait === undefined) return null;
  const asked = Math.min(failed.askedWaitMs, ASKED_WAIT_MS_MAX);
  return addMs(failed.at, Math.max(Math.round(wait * (1 + SPREAD * failed.chance)), asked));
}
