import { bufferMAt, diversionAt } from '@lakiri/corridors';
import { HOUR_MS, isoOf } from '@lakiri/kit';
import type { Look } from '../look.ts';
import type { Trip } from '../memory.ts';
import type { RuleVersion } from '../rule.ts';
import { type After, unmoved } from '../step.ts';

type Rule = RuleVersion<'trip-distance'>;

/** Of an odometer that only just began to count nothing follows. */
const SETTLING_KM = 1;

/**
 * A truck that has driven more, by its odometer, than the line between where it was first and where it is now is long,
 * by the limit and a slack: it was somewhere that nobody saw. Once a journey. An odometer that runs backwards, or faster
 * than a truck, was reset, and is begun anew; so is one on a diversion, whose kilometres are not those of the line. A late
 * reading says nothing: the next one has its kilometres.
 */
export function tripDistance(look: Look, known: Trip | null, rule: Rule): After<Trip> {
  const { odometerKm } = look.reading.report;
  const km = look.here?.km ?? null;
  if (!look.watched.underway) return unmoved<Trip>(null);
  if (odometerKm === null || km === null || look.folded.late) return unmoved(known);
  const begun: Trip = { since: look.at, raised: false, odometerKm, km };
  if (known === null) return unmoved(begun);
  if (known.raised) return unmoved(known);
  if (isDiverted(look)) return unmoved(begun);
  const { pctMax, slackKm, kmhMax } = rule.params;
  const drivenKm = odometerKm - known.odometerKm;
  const fastestKm = ((look.at - known.since) / HOUR_MS) * kmhMax + SETTLING_KM;
  if (drivenKm < 0 || drivenKm > fastestKm) return unmoved(begun);
  const lineKm = Math.abs(km - known.km);
  if (drivenKm <= (lineKm * pctMax) / 100 + slackKm) return unmoved(known);
  const params = {
    drivenKm: Math.round(drivenKm),
    lineKm: Math.round(lineKm),
    pctMax,
    slackKm,
    since: isoOf(known.since),
  };
  return { state: { ...known, raised: true }, why: [{ code: 'driven', params }] };
}

/** Off the road itself, and where a bulletin sends it. */
function isDiverted({ route, here }: Look): boolean {
  if (route === null || here === null) return false;
  if ((here.offM ?? 0) <= bufferMAt(route.route, here.km ?? 0)) return false;
  return diversionAt(route, here) !== undefined;
}
