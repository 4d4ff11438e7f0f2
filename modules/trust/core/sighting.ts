// By which connections a seal's readings came in this process. Nothing of it is history: it is lost with the process,
// and what it found out is in the frames' verdicts and in a fact.
import type { Instant } from '@lakiri/kit';

/** One connection that brought readings of a seal. */
export type Seen = {
  readonly peer: string;
  readonly at: Instant;
  /** Readings in a row that were stored already, long ago, with nothing new between. */
  readonly again: number;
};

export type Sighting = {
  /** Who told the newest. */
  readonly current: Seen;
  /** Who told before; the newest first. */
  readonly others: readonly Seen[];
  /** The newest device time told by any of them. */
  readonly newest: Instant;
  /** When a connection that had been left came back with news. */
  readonly turns: readonly Instant[];
  /** When the seal's readings were last folded by us, in our time. */
  readonly foldedAt: Instant;
};

/** What one frame brought, as far as it says who speaks. */
export type Told = {
  readonly peer: string;
  readonly at: Instant;
  /** The newest device time among its live readings that were not stored yet; null for none. */
  readonly fresh: Instant | null;
  /** Device times of its readings that were stored already. */
  readonly again: readonly Instant[];
};

/** A process that is not this one; which connection it was, the table of peers says. */
export const ELSEWHERE = 'another process';

/** More than these nobody needs to be told from one another. */
const OTHERS_MAX = 3;
const TURNS_MAX = 8;

/** The sighting after one more frame. The very object where a frame says nothing about who speaks. */
export function see(known: Sighting | null, told: Told): Sighting | null {
  const { peer, at, fresh } = told;
  if (known === null) {
    if (fresh === null) return null;
    const current = { peer, at, again: 0 };
    return { current, others: [], newest: fresh, turns: [], foldedAt: at };
  }
  if (fresh === null || fresh <= known.newest) return toldAgain(known, told);
  const seen = { peer, at, again: 0 };
  const base = { ...known, newest: fresh, foldedAt: at, current: seen };
  if (known.current.peer === peer) return base;
  const isBack = known.others.some((one) => one.peer === peer);
  const rest = known.others.filter((one) => one.peer !== peer);
  return {
    ...base,
    others: [known.current, ...rest].slice(0, OTHERS_MAX),
    turns: isBack ? [...known.turns, at].slice(-TURNS_MAX) : known.turns,
  };
}

/** Nothing new: a retransmission, a second path to the same device, or somebody who plays what he recorded. */
function toldAgain(known: Sighting, { peer, at, again }: Told): Sighting {
  if (again.length === 0 || known.current.peer === peer) return known;
  // What was just told comes by two ways to the same device: no two devices say the very same.
  const isEcho = again.some((one) => known.newest - one <= ECHO_MS);
  if (isEcho) return known.turns.length === 0 ? known : { ...known, turns: [] };
  const before = known.others.find((one) => one.peer === peer);
  const seen = { peer, at, again: (before?.again ?? 0) + again.length };
  const rest = known.others.filter((one) => one.peer !== peer);
  return { ...known, others: [seen, ...rest].slice(0, OTHERS_MAX) };
}

const ECHO_MS = 120_000; // a second path is slower by no more than this
