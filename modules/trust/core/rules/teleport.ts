import { distanceM } from '@lakiri/corridors';
import { type Instant, MINUTE_MS } from '@lakiri/kit';
import type { Place } from '@lakiri/seals';
import { between, type Look, minutesOf, tenth } from '../look.ts';
import type { IdentityNumbers, PositionNumbers } from '../numbers.ts';
import type { Jump, Suspicion } from '../suspicion.ts';
import type { DoubtWhy } from '../why.ts';

export type JumpsAfter = {
  readonly jump: Jump | null;
  readonly returns: readonly Instant[];
  /** It jumped and stayed. */
  readonly why: DoubtWhy | null;
  /** One stream goes to and fro between two places: two devices under one name. */
  readonly twoTracks: DoubtWhy | null;
};

/** Returns further apart than this are two misfortunes, not one pattern. */
const RETURNS_MS = 60 * MINUTE_MS;
const RETURNS_MAX = 8;
/** A wild fix behind such a gap was within reach: only that the next one is back without reach shows it. */
const GAP_MS = 3 * MINUTE_MS;

/**
 * R9: a place that no truck reaches in that time. One such fix alone is what a receiver says on a cold start, so
 * the next one decides: there, it has jumped; back, it was an error, and errors that keep coming back are
 * two tracks. A gap in the reports only gives more time to get there, so ferries and dead zones are none.
 */
export function teleport(
  { place, last }: Look,
  { jump, returns }: Pick<Suspicion, 'jump' | 'returns'>,
  numbers: PositionNumbers & IdentityNumbers,
): JumpsAfter {
  const same = { jump, returns: recent(returns, place?.at), why: null, twoTracks: null };
  if (place === null || last === null) return same;
  const { km, kmh, ms } = between(last, place);
  const isFar = km >= numbers.jumpKmMin && kmh > numbers.jumpKmhMin;
  const isLeap = jump !== null && jump.kmh <= numbers.jumpKmhMin;
  const isBack = jump !== null && distanceM(place, jump.from) < distanceM(place, jump.to);
  if (jump !== null && isBack && (isFar || !isLeap))
    return back(jump, [...same.returns, place.at].slice(-RETURNS_MAX), numbers);
  if (isFar || (km >= numbers.jumpKmMin && ms >= GAP_MS))
    return {
      ...same,
      jump: { from: at(last), fromAt: last.at, to: at(place), at: place.at, km, kmh },
    };
  if (jump === null) return same;
  if (isLeap || !hasStayed(jump, place, numbers)) return { ...same, jump: null };
  const minutes = minutesOf(jump.at - jump.fromAt);
  const params = { km: tenth(jump.km), minutes, kmh: Math.round(jump.kmh) };
  return { ...same, jump: null, why: { code: 'jumped-to', params } };
}

/** At the place it jumped to, or at one that it cannot have driven to either: not merely on the way there. */
function hasStayed(jump: Jump, place: Place, { jumpKmhMin }: PositionNumbers): boolean {
  if (distanceM(place, jump.to) < jump.km * STAYED_M_PER_KM) return true;
  return between({ ...jump.from, at: jump.fromAt }, place).kmh > jumpKmhMin;
}

const STAYED_M_PER_KM = 250;

function back(jump: Jump, returns: readonly Instant[], numbers: IdentityNumbers): JumpsAfter {
  const isPattern = returns.length >= numbers.trackTurnsMin;
  const params = { turns: returns.length, km: tenth(jump.km) };
  const twoTracks: DoubtWhy | null = isPattern ? { code: 'two-tracks', params } : null;
  return { jump: null, returns, why: null, twoTracks };
}

function recent(returns: readonly Instant[], now: Instant | undefined): readonly Instant[] {
  const [oldest] = returns;
  if (oldest === undefined || now === undefined || now - oldest <= RETURNS_MS) return returns;
  return returns.filter((one) => now - one <= RETURNS_MS);
}

const at = ({ lat, lon }: { readonly lat: number; readonly lon: number }) => ({ lat, lon });
