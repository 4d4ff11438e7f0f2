import { distanceM, type LineIndex, locate } from '@lakiri/corridors';
import { GAP_MS, momentAt, type Signal } from '../journeys/track.ts';

// Who is ahead of whom on one road, by what their seals said and nothing else: between two signals of one stretch a truck
// glides, in a silence it stands where it was last heard, and that is told.

/** Where a truck was along a route, signal by signal; `NaN`: it was off the route. */
export type Way = { readonly at: readonly number[]; readonly km: readonly number[] };

/** Fixes wander; two trucks that stand in one yard are not one ahead of the other. */
const LEVEL_KM = 0.2;

/** Follows a truck along a route; farther off than `offM` from its line it is not on it. */
export function wayOf(signals: readonly Signal[], line: LineIndex, offMax: number): Way {
  const at: number[] = [];
  const km: number[] = [];
  for (const signal of signals) {
    if (signal.place === null) continue;
    const found = locate(line, signal.place);
    at.push(signal.at);
    km.push(found.offM > offMax ? Number.NaN : found.km);
  }
  return { at, km };
}

export type Standing = {
  /** Along the route; `null` off it, or where the two have no route in common. */
  readonly km: number | null;
  /** How old what is known of it is, where that is a silence; 0 while it is heard. */
  readonly silentMs: number;
};

export type Difference = {
  /** `null`: not heard yet. */
  readonly mine: Standing | null;
  readonly other: Standing | null;
  readonly ahead: 'mine' | 'other' | 'level' | null;
  /** Along the route, never negative. */
  readonly routeKm: number | null;
  /** As the crow flies. */
  readonly straightM: number | null;
  /** How long before the one ahead was where the other is now; two ends where it was silent as it passed. */
  readonly behindMs: { readonly least: number; readonly most: number } | null;
};

export type Compared = {
  readonly mine: readonly Signal[];
  readonly other: readonly Signal[];
  /** Both along the same route; `undefined` where they have none in common. */
  readonly ways: { readonly mine: Way; readonly other: Way } | undefined;
};

/** The difference of two journeys on one clock at a moment of it. */
export function differenceAt({ mine, other, ways }: Compared, at: number): Difference {
  const one = standingAt(mine, ways?.mine, at);
  const two = standingAt(other, ways?.other, at);
  const straightM = straightAt(mine, other, at);
  const unknown = { mine: one, other: two, straightM };
  if (ways === undefined || one?.km == null || two?.km == null)
    return { ...unknown, ahead: null, routeKm: null, behindMs: null };
  const routeKm = Math.abs(one.km - two.km);
  if (routeKm < LEVEL_KM) return { ...unknown, ahead: 'level', routeKm, behindMs: null };
  const ahead = one.km > two.km ? 'mine' : 'other';
  const passed = passedAt(ways[ahead], Math.min(one.km, two.km), at);
  const behindMs = passed === undefined ? null : { least: at - passed.to, most: at - passed.from };
  return { ...unknown, ahead, routeKm, behindMs };
}

function standingAt(signals: readonly Signal[], way: Way | undefined, at: number): Standing | null {
  const moment = momentAt(signals, at);
  if (moment === undefined) return null;
  const km = way === undefined ? null : kmAt(way, at);
  return { km, silentMs: moment.silent ? moment.ageMs : 0 };
}

function straightAt(mine: readonly Signal[], other: readonly Signal[], at: number): number | null {
  const [one, two] = [momentAt(mine, at), momentAt(other, at)];
  return one === undefined || two === undefined ? null : distanceM(one, two);
}

/** Where it is along the route: between two signals of one stretch, else at the last one. */
export function kmAt({ at, km }: Way, moment: number): number | null {
  const index = lastAt(at, moment);
  const here = km[index];
  if (here === undefined || Number.isNaN(here)) return null;
  const from = at[index] ?? moment;
  const to = at[index + 1];
  const next = km[index + 1];
  if (to === undefined || next === undefined || Number.isNaN(next) || to - from > GAP_MS)
    return here;
  return here + ((next - here) * (moment - from)) / Math.max(1, to - from);
}

/**
 * When it last came past a kilometre, going on, up to a moment: an instant, or the two ends of the silence in which it
 * did. `undefined`: it has not been seen to.
 */
export function passedAt(
  { at, km }: Way,
  mark: number,
  moment: number,
): { readonly from: number; readonly to: number } | undefined {
  for (let index = lastAt(at, moment) + 1; index > 0; index--) {
    const before = km[index - 1] ?? Number.NaN;
    const after = km[index] ?? Number.NaN;
    if (!(before <= mark && mark < after)) continue;
    const from = at[index - 1] ?? 0;
    const to = at[index] ?? 0;
    if (from > moment) continue;
    if (to - from > GAP_MS) return { from, to: Math.min(to, moment) };
    const passed = from + ((to - from) * (mark - before)) / (after - before);
    if (passed <= moment) return { from: passed, to: passed };
  }
  return undefined;
}

const lastAt = (at: readonly number[], moment: number): number => {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};
