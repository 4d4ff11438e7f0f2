import { locate, type RouteIndex } from '@lakiri/corridors';
import { addMs, type Instant, isoOf, MINUTE_MS, type Position, positionOf } from '@lakiri/kit';
import type { Folded, JourneyRef, Reading, ReportedOf, Seal } from '@lakiri/seals';
import type { Allowed } from './allowance.ts';
import type { Why } from './why.ts';

/** What the rules need to know of the journey. */
export type Watched = {
  readonly id: JourneyRef;
  /** Departed and not yet arrived: from here to there a truck is expected to move. */
  readonly underway: boolean;
  /** When it may stand where it stands; absent: never but in its route's stops. */
  readonly allowed?: Allowed;
  /** Orders to open that a transload names: they open where the truck stands. */
  readonly orders?: readonly string[];
  /** What people reported of it and this seal's rules are to tell, in the order of the reports. */
  readonly reports?: readonly ReportedOf[];
};

/** A position and, where the journey has a route, where along it. */
export type Here = Position & { readonly km: number | null; readonly offM: number | null };

/** Who stands behind what a seal tells: its maker, and its owner's name. */
export type Teller = { readonly maker: string; readonly owner: string | null };

/** One reading as the rules see it. */
export type Look = {
  /** Absent: nobody is named. */
  readonly teller?: Teller | undefined;
  readonly before: Seal;
  readonly folded: Folded;
  readonly reading: Reading;
  readonly watched: Watched;
  readonly route: RouteIndex | null;
  /** Device time, or ours where the device's cannot be right. */
  readonly at: Instant;
  readonly armedAt: Instant;
  /** The satellite fix of this reading when it is the newest; null for none, late, or already seen. */
  readonly here: Here | null;
};

export function hereOf(position: Position, route: RouteIndex | null): Here {
  if (route === null) return { lat: position.lat, lon: position.lon, km: null, offM: null };
  const { km, offM } = locate(route, position);
  return { lat: position.lat, lon: position.lon, km, offM };
}

/** The fix this reading brings, when it moved the seal's place on in time. A doubled fix is none. */
export function freshFix(before: Seal, folded: Folded, route: RouteIndex | null): Here | null {
  const { place } = folded.seal.live;
  const known = before.live.place;
  if (place === null || place === known || (known !== null && place.at <= known.at)) return null;
  return hereOfPlace(place, route);
}

type Located = { readonly place: Position; readonly route: RouteIndex | null; readonly here: Here };
let last: Located | undefined;
let lastBut: Located | undefined;

/**
 * The same for a place that a seal keeps, asked again by its next reading and by whoever judges it twice: the last two
 * are remembered, by the very objects, which never change.
 */
export function hereOfPlace(place: Position, route: RouteIndex | null): Here {
  if (last?.place === place && last.route === route) return last.here;
  if (lastBut?.place === place && lastBut.route === route) return lastBut.here;
  const here = hereOf(place, route);
  lastBut = last;
  last = { place, route, here };
  return here;
}

/** Where the alarm is put on the map: the reading's own fix, or the last one known before it. */
export function placeOfAlarm(look: Look): {
  readonly place: Here | null;
  readonly why: readonly Why[];
} {
  if (look.here !== null) return { place: look.here, why: [] };
  const said = look.folded.clock === 'right' ? positionOf(look.reading.report) : undefined;
  if (said !== undefined) return { place: hereOf(said, look.route), why: [] };
  const known = look.folded.seal.live.place;
  // A late reading without a fix says nothing of where: the newest place is of another time.
  if (known === null || look.folded.late) return { place: null, why: [] };
  const why: Why = { code: 'place-last-known', params: { at: isoOf(known.at) } };
  return { place: hereOf(known, look.route), why: [why] };
}

/** A reading that took longer than this to arrive is said to be late, whatever came before it. */
const TOLD_LATE_MS = 2 * MINUTE_MS;

/** What an officer must know about how the reading came. */
export function howTold({ folded, reading }: Look): readonly Why[] {
  const { receivedAt, report } = reading;
  if (folded.clock === 'ahead' || folded.clock === 'behind') {
    const said = report.occurredAt === null ? null : isoOf(report.occurredAt);
    return [{ code: 'device-clock-wrong', params: { verdict: folded.clock, said } }];
  }
  if (receivedAt <= addMs(folded.at, TOLD_LATE_MS)) return [];
  return [{ code: 'told-late', params: { minutes: minutesBetween(folded.at, receivedAt) } }];
}

/** Whole minutes from one instant to a later one; never negative. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor((to - from) / MINUTE_MS));
}
