import { type Instant, MINUTE_MS } from '@lakiri/kit';
import type { IdentityNumbers } from '../numbers.ts';
import type { Sighting } from '../sighting.ts';
import type { DoubtWhy } from '../why.ts';

/**
 * Two devices under one name: a connection that was left comes back with news, again and again. A device that connects
 * anew, or that its network gives another address, leaves the old connection for good; one that restarts likewise;
 * one with two ways to us tells the very same by both; one that changes from gateway to gateway opens another.
 */
export function twoPeers(
  { turns }: Sighting,
  liftedAt: Instant | null,
  numbers: IdentityNumbers,
): DoubtWhy | null {
  const last = turns.at(-1);
  if (last === undefined) return null;
  const near = turnsSince(turns, last, liftedAt, numbers);
  if (near < numbers.turnsMin) return null;
  return { code: 'two-peers', params: { turns: near, withinMin: numbers.windowMin } };
}

/** Turns within the window before `at`; what was before a person's lifting is dealt with. */
export function turnsSince(
  turns: readonly Instant[],
  at: Instant,
  liftedAt: Instant | null,
  { windowMin }: IdentityNumbers,
): number {
  const from = Math.max(at - windowMin * MINUTE_MS, liftedAt ?? 0);
  return turns.filter((turn) => turn > from).length;
}
