import { isTime, type Named, numberOf } from './fields.ts';

/** Where the fields of one place begin and end, and its longitude between them. */
export type Place = { readonly from: number; readonly lon: number; readonly to: number };

/** Accuracy, speed, azimuth, altitude stand before the longitude; latitude and time behind it. */
const BEFORE_LON = 4;
const LON_TO_TIME = 3;
const CELL_FIELDS = 4;

/**
 * The places in a message, wherever its version puts them: what makes a place is longitude, latitude
 * and time side by side, or their empty fields before a cell. Other fields cannot pass for it.
 */
export function placesOf(fields: readonly string[], from: number): readonly Place[] {
  const places: Place[] = [];
  let free = from;
  for (let lon = from + BEFORE_LON; lon + LON_TO_TIME <= fields.length; lon++) {
    if (lon - BEFORE_LON < free) continue;
    const hasPoint = isPoint(fields, lon);
    const cellAt = lon + LON_TO_TIME;
    if (!hasPoint && !(isEmptyPoint(fields, lon) && isCell(fields, cellAt))) continue;
    const hasCell = mayBeCell(fields, cellAt);
    const to = hasCell ? cellAt + CELL_FIELDS : cellAt;
    places.push({ from: lon - BEFORE_LON, lon, to });
    free = to;
  }
  return places;
}

function isPoint(fields: readonly string[], lon: number): boolean {
  return isDegrees(fields[lon]) && isDegrees(fields[lon + 1]) && isTime(fields[lon + 2]);
}

function isDegrees(text: string | undefined): boolean {
  return text !== undefined && /^(-?\d{1,3}\.\d{1,9}|0)$/.test(text);
}

function isEmptyPoint(fields: readonly string[], lon: number): boolean {
  const time = fields[lon + 2];
  return fields[lon] === '' && fields[lon + 1] === '' && (time === '' || isTime(time));
}

function isCell(fields: readonly string[], at: number): boolean {
  const [mcc = '', mnc = '', lac = '', cell = ''] = fields.slice(at, at + CELL_FIELDS);
  return /^0?\d{3}$/.test(mcc) && /^0?\d{2,3}$/.test(mnc) && HEX.test(lac) && HEX.test(cell);
}

const HEX = /^[0-9A-Fa-f]{1,8}$/;

/** Four fields that are a cell's or empty: older messages leave the whole group out. */
function mayBeCell(fields: readonly string[], at: number): boolean {
  const group = fields.slice(at, at + CELL_FIELDS);
  return group.length === CELL_FIELDS && (isCell(fields, at) || group.every((it) => it === ''));
}

export type Reading = {
  readonly accuracy: number | null;
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
  readonly altitudeM: number | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly gnssTime: string | undefined;
};

/** The values of a place; its cell goes to `raw`. */
export function readPlace(fields: readonly string[], place: Place, raw: Named): Reading {
  const { from, lon, to } = place;
  const [accuracy, speed, azimuth, altitude] = fields.slice(from, lon).map(numberOf);
  const [mcc = '', mnc = '', lac = '', cell = ''] = fields.slice(lon + LON_TO_TIME, to);
  if (accuracy !== null) raw['gnssAccuracy'] = accuracy ?? null;
  if (mcc !== '') Object.assign(raw, { mcc: Number(mcc), mnc: Number(mnc), lac, cellId: cell });
  return {
    accuracy: accuracy ?? null,
    speedKmh: speed ?? null,
    courseDeg: azimuth ?? null,
    altitudeM: altitude ?? null,
    lon: numberOf(fields[lon]),
    lat: numberOf(fields[lon + 1]),
    gnssTime: fields[lon + 2],
  };
}
