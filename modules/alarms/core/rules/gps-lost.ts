import { isoOf, MINUTE_MS, positionOf } from '@lakiri/kit';
import { type Look, minutesBetween } from '../look.ts';
import type { NoFix } from '../memory.ts';
import type { RuleVersion } from '../rule.ts';
import { type After, unmoved } from '../step.ts';

type Rule = RuleVersion<'gps-lost'>;

/**
 * A seal under way that goes on reporting and no longer knows where it is: for so long while it drives, and for longer
 * while it stands, since a roof does that too. One that never had a fix in this watch has no receiver.
 */
export function gpsLost(look: Look, known: NoFix | null, rule: Rule): After<NoFix> {
  const { at, reading, before, folded } = look;
  if (!look.watched.underway) return unmoved<NoFix>(null);
  if (folded.late || folded.clock !== 'right') return unmoved(known);
  const { report } = reading;
  if (positionOf(report) !== undefined) return unmoved<NoFix>(null);
  const place = before.live.place;
  if (place === null || place.at < look.armedAt || at < place.at) return unmoved(known);
  const state = known ?? { since: at, raised: false, odometerKm: report.odometerKm };
  if (state.raised) return unmoved(state);
  const moves = isMoving(look, state, rule);
  const { movingMin, standingMin } = rule.params;
  if (at - state.since < (moves ? movingMin : standingMin) * MINUTE_MS) return unmoved(state);
  const params = { minutes: minutesBetween(state.since, at), moves, since: isoOf(state.since) };
  return { state: { ...state, raised: true }, why: [{ code: 'no-fix-for', params }] };
}

function isMoving({ reading }: Look, state: NoFix, { params }: Rule): boolean {
  const { speedKmh, odometerKm } = reading.report;
  if (speedKmh !== null && speedKmh >= params.movingKmh) return true;
  if (odometerKm === null || state.odometerKm === null) return false;
  return odometerKm - state.odometerKm >= params.movedKm;
}
