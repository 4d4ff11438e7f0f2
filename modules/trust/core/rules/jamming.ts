import { distanceM } from '@lakiri/corridors';
import { isoOf, MINUTE_MS, positionOf } from '@lakiri/kit';
import { type Look, minutesOf, tenth } from '../look.ts';
import type { JamNumbers } from '../numbers.ts';
import type { Lost } from '../suspicion.ts';
import type { DoubtWhy } from '../why.ts';
import type { Weak } from './weak-signal.ts';

export type JamAfter = { readonly lost: Lost | null; readonly why: readonly DoubtWhy[] };

/** A truck that moved so long ago may have come to rest under a roof. */
const MOVED_MS_MAX = 10 * MINUTE_MS;
/** A tunnel of a few kilometres is through in this; a truck that has gone further without a fix drove in the open. */
const BLIND_MS_MIN = 5 * MINUTE_MS;
/** However often it reports: a tunnel with a network in it is through by then. */
const LOST_MS_MIN = 3.75 * MINUTE_MS;
const NONE: readonly DoubtWhy[] = [];

/**
 * R1: a truck that drives loses its fix while its reports keep coming, so that the network is there and the sky is
 * not. What the receiver still hears tells a jammer (nothing) from a roof or a bad aerial (a few satellites); a tunnel
 * mostly takes the network too, and then nothing is live, or what still comes is weak: such a report weighs as one that
 * does not say what it hears. The device's own word of jamming counts at once.
 */
export function jamming(
  look: Look,
  { lost, weak }: { readonly lost: Lost | null; readonly weak: Weak | null },
  numbers: JamNumbers,
): JamAfter {
  const { report } = look.reading;
  if (report.event?.type === 'tamper.jamming')
    return { lost, why: [{ code: 'jamming-reported', params: { at: isoOf(look.at) } }] };
  if (look.place !== null) return lost === null ? { lost, why: NONE } : found(look, lost, numbers);
  const isBlind = positionOf(report) === undefined;
  if (!isBlind || report.source !== 'live') return { lost, why: NONE };
  if (lost === null && !hasJustMoved(look, numbers)) return { lost, why: NONE };
  const after = goOn(look, { lost, weak }, numbers);
  return after.why.length === 0 ? after : { ...after, why: [...after.why, ...heard(look, weak)] };
}

/** Less is a shake, or an odometer that counts in whole kilometres and has just turned over. */
const ODOMETER_KM_MIN = 0.3;

function hasJustMoved(look: Look, { movingKmhMin }: JamNumbers): boolean {
  const { last, at, before, reading } = look;
  const { odometerKm: now } = reading.report;
  const { odometerKm: then } = before.live;
  if (now !== null && then !== null && now - then >= ODOMETER_KM_MIN) return true;
  if (last === null || (last.speedKmh ?? 0) < movingKmhMin) return false;
  return at - last.at <= MOVED_MS_MAX;
}

/** How the network was heard meanwhile. */
function heard({ at, reading }: Look, weak: Weak | null): readonly DoubtWhy[] {
  if (weak !== null) return [{ code: 'signal-weak', params: { at: isoOf(weak.since) } }];
  const isGood = reading.report.signal === 'good';
  return isGood ? [{ code: 'signal-good', params: { at: isoOf(at) } }] : NONE;
}

function goOn(
  look: Look,
  { lost, weak }: { readonly lost: Lost | null; readonly weak: Weak | null },
  numbers: JamNumbers,
): JamAfter {
  const { satellites } = look.reading.report;
  const { last, at } = look;
  const begun = lost ?? {
    lat: last?.lat ?? 0,
    lon: last?.lon ?? 0,
    since: last?.at ?? at,
    reports: 0,
    odds: 0,
    satellites,
    isRaised: false,
  };
  const more = oddsOf(satellites, weak, numbers);
  // What adds nothing is not remembered: a bad aerial is one change, not one a report.
  if (lost !== null && (lost.isRaised || more === 0)) return { lost, why: NONE };
  const odds = begun.odds + more;
  const isLong = at - begun.since >= LOST_MS_MIN;
  const isNow = !begun.isRaised && isLong && odds >= numbers.oddsMin;
  const after = {
    ...begun,
    reports: begun.reports + 1,
    odds,
    satellites,
    isRaised: begun.isRaised || isNow,
  };
  return { lost: after, why: isNow ? [blind(look, after)] : NONE };
}

function oddsOf(satellites: number | null, weak: Weak | null, numbers: JamNumbers): number {
  if (satellites === null) return numbers.unknownSatellitesOdds;
  if (satellites > 0) return numbers.fewSatellitesOdds;
  const { noSatelliteOdds, unknownSatellitesOdds } = numbers;
  return weak === null ? noSatelliteOdds : Math.min(noSatelliteOdds, unknownSatellitesOdds);
}

/** The fix is back: how far it came without one is the last evidence. */
function found(look: Look, lost: Lost, numbers: JamNumbers): JamAfter {
  const { place } = look;
  if (place === null || lost.isRaised) return { lost: null, why: NONE };
  const km = distanceM(lost, place) / 1_000;
  const hasMoved = km >= numbers.movedKmMin && place.at - lost.since >= BLIND_MS_MIN;
  if (!hasMoved || lost.odds + numbers.movedOdds < numbers.oddsMin)
    return { lost: null, why: NONE };
  const params = { km: tenth(km), minutes: minutesOf(place.at - lost.since) };
  return { lost: null, why: [blind(look, lost), { code: 'moved-without-fix', params }] };
}

function blind({ at }: Look, { reports, since, satellites }: Lost): DoubtWhy {
  const params = { reports, minutes: minutesOf(at - since), satellites };
  return { code: 'fix-lost-moving', params };
}
