import { isoOf, MINUTE_MS } from '@lakiri/kit';
import type { Spell } from '../memory.ts';
import type { RuleVersion } from '../rule.ts';
import { type After, lasts, type Step, unmoved } from '../step.ts';

type Bounds = { readonly least: number; readonly most: number; readonly ease: number };

/** Warmer or colder than the cargo may be, for so long; over when it is within the limits by the ease. */
export function temperatureOut(
  { at, temperatureC }: Step,
  known: Spell | null,
  { params }: RuleVersion<'temperature-out'>,
): After<Spell> {
  if (temperatureC === null) return unmoved(known);
  const { minC, maxC, easeC } = params;
  const said = { at, ...against(temperatureC, { least: minC, most: maxC, ease: easeC }) };
  const { state, fires } = lasts(known, said, params.holdMin * MINUTE_MS);
  if (!fires || state === null) return unmoved(state);
  const told = { degreesC: temperatureC, minC, maxC, since: isoOf(state.since) };
  return { state, why: [{ code: 'temperature', params: told }] };
}

/** Moister or drier than the cargo may be, likewise. */
export function humidityOut(
  { at, humidityPct }: Step,
  known: Spell | null,
  { params }: RuleVersion<'humidity-out'>,
): After<Spell> {
  if (humidityPct === null) return unmoved(known);
  const { minPct, maxPct, easePct } = params;
  const said = { at, ...against(humidityPct, { least: minPct, most: maxPct, ease: easePct }) };
  const { state, fires } = lasts(known, said, params.holdMin * MINUTE_MS);
  if (!fires || state === null) return unmoved(state);
  const told = { pct: humidityPct, minPct, maxPct, since: isoOf(state.since) };
  return { state, why: [{ code: 'humidity', params: told }] };
}

function against(value: number, { least, most, ease }: Bounds): { on: boolean; off: boolean } {
  return {
    on: value < least || value > most,
    off: value >= least + ease && value <= most - ease,
  };
}
