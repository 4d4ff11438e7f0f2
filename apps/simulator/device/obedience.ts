// What a seal does when it is told to, and how soon. Most are awake and do it at once; some have a slow network or a stiff
// motor; a few hear nothing, as real ones do that sleep with their modem on.
import type { Chance } from '@lakiri/kit';
import type { LockEvent } from '../measurement.ts';

/** The truck performs it. `refused`: the password was wrong. */
export type Deed =
  | { readonly do: 'open' | 'refuse'; readonly how: LockEvent }
  | { readonly do: 'report' }
  | { readonly do: 'set-interval'; readonly everyS: number };

/** An order as the seal understood it. */
export type Ordered = {
  /** `null`: it does nothing that could be seen. */
  readonly deed: Deed | null;
  /** How it says that it heard; `undefined`: it has no word for that. */
  readonly answer: Uint8Array | undefined;
};

/** From hearing an order to answering it, and to having done it. */
type Obedience = { readonly answerMs: number; readonly deedMs: number } | 'deaf';

const DEAF = 0.04;
const SLOW = 0.12;

/** Drawn anew for each order. */
export function obedienceOf(chance: Chance): Obedience {
  const luck = chance.next();
  if (luck < DEAF) return 'deaf';
  if (luck < DEAF + SLOW)
    // Some of these are later than the minute in which an opening must be proved.
    return { answerMs: chance.integer(5_000, 20_000), deedMs: chance.integer(20_000, 75_000) };
  return { answerMs: chance.integer(300, 1_500), deedMs: chance.integer(1_600, 6_000) };
}
