import { dateIn, type Named, name, placeIn } from './fields.ts';

const SA200 = /^SA200/;
const CELL_FIELDS: Readonly<Record<number, readonly string[]>> = {
  0: [],
  1: ['cell'],
  5: ['cellId', 'mcc', 'mnc', 'lac', 'rxLevel'],
};
const BEHIND_PLACE = ['lat', 'lon', 'speed', 'course', 'satellites', 'fix', 'distance', 'power'];

/** What stands behind the lines, by report (ST300 manual 1.41 §6). */
const TAILS: Readonly<Record<string, readonly string[]>> = {
  ALT: ['alertId'],
  EMG: ['emergencyId'],
  EVT: ['eventId'],
  STT: ['mode', 'msgNum'],
  UEX: ['dataLength', 'data', 'checksum'],
};
const METERS = ['hourMeter', 'batteryVoltage', 'msgType'];

/** `ST300STT;…`, `SA200ALT;…`: how many fields the cell has, the place behind it tells. */
export function readLegacy(said: Named, fields: readonly string[], type: string): boolean {
  const date = dateIn(fields);
  const place = placeIn(fields, date);
  if (date === -1 || place === -1) return false;
  const heads = SA200.test(fields[0] ?? '') ? ['swVersion'] : ['model', 'swVersion'];
  name(said, fields.slice(2, date), heads);
  name(said, fields.slice(date, date + 2), ['date', 'time']);
  const cell = fields.slice(date + 2, place);
  name(said, cell, CELL_FIELDS[cell.length] ?? []);
  const lines = place + BEHIND_PLACE.length;
  name(said, fields.slice(place, lines), BEHIND_PLACE);
  // The ST500 gives ignition and output apart.
  const isSplit = /^\d$/.test(fields[lines] ?? '') && /^\d$/.test(fields[lines + 1] ?? '');
  const hasSplit = isSplit && type === 'STT' && /^\d$/.test(fields[lines + 2] ?? '');
  name(said, fields.slice(lines, lines + (hasSplit ? 2 : 1)), hasSplit ? ['io', 'output'] : ['io']);
  readTail(said, fields.slice(lines + (hasSplit ? 2 : 1)), type);
  return true;
}

function readTail(said: Named, fields: readonly string[], type: string): void {
  const names = [...(TAILS[type] ?? [])];
  // Some firmware sends mode and number with an event too.
  if (type === 'EVT' && /^\d$/.test(fields[1] ?? '') && /^\d{4}$/.test(fields[2] ?? ''))
    names.push('mode', 'msgNum');
  name(said, fields.slice(0, names.length), names);
  const rest = fields.slice(names.length);
  const [hours = '', battery = '', kind = ''] = rest;
  const hasMeters =
    /^\d{1,10}$/.test(hours) && /^(\d{1,2}(\.\d{1,2})?|)$/.test(battery) && /^[01]$/.test(kind);
  if (!hasMeters) name(said, rest, []);
  else {
    name(said, rest.slice(0, METERS.length), METERS);
    readExtras(said, rest.slice(METERS.length));
  }
}

const DRIVER = /^[0-9A-Fa-f]{14}$|^[0-9A-Fa-f]{16}$/;
const THERMOMETER = /^([0-9A-Fa-f]{16}):([+-]?\d{1,3}(?:\.\d{1,2})?)$/;
const DECIMAL = /^-?\d{1,5}\.\d{1,3}$/;

/**
 * What a device is set to add, in this order: analog inputs (with decimals) or engine speed (without), the
 * driver's key and whether it is a known one, thermometers with their ids.
 */
function readExtras(said: Named, fields: readonly string[]): void {
  const driver = fields.findIndex((text) => DRIVER.test(text));
  const before = driver === -1 ? fields : fields.slice(0, driver);
  const isAdc = before.some((text) => DECIMAL.test(text));
  const isRpm = driver !== -1 && before.length === 1 && /^\d{1,5}$/.test(before[0] ?? '');
  const inputs = isAdc ? before.findLastIndex((text) => DECIMAL.test(text)) + 1 : 0;
  name(
    said,
    before.slice(0, inputs),
    before.slice(0, inputs).map((_, at) => `adc${at + 1}`),
  );
  name(said, before.slice(inputs), isRpm ? ['rpm'] : []);
  if (driver === -1) return;
  name(said, fields.slice(driver, driver + 2), ['driverUniqueId', 'driverKnown']);
  const rest: string[] = [];
  fields.slice(driver + 2).forEach((text, at) => {
    const [, id, degrees] = THERMOMETER.exec(text) ?? [];
    if (id === undefined || degrees === undefined) {
      if (text !== ':') rest.push(text);
      return;
    }
    said[`thermometer${at + 1}`] = id;
    said[`temp${at + 1}`] = degrees;
  });
  name(said, rest, []);
}

/** Four counts that no table of ours names, apart from what stands behind the places. */
const TRAVEL = ['travel1', 'travel2', 'travel3', 'travel4'] as const;

/** `ST300HTE;…`: a journey between two places; the second is where it ended. */
export function readTravel(said: Named, fields: readonly string[]): boolean {
  const date = dateIn(fields);
  const start = placeIn(fields, date);
  if (date === -1 || start === -1) return false;
  name(said, fields.slice(2, date), ['model', 'swVersion']);
  const head = ['date', 'time', 'distance', 'power', ...METERS];
  name(said, fields.slice(date, start), [...head, ...TRAVEL.slice(0, start - date - head.length)]);
  const end = placeIn(fields, start + 2);
  name(said, fields.slice(start, start + 2), ['startLat', 'startLon']);
  if (end !== -1) name(said, fields.slice(end, end + 2), ['lat', 'lon']);
  const rest = fields.slice((end === -1 ? start : end) + 2);
  const driver = rest.at(-1) ?? '';
  if (DRIVER.test(driver)) said['driverUniqueId'] = driver;
  name(said, DRIVER.test(driver) ? rest.slice(0, -1) : rest, []);
  return true;
}

/** `ST410STT;…`: one cell with timing, six neighbours, then the state and the place. */
export function readBeacon(said: Named, fields: readonly string[]): boolean {
  const date = dateIn(fields);
  const place = placeIn(fields, date);
  if (date === -1 || place === -1) return false;
  // Seven cells of six fields, battery, real time, number, mode and what a model adds stand before the date.
  const battery = fields.findIndex((text, at) => at > 2 && /^\d\.\d{2}$/.test(text));
  if (battery === -1 || battery > date) return false;
  const cells = battery - CELLS * CELL_SIZE;
  name(said, fields.slice(2, cells), ['swVersion', 'model', 'hwVersion']);
  for (let cell = 0; cell < CELLS; cell++) {
    const at = cells + cell * CELL_SIZE;
    const names = cell === 0 ? SERVING : NEIGHBOUR.map((it) => `cell${cell + 1}.${it}`);
    name(said, fields.slice(at, at + CELL_SIZE), names);
  }
  name(said, fields.slice(battery, date), ['batteryVoltage', 'msgType', 'msgNum', 'mode', 'state']);
  name(said, fields.slice(date, date + 2), ['date', 'time']);
  name(said, fields.slice(place), ['lat', 'lon', 'speed', 'course', 'satellites', 'fix']);
  return true;
}

const CELLS = 7;
const CELL_SIZE = 6;
const SERVING = ['cellId', 'mcc', 'mnc', 'rxLevel', 'lac', 'timing'] as const;
const NEIGHBOUR = ['cellId', 'mcc', 'mnc', 'lac', 'rxLevel', 'timing'] as const;

/** `ST910;Location;…`, `ST910;Alert;…`, with or without software version and cell. */
export function readAsset(said: Named, fields: readonly string[]): boolean {
  const date = dateIn(fields);
  const place = placeIn(fields, date);
  if (date === -1 || place === -1) return false;
  name(said, fields.slice(3, date), ['swVersion']);
  name(said, fields.slice(date, date + 2), ['date', 'time']);
  name(said, fields.slice(date + 2, place), ['cell']);
  const fix = place + 4;
  name(said, fields.slice(place, fix + 1), ['lat', 'lon', 'speed', 'course', 'fix']);
  // A voltage has decimals; newer firmware has distance and percentage in its place.
  const isOld = /^\d\.\d{1,2}$/.test(fields[fix + 1] ?? '');
  const supply = isOld ? ['batteryVoltage'] : ['distance', 'batteryPct'];
  const isAlert = fields[1] !== 'Location';
  const code = fields[1] === 'Emergency' ? 'emergencyId' : 'alertId';
  // Where newer firmware puts the code of an alert, no table of ours says.
  const alert = isOld ? [code, 'msgNum'] : [];
  const tail = isAlert ? alert : ['msgType', 'mode', 'msgNum'];
  const rest = fields.slice(fix + 1);
  // The oldest Location has no real-time flag.
  const isShort = isOld && !isAlert && rest.length < supply.length + tail.length;
  name(said, rest, [...supply, ...(isShort ? tail.slice(1) : tail)]);
  return true;
}
