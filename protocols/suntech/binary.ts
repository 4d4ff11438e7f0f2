import { ByteReader, FrameTooShort, type Malformed } from '@lakiri/kit';
import type { Named } from './fields.ts';

const ALERT = 0x82;

/** One field of the universal zip form: the bit of the map that brings it, its name, and how it is written. */
type Layout = readonly [bit: number, name: string, read: (bytes: ByteReader) => string];

const u8 = (bytes: ByteReader): string => String(bytes.u8());
const u16 = (bytes: ByteReader): string => String(bytes.u16());
const hundredths = (bytes: ByteReader): string => (bytes.u16() / 100).toFixed(2);
const millionths = (bytes: ByteReader): string => {
  // The uppermost bit is the sign; the others are no complement.
  const value = bytes.u32();
  return `${value >= 2 ** 31 ? '-' : '+'}${((value % 2 ** 31) / 1e6).toFixed(6)}`;
};
const bits = (bytes: ByteReader): string => bytes.u8().toString(2).padStart(8, '0');
const pair = (value: number): string => String(value).padStart(2, '0');
const date = (bytes: ByteReader): string => {
  const [year, month, day] = [bytes.u8(), bytes.u8(), bytes.u8()];
  return `20${pair(year)}${pair(month)}${pair(day)}`;
};
const time = (bytes: ByteReader): string =>
  [bytes.u8(), bytes.u8(), bytes.u8()].map(pair).join(':');
const version = (bytes: ByteReader): string => [bytes.u8(), bytes.u8(), bytes.u8()].join('.');
const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Universal reporting guide §1.1 and §2.1; the bits are those of the text form. */
const COMMON: readonly Layout[] = [
  [1, 'model', u8],
  [2, 'swVersion', version],
  [3, 'msgType', u8],
  [4, 'date', date],
  [5, 'time', time],
  [6, 'cellId', (bytes) => hexOf(bytes.take(4))],
  [7, 'mcc', u16],
  [8, 'mnc', u16],
  [9, 'lac', (bytes) => hexOf(bytes.take(2))],
  [10, 'rxLevel', u8],
  [11, 'lat', millionths],
  [12, 'lon', millionths],
  [13, 'speed', hundredths],
  [14, 'course', hundredths],
  [15, 'satellites', u8],
  [16, 'fix', u8],
  [17, 'inState', bits],
  [18, 'outState', bits],
];
const STATUS_TAIL: readonly Layout[] = [
  [19, 'mode', u8],
  [20, 'reportType', u8],
  [21, 'msgNum', u16],
];
/** ALERT_MOD tells in its lower byte how many bytes of data follow. */
const ALERT_TAIL: readonly Layout[] = [
  [19, 'alertId', u8],
  [20, 'alertMod', u16],
];
const ALERT_DATA_BIT = 21;
const ID_BYTES = 5;
const MAP_BYTES = 3;
const HEAD_BYTES = 3;
const SUPPLY_BYTES = 4;

/** Reads a binary message. Voltages and whatever the device was set to add stand behind the last field. */
export function readBinary(frame: Uint8Array): { said: Named } | { fault: Malformed } {
  const bytes = new ByteReader(frame);
  try {
    const header = bytes.u8();
    const length = bytes.u16();
    if (frame.length !== length + HEAD_BYTES)
      return { fault: { code: 'length-mismatch', offset: 1 } };
    const id = hexOf(bytes.take(ID_BYTES));
    if (!/^\d+$/.test(id)) return { fault: { code: 'bad-id', offset: HEAD_BYTES } };
    const map = hexOf(bytes.take(MAP_BYTES));
    const said: Named = { message: header === ALERT ? 'ALT' : 'STT', id, map };
    readMapped(said, bytes, Number.parseInt(map, 16));
    return { said };
  } catch (error) {
    if (!(error instanceof FrameTooShort)) throw error;
    return { fault: { code: 'cut-off', offset: error.offset } };
  }
}

function readMapped(said: Named, bytes: ByteReader, map: number): void {
  const has = (bit: number): boolean => (map >>> bit) % 2 === 1;
  const tail = said['message'] === 'ALT' ? ALERT_TAIL : STATUS_TAIL;
  for (const [bit, name, read] of [...COMMON, ...tail]) if (has(bit)) said[name] = read(bytes);
  const size = Number(said['alertMod'] ?? 0) % 256;
  if (tail === ALERT_TAIL && has(ALERT_DATA_BIT) && size > 0)
    said['alertData'] = hexOf(bytes.take(size));
  if (bytes.left >= SUPPLY_BYTES) {
    said['batteryVoltage'] = (bytes.u16() / 10).toFixed(1);
    said['power'] = (bytes.u16() / 100).toFixed(2);
  }
  if (bytes.left > 0) said['assigned'] = hexOf(bytes.take(bytes.left));
}
