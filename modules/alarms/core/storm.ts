// Many alarms of one kind at once have one cause: one card instead of 34 rows. Folded when looked at; the cases
// themselves know nothing of it, and each keeps its own record.
import { type Instant, MINUTE_MS, type Position } from '@lakiri/kit';
import type { Kind } from './kind.ts';

export type StormParams = {
  readonly casesMin: number;
  readonly withinMin: number;
  readonly withinKm: number;
};

/** §4.1 of the screens: five of a kind within ten minutes and ten kilometres. Configuration. */
export const STORM_PARAMS: StormParams = { casesMin: 5, withinMin: 10, withinKm: 10 };

/**
 * What a whole maker or feed may do at once, wherever its seals are: an outage, an update that reads a bit or a unit wrongly,
 * a cloud that opens. Where a truck is and how long it takes is no maker's, nor is an act of people.
 */
const OF_A_MAKER: Readonly<Record<Kind, boolean>> = {
  'seal-cut': true,
  'opened-no-order': true,
  'cover-opened': true,
  'unlock-refused': true,
  'off-route': false,
  'long-stop': false,
  silent: true,
  'battery-short': true,
  'opening-uncertain': true,
  'identity-doubted': true,
  'position-doubted': true,
  'jamming-suspected': true,
  'clock-jumped': true,
  'opened-outside': false,
  'device-removed': true,
  'tractor-trailer-split': false,
  'wrong-way': false,
  'forbidden-place': false,
  'stop-overdue': false,
  'night-move': false,
  'trip-time': false,
  'transit-period': false,
  'trip-distance': true,
  overspeed: true,
  'gps-lost': true,
  'power-cut': true,
  shock: true,
  'temperature-out': true,
  'humidity-out': true,
  'seal-mismatch': false,
  sos: true,
  accident: true,
  'driver-report': false,
  'stop-cluster': false,
};

export type StormCase = {
  readonly id: string;
  readonly kind: Kind;
  readonly openedAt: Instant;
  readonly place: Position | null;
  readonly maker: string | null;
};

export type Storm<C extends StormCase> = {
  readonly kind: Kind;
  /** What they have in common; the place is that of the first. */
  readonly by: { readonly place: Position } | { readonly maker: string };
  /** When the first of them was opened. */
  readonly since: Instant;
  /** Oldest first. */
  readonly cases: readonly C[];
};

/** The storms among these cases; a case is in one at most, by place before maker. The order given does not matter. */
export function stormsOf<C extends StormCase>(
  cases: readonly C[],
  params: StormParams = STORM_PARAMS,
): readonly Storm<C>[] {
  const inOrder = [...cases].sort(
    (a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  const storms: Storm<C>[] = [];
  const left = new Set(inOrder);
  const gather = (first: C, belongs: (other: C) => boolean, by: Storm<C>['by']): void => {
    const together = inOrder.filter(
      (other) => left.has(other) && isSoonAfter(first, other, params) && belongs(other),
    );
    if (together.length < params.casesMin) return;
    for (const one of together) left.delete(one);
    storms.push({ kind: first.kind, by, since: first.openedAt, cases: together });
  };
  for (const first of inOrder) {
    const { place } = first;
    if (place === null || !left.has(first)) continue;
    gather(first, (other) => isNear(place, other.place, params.withinKm), { place });
  }
  for (const first of inOrder) {
    const { maker } = first;
    if (maker === null || !left.has(first) || !OF_A_MAKER[first.kind]) continue;
    gather(first, (other) => other.maker === maker, { maker });
  }
  return storms.sort((a, b) => a.since - b.since);
}

function isSoonAfter(first: StormCase, other: StormCase, { withinMin }: StormParams): boolean {
  const afterMs = other.openedAt - first.openedAt;
  return other.kind === first.kind && afterMs >= 0 && afterMs <= withinMin * MINUTE_MS;
}

const KM_PER_DEG = 111.195;

/** Flat over a few kilometres, which is all that is asked here. */
function isNear(one: Position, other: Position | null, withinKm: number): boolean {
  if (other === null) return false;
  const northKm = (other.lat - one.lat) * KM_PER_DEG;
  const eastKm = (other.lon - one.lon) * KM_PER_DEG * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(northKm, eastKm) <= withinKm;
}
