// Engine data of vehicle trackers (field practice, README "Items of other makers"): no seal sends them, but what
// stands beside a seal's place on the same truck is evidence too.
import { hexOf, u16At } from './bytes.ts';
import { type Item, number, put, type Reader, text, textAt, uintAt } from './item.ts';

export const OBD_ITEMS: Readonly<Record<number, Reader>> = {
  128: number('obdSpeed', 1),
  129: number('rpm', 2),
  130: number('power', 2, { divisor: 10 }),
  131: number('engineLoad', 1),
  132: number('coolantTemp', 1, { minus: 40 }),
  133: number('fuelConsumption', 2),
  134: number('intakeTemp', 1, { minus: 40 }),
  135: number('intakeFlow', 2),
  136: number('intakePressure', 1),
  137: number('throttle', 1),
  139: text('vin'),
  140: number('obdOdometer', 4, { divisor: 10 }),
  141: number('tripOdometer', 2),
  142: number('fuel', 1),
  145: engine,
  148: text('vin'),
  160: ({ bytes, at, size, draft }) => {
    put(draft.raw, 'dtcs', textAt(bytes, at, size).replaceAll(',', ' '));
    return true;
  },
  204: text('iccid'),
  243: extended,
};

const ENGINE_BYTES = 25;

/** Voltage, revolutions, speed, throttle and load of 255, coolant, then averages and sums. */
function engine({ bytes, at, size, draft: { raw } }: Item): boolean {
  if (size < ENGINE_BYTES) return false;
  put(raw, 'battery', u16At(bytes, at) / 10);
  put(raw, 'rpm', u16At(bytes, at + 2));
  put(raw, 'obdSpeed', bytes[at + 4] ?? 0);
  put(raw, 'throttle', ofFull(bytes[at + 5] ?? 0));
  put(raw, 'engineLoad', ofFull(bytes[at + 6] ?? 0));
  put(raw, 'coolantTemp', (bytes[at + 7] ?? 0) - 40);
  put(raw, 'fuelConsumption', u16At(bytes, at + 10) / 100);
  put(raw, 'fuelUsed', u16At(bytes, at + 20) / 100);
  return true;
}

/** Percent of 255, whole. */
function ofFull(value: number): number {
  return Math.floor((value * 100) / 255);
}

type Field = { readonly name: string; readonly divisor?: number; readonly minus?: number };

/** Item F3: {id 2, length 1, value}. */
const EXTENDED: Readonly<Record<number, Field>> = {
  2: { name: 'obdSpeed', divisor: 10 },
  3: { name: 'rpm' },
  4: { name: 'power', divisor: 1000 },
  5: { name: 'obdOdometer', divisor: 10 },
  7: { name: 'fuelConsumption', divisor: 10 },
  8: { name: 'engineLoad', divisor: 10 },
  9: { name: 'coolantTemp', minus: 40 },
  11: { name: 'intakePressure' },
  12: { name: 'intakeTemp', minus: 40 },
  13: { name: 'intakeFlow' },
  256: { name: 'tripOdometer', divisor: 10 },
  258: { name: 'tripFuel', divisor: 10 },
  274: { name: 'hardAccelerationCount' },
  275: { name: 'hardDecelerationCount' },
  276: { name: 'hardCorneringCount' },
};
const THROTTLE = 0x000e;
const TEXTS: Readonly<Record<number, string>> = { 80: 'vin', 82: 'calid' };
const CVN = 0x0051;

function extended({ bytes, at, size, draft: { raw } }: Item): boolean {
  const end = at + size;
  let from = at;
  while (from + 3 <= end) {
    const length = bytes[from + 2] ?? 0;
    if (from + 3 + length > end) break;
    extendedField(raw, { bytes, id: u16At(bytes, from), at: from + 3, size: length });
    from += 3 + length;
  }
  return from === end;
}

function extendedField(
  raw: Item['draft']['raw'],
  { bytes, id, at, size }: Omit<Item, 'draft'>,
): void {
  const field = EXTENDED[id];
  const name = TEXTS[id];
  if (field !== undefined && (size === 2 || size === 4))
    raw[field.name] = uintAt(bytes, at, size) / (field.divisor ?? 1) - (field.minus ?? 0);
  else if (id === THROTTLE && size === 2) put(raw, 'throttle', ofFull(u16At(bytes, at)));
  else if (name !== undefined && size > 0) raw[name] = textAt(bytes, at, size);
  else if (id === CVN && size > 0) put(raw, 'cvn', hexOf(bytes, at, size));
}

const OBD_TEXT_FIELDS = [
  'power',
  'rpm',
  'obdSpeed',
  'throttle',
  'engineLoad',
  'coolantTemp',
  'fuelConsumptionNow',
  'fuelConsumption',
  'tripOdometer',
  'obdOdometer',
  'tripFuelUsed',
  'fuelUsed',
];

/** `$OBD-RT,12.3,0,…`: fields that are empty or no number are left out. */
export function obdText(said: string, raw: Item['draft']['raw']): void {
  const values = said.split(',').slice(1);
  for (const [n, name] of OBD_TEXT_FIELDS.entries()) {
    const value = values[n]?.trim() ?? '';
    if (/^-?\d{1,12}(\.\d{1,6})?$/.test(value)) raw[name] = Number(value);
  }
}

/** The codes of one system after another (0900 type F0, kind 2). Total: it stops where the bytes do. */
export function troubleCodes(
  bytes: Uint8Array,
  from: number,
  to: number,
): { text: string; at: number } {
  const codes: string[] = [];
  const systems = u16At(bytes, from);
  let at = from + 2;
  for (let system = 0; system < systems && at + 6 <= to; system++) {
    const count = u16At(bytes, at + 4);
    at += 6;
    for (let n = 0; n < count && at + 10 <= to; n++) {
      const length = u16At(bytes, at + 8);
      if (at + 10 + length > to) return { text: codes.join(' '), at: to };
      codes.push(textAt(bytes, at + 10, length));
      at += 10 + length;
    }
  }
  return { text: codes.join(' '), at };
}
