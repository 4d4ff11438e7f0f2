import type { Look } from '../look.ts';
import type { RuleVersion } from '../rule.ts';
import type { Why } from '../why.ts';

type Rule = RuleVersion<'battery-short'>;
export type BatteryAfter = { readonly short: boolean; readonly why: readonly Why[] | null };

/**
 * A battery that will be empty before the journey is over: what is left of the way, at the pace of a
 * transit, takes more than is left in it beside the reserve. A seal on charge is not short.
 */
export function batteryShort(look: Look, known: boolean, rule: Rule): BatteryAfter {
  const { batteryPct, bits } = look.folded.seal.live;
  const km = look.here?.km ?? null;
  if (look.route === null || km === null || batteryPct === null) return { short: known, why: null };
  const { paceKmh, reservePct, recoverPct } = rule.params;
  const remainingKm = look.route.totalKm - km;
  const { drainPctPerHour } = look.folded.seal.model;
  const needsPct = (remainingKm / paceKmh) * drainPctPerHour + reservePct;
  const charging = bits.charging === true;
  if (known) return { short: !charging && batteryPct < needsPct + recoverPct, why: null };
  if (charging || batteryPct >= needsPct) return { short: false, why: null };
  return {
    short: true,
    why: [
      {
        code: 'battery',
        params: {
          pct: Math.round(batteryPct),
          needsPct: Math.ceil(needsPct),
          remainingKm: Math.round(remainingKm),
        },
      },
    ],
  };
}
