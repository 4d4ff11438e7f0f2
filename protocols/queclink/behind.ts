import { type Cursor, readBlocks } from './blocks.ts';
import { durationMsOf, type Named, noteFields, numberOf } from './fields.ts';
import { BEHIND_STATE, isPeriodic, namesBehind } from './layouts.ts';
import { bitsOf } from './masks.ts';
import type { Family } from './models.ts';

export type Behind = {
  readonly type: string;
  readonly family: Family;
  /** Which blocks a `GTERI` carries. */
  readonly eriMask: string;
};

const MASK = /^[0-9A-Fa-f]{2}([0-9A-Fa-f]{2})?$/;
const STATE = /^[0-9A-Fa-f]{6}([0-9A-Fa-f]{4})?$/;
const PLACE_EXTRAS = ['satellites', 'hdop', 'vdop', 'pdop'] as const;

/**
 * Names what stands behind a place. In a vehicle's periodic report the device's state, behind the
 * battery, tells how many analog inputs the version has; where there is none, the family's table holds.
 */
export function readBehind(raw: Named, fields: readonly string[], behind: Behind): void {
  const { type, family } = behind;
  const state = isPeriodic(type) && hasState(family) ? stateIn(fields) : -1;
  if (state === -1) readByTable(raw, fields, behind);
  else {
    readInputs(raw, fields.slice(0, state - 1));
    noteFields(raw, fields.slice(state - 1, state + 1), ['battery', 'status'], '');
    readBehindState(raw, fields.slice(state + 1), behind);
  }
  dropOddMileage(raw);
  const hours = raw['hourMeter'];
  if (typeof hours === 'string') {
    const hoursMs = durationMsOf(hours);
    if (hoursMs !== null) raw['hourMeterMs'] = hoursMs;
  }
}

function hasState(family: Family): boolean {
  return family === 'vehicle' || family === 'counted';
}

/** Where six or ten hex digits follow a percentage or its empty field; -1 where nothing does. */
function stateIn(fields: readonly string[]): number {
  return fields.findIndex(
    (text, at) => at > 1 && STATE.test(text) && /^(\d{1,2}|100|)$/.test(fields[at - 1] ?? ''),
  );
}

/** The position append mask and its fields, mileage, hours, analog inputs. */
function readInputs(raw: Named, fields: readonly string[]): void {
  const [mask = ''] = fields;
  const extras = MASK.test(mask) ? bitsOf(mask).filter((bit) => bit < PLACE_EXTRAS.length) : [];
  const names = extras.map((bit) => PLACE_EXTRAS[bit]);
  noteFields(
    raw,
    fields,
    [undefined, ...names, 'mileage', 'hourMeter', 'adc1', 'adc2', 'adc3'],
    'after',
  );
}

function readBehindState(raw: Named, fields: readonly string[], behind: Behind): void {
  if (behind.type !== 'ERI') {
    noteFields(raw, fields, BEHIND_STATE, 'after');
    return;
  }
  const cursor: Cursor = { fields, at: 0 };
  // The kind of device at the serial port; counted lists have a reserved field and, with a sensor, both.
  const isCounted = behind.family === 'counted' && bitsOf(behind.eriMask).includes(0);
  const uart = fields.slice(0, isCounted ? 2 : 1);
  noteFields(raw, uart.slice(-1), ['uartDevice'], '');
  cursor.at = uart.length;
  readBlocks(raw, cursor, { mask: behind.eriMask, family: behind.family });
  noteFields(raw, fields.slice(cursor.at), [], 'after');
}

function readByTable(raw: Named, fields: readonly string[], behind: Behind): void {
  const names = namesBehind(behind.type, behind.family);
  const isWiredEri = behind.type === 'ERI' && behind.family === 'wired';
  const named = isWiredEri ? fields.slice(0, names.length) : fields;
  // What is reserved is a mask in newer versions, and brings its fields.
  const [mask = ''] = named;
  const extras = names[0] === 'reserved' && MASK.test(mask) ? bitsOf(mask) : [];
  const fits = extras.filter((bit) => bit < PLACE_EXTRAS.length);
  noteFields(
    raw,
    named,
    [...names.slice(0, 1), ...fits.map((bit) => PLACE_EXTRAS[bit]), ...names.slice(1)],
    'after',
  );
  if (behind.family === 'asset' && isPeriodic(behind.type)) noteLastAsBattery(raw, fields);
  if (!isWiredEri) return;
  const cursor: Cursor = { fields, at: names.length };
  noteFields(raw, fields.slice(cursor.at, cursor.at + 1), ['uartDevice'], '');
  cursor.at += 1;
  readBlocks(raw, cursor, { mask: behind.eriMask, family: behind.family });
  noteFields(raw, fields.slice(cursor.at), [], 'after');
}

/** A mileage has decimals; what stands in its place in some versions is a code or an interval. */
function dropOddMileage(raw: Named): void {
  const { mileage } = raw;
  if (mileage === undefined || typeof mileage === 'number') return;
  delete raw['mileage'];
  raw['beforeBattery'] = mileage;
}

/** GL200 and GL300: whatever else a version adds, the battery is the last field that is filled. */
function noteLastAsBattery(raw: Named, fields: readonly string[]): void {
  const last = fields.findLastIndex((text) => text !== '');
  const pct = numberOf(fields[last]);
  if (last > 0 && pct !== null && pct >= 0 && pct <= 100 && raw['battery'] === undefined)
    raw['battery'] = pct;
}
