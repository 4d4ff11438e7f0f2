import { NO_BITS, type RawValue } from '@lakiri/kit';
import { layoutKey, STATE_FIELDS_MIN } from './layout.ts';
import type { Read, Reading, Said } from './report.ts';
import type { Field } from './text.ts';

/** Names whose field must be a whole number, and what one of it is in the unit of `raw`. */
const SCALES: Readonly<Record<string, readonly [name: string, divisor: number]>> = {
  voltageCv: ['voltage', 100],
  voltageMv: ['voltage', 1000],
  voltageDv: ['voltage', 10],
  voltage2Dv: ['voltage2', 10],
  speedDkmh: ['speedKmh', 10],
  lock: ['lock', 1],
  signal: ['signal', 1],
  percent: ['percent', 1],
  charging: ['charging', 1],
  satellites: ['satellites', 1],
};

/** Numbers longer than this are none that a lock sends. */
const DIGITS_MAX = 9;

/** Check-in, heartbeat and state, by the layout of the form; `undefined` for a word that is none. */
export function readState({ text, profile }: Reading): Read | undefined {
  const layout = profile.layouts.get(layoutKey(text.form, text.word));
  if (layout === undefined) return undefined;
  const { params } = text;
  if (params.length < STATE_FIELDS_MIN) return { code: 'too-few-fields', offset: text.wordAt };
  const values: Record<string, RawValue> = {};
  for (const [at, field] of params.entries()) {
    const read = readField(layout[at] || String(at + 1), field);
    if (read === undefined) return { code: 'bad-field', offset: field.from };
    values[read[0]] = read[1];
  }
  return { said: saidOf(values, profile.lockedValue) };
}

/** Name and value in `raw`; `undefined` for what should be a number and is none. */
function readField(name: string, field: Field): readonly [string, RawValue] | undefined {
  const [scaled, divisor] = (Object.hasOwn(SCALES, name) ? SCALES[name] : undefined) ?? [
    name,
    null,
  ];
  if (field.text === '') return [scaled, null];
  if (divisor === null) return [scaled, field.text];
  return isCount(field) ? [scaled, Number(field.text) / divisor] : undefined;
}

function isCount({ text }: Field): boolean {
  return /^\d+$/.test(text) && text.length <= DIGITS_MAX;
}

function saidOf(raw: Readonly<Record<string, RawValue>>, lockedValue: number): Said {
  const { lock = null, charging = null, percent, satellites, speedKmh } = raw;
  return {
    satellites: numberOr(satellites),
    speedKmh: numberOr(speedKmh),
    batteryPct: Number(percent ?? Number.NaN) <= 100 ? numberOr(percent) : null,
    bits: {
      ...NO_BITS,
      motorLocked: lock === null ? null : lock === lockedValue,
      charging: charging === null ? null : charging !== 0,
    },
    raw,
  };
}

function numberOr(value: RawValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
