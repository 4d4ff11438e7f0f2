import { dateIn, type Named, name, placeIn } from './fields.ts';

/** Universal reporting guide §1.2, §2.2: by bit of the map, from bit 1 (bit 0 is the id, always there). */
const MAPPED = [
  'model',
  'swVersion',
  'msgType',
  'date',
  'time',
  'cellId',
  'mcc',
  'mnc',
  'lac',
  'rxLevel',
  'lat',
  'lon',
  'speed',
  'course',
  'satellites',
  'fix',
  'inState',
  'outState',
] as const;
const TAILS: Readonly<Record<string, readonly string[]>> = {
  ALT: ['alertId', 'alertMod', 'alertData'],
  EMG: ['emergencyId', 'alertMod', 'alertData'],
  STT: ['mode', 'reportType', 'msgNum'],
  UEX: ['dataLength', 'data', 'checksum'],
};
const RESERVED_BIT = 22;
const ASSIGN_BIT = 23;
const MAP_BITS = 32;

/** Bits of the assign map whose meaning all models share. */
const ASSIGNED: Readonly<Record<number, string>> = { 0: 'batteryVoltage', 1: 'power' };

/** `HDR;DEV_ID;REPORT_MAP;…`: which fields there are, the map says. */
export function readMapped(said: Named, fields: readonly string[]): void {
  const [type = '', , map = '', ...body] = fields;
  const value = Number.parseInt(map, 16);
  const has = (bit: number): boolean => (value >>> bit) % 2 === 1;
  const names: (string | undefined)[] = MAPPED.filter((_, at) => has(at + 1));
  const tail = TAILS[type] ?? ['mode', 'reportType', 'msgNum'];
  names.push(...tail.filter((_, at) => has(at + 19)));
  if (has(RESERVED_BIT)) names.push(undefined);
  said['map'] = map;
  name(said, body.slice(0, names.length), names);
  readAssigned(said, body.slice(names.length), has(ASSIGN_BIT));
}

/** What the operator has the device add: named by a map of its own, or only counted. */
function readAssigned(said: Named, fields: readonly string[], hasMap: boolean): void {
  const [map = ''] = fields;
  if (!hasMap || !/^[0-9A-Fa-f]{1,8}$/.test(map)) {
    noteAssigned(said, fields);
    return;
  }
  said['assignMap'] = map;
  const value = Number.parseInt(map, 16);
  const bits = Array.from({ length: MAP_BITS }, (_, bit) => bit).filter(
    (bit) => (value >>> bit) % 2 === 1,
  );
  const values = fields.slice(1);
  name(
    said,
    values,
    bits.map((bit) => `assign${bit + 1}`),
  );
  bits.forEach((bit, at) => {
    const known = ASSIGNED[bit];
    if (known !== undefined && values[at] !== undefined) said[known] = values[at];
  });
}

function noteAssigned(said: Named, fields: readonly string[]): void {
  name(
    said,
    fields,
    fields.map((_, at) => `assign${at + 1}`),
  );
}

/** A report without a map (`BLE`, `TRV`): what a place and a time are is plain; the rest is counted. */
export function readUnmapped(said: Named, fields: readonly string[]): void {
  const date = dateIn(fields);
  const place = placeIn(fields, date === -1 ? 1 : date);
  const head = fields.slice(2, date === -1 ? 2 : date);
  name(said, head, ['model', 'swVersion', 'msgType']);
  if (date !== -1) name(said, fields.slice(date, date + 2), ['date', 'time']);
  if (place !== -1) name(said, fields.slice(place), ['lat', 'lon']);
}
