import { type Named, noteFields, numberOf, rawOf } from './fields.ts';
import { ACCESSORY, bitsOf, CAN, CAN_EXPANSION, CAN_EXPANSION_BIT, OBD } from './masks.ts';
import type { Family } from './models.ts';

/** Reads fields from left to right; past the end there are empty ones. */
export type Cursor = { readonly fields: readonly string[]; at: number };

function next(cursor: Cursor): string {
  const text = cursor.fields[cursor.at] ?? '';
  cursor.at += 1;
  return text;
}

function note(raw: Named, name: string, text: string): void {
  if (text !== '') raw[name] = rawOf(text);
}

const SENSORS_MAX = 19; // "Sensor number" and "Device number" have at most two digits, 1-19
const DEGREES_PER_STEP = 0.0625; // 1-wire: two's complement, sixteenths of a degree

/** A count of blocks; nothing where the field is no count. */
function countOf(cursor: Cursor): number {
  const count = numberOf(next(cursor)) ?? 0;
  return Number.isInteger(count) && count > 0 ? Math.min(count, SENSORS_MAX) : 0;
}

/** The blocks of `GTERI` behind the device's state, those that its mask names. */
export function readBlocks(
  raw: Named,
  cursor: Cursor,
  how: { mask: string; family: Family },
): void {
  const bits = bitsOf(how.mask);
  if (bits.includes(0)) readFuel(raw, cursor, how.family);
  if (bits.includes(1)) readOneWire(raw, cursor);
  if (bits.includes(2)) readCan(raw, cursor);
  if (bits.includes(3) || bits.includes(4)) {
    const count = countOf(cursor);
    for (let n = 1; n <= count; n++) {
      note(raw, `fuel${n}.type`, next(cursor));
      if (bits.includes(3)) note(raw, `fuel${n}.pct`, next(cursor));
      if (bits.includes(4)) note(raw, `fuel${n}.volume`, next(cursor));
    }
  }
  if (bits.includes(8)) readAccessories(raw, cursor);
}

/** A digital fuel sensor's level, in hex as it sends it. */
function readFuel(raw: Named, cursor: Cursor, family: Family): void {
  if (family !== 'counted') {
    noteFuel(raw, 'fuel', next(cursor));
    return;
  }
  const count = countOf(cursor);
  for (let n = 1; n <= count; n++) {
    note(raw, `fuel${n}.type`, next(cursor));
    noteFuel(raw, n === 1 ? 'fuel' : `fuel${n}`, next(cursor));
  }
}

function noteFuel(raw: Named, name: string, text: string): void {
  if (/^[0-9A-Fa-f]{1,8}$/.test(text)) raw[name] = Number.parseInt(text, 16);
  else note(raw, name, text);
}

/** Each with its id, its type (1: a thermometer) and what it says. */
function readOneWire(raw: Named, cursor: Cursor): void {
  const count = countOf(cursor);
  for (let n = 1; n <= count; n++) {
    const id = next(cursor);
    const type = next(cursor);
    const data = next(cursor);
    note(raw, `oneWire${n}.id`, id);
    if (type === '1' && /^[0-9A-Fa-f]{4}$/.test(data)) {
      const steps = Number.parseInt(data, 16);
      raw[`temp${n}`] = (steps > 0x7fff ? steps - 0x10000 : steps) * DEGREES_PER_STEP;
    } else note(raw, `oneWire${n}.data`, data);
  }
}

/** The vehicle's bus: how it is connected, the mask, and the fields of the mask. */
export function readCan(raw: Named, cursor: Cursor): void {
  note(raw, 'canState', next(cursor));
  const mask = cursor.fields[cursor.at] ?? '';
  if (!/^[0-9A-Fa-f]{4,8}$/.test(mask)) return;
  raw['canMask'] = next(cursor);
  const bits = bitsOf(mask);
  for (const bit of bits) {
    const name = CAN[bit];
    if (name !== undefined) noteCan(raw, name, next(cursor));
  }
  if (bits.includes(CAN_EXPANSION_BIT)) readExpansion(raw, cursor);
}

/** Bits between the last field that has a name and the expansion have none, so its mask is looked for. */
const UNNAMED_FIELDS_MAX = 7;

function readExpansion(raw: Named, cursor: Cursor): void {
  const { fields, at } = cursor;
  const ahead = fields.slice(at, at + UNNAMED_FIELDS_MAX);
  const found = ahead.findIndex((text) => /^[0-9A-Fa-f]{8}$/.test(text));
  if (found === -1) return;
  noteFields(raw, ahead.slice(0, found), [], 'can');
  cursor.at += found;
  const mask = next(cursor);
  raw['canExpansionMask'] = mask;
  for (const bit of bitsOf(mask)) {
    const name = CAN_EXPANSION[bit];
    if (name !== undefined) noteCan(raw, name, next(cursor));
  }
}

/** A letter says the unit: P per cent, L litres, H from the bus itself, I reckoned from pulses. */
function noteCan(raw: Named, name: string, text: string): void {
  const marked = /^([A-Z])(-?\d{1,10}(?:\.\d{1,6})?)$/.exec(text);
  if (marked === null || !MARKED.includes(name)) note(raw, name, text);
  else {
    raw[name] = Number(marked[2]);
    raw[`${name}.unit`] = marked[1] ?? null;
  }
}

const MARKED: readonly string[] = ['canOdometer', 'fuelConsumption', 'fuelLevel', 'adBlueLevel'];

/** `GTOBD`: the mask, and the fields of the mask. */
export function readObd(raw: Named, cursor: Cursor): void {
  const mask = next(cursor);
  raw['obdMask'] = mask;
  for (const bit of bitsOf(mask)) {
    const name = OBD[bit];
    if (name !== undefined) note(raw, name, next(cursor));
  }
}

/** Bluetooth accessories: index, type, model, data, mask, and the fields of the mask. */
function readAccessories(raw: Named, cursor: Cursor): void {
  const count = countOf(cursor);
  for (let n = 1; n <= count; n++) {
    for (const name of ['index', 'type', 'model', 'data'])
      note(raw, `accessory${n}.${name}`, next(cursor));
    readAccessory(raw, cursor, n);
  }
}

/** An accessory's mask and what it names. */
export function readAccessory(raw: Named, cursor: Cursor, n: number): void {
  for (const bit of bitsOf(next(cursor)))
    for (const name of ACCESSORY[bit] ?? []) note(raw, `accessory${n}.${name}`, next(cursor));
}
