import type { RawValue } from '@lakiri/kit';
import { hexAt, i16At, i32At, textAt, u16At, u32At } from './bytes.ts';
import { EPOCH_MS } from './fixed-batch.ts';
import type { Said } from './report.ts';

// The parameters of a CCE record by id, as far as they are known; an id of two bytes begins with FE. The others stand in `raw`
// under `id.<hex>`, unsigned, or as hex where they are of any length.

const NAMES = Array.from({ length: 256 }, (_, id) => `id.${id.toString(16).padStart(2, '0')}`);
const EXTENDED_NAMES = NAMES.map((name) => name.replace('id.', 'id.fe'));

/** FE, and the second byte of the id. */
export const EXTENDED = 0xfe00;

function nameOf(id: number): string {
  return (id >= EXTENDED ? EXTENDED_NAMES[id & 0xff] : NAMES[id]) ?? '';
}

/** A parameter of one byte. */
export function noteByte(said: Said, id: number, value: number): void {
  switch (id) {
    case 0x01:
      said.event ??= value; // the two-byte code says the same, and more
      said.raw['event'] ??= value;
      return;
    case 0x05:
      said.valid = value > 0;
      said.raw['valid'] = value > 0;
      return;
    case 0x06:
      said.satellites = value;
      return;
    case 0x07:
      said.raw['signal'] = value;
      return;
    case 0x14:
      said.raw['outputs'] = value;
      return;
    case 0x15:
      said.inputs = value;
      said.raw['inputs'] = value;
      return;
    case 0x47:
      said.lock = value;
      said.raw['lock'] = value;
      return;
    case EXTENDED + 0x69:
      said.batteryPct = value;
      return;
    default:
      said.raw[nameOf(id)] = value;
  }
}

/** A parameter of two bytes. */
export function noteShort(said: Said, id: number, bytes: Uint8Array, at: number): void {
  const value = u16At(bytes, at);
  switch (id) {
    case 0x08:
      said.speedKmh = value;
      return;
    case 0x09:
      said.course = value;
      return;
    case 0x0a:
      said.raw['hdop'] = value / 10;
      return;
    case 0x0b:
      said.altitudeM = i16At(bytes, at);
      return;
    case 0x16:
    case 0x17:
    case 0x18:
      said.raw[id === 0x16 ? 'ad1' : id === 0x17 ? 'ad2' : 'ad3'] = value;
      return;
    case 0x19:
      said.raw['battery'] = value / 100;
      return;
    case 0x1a:
      said.raw['power'] = value / 100;
      return;
    case 0x29:
      said.raw['fuelPct'] = value / 100;
      return;
    case 0x40:
      said.event = value;
      said.raw['event'] = value;
      return;
    default:
      said.raw[nameOf(id)] = value;
  }
}

/** A parameter of four bytes. */
export function noteLong(said: Said, id: number, bytes: Uint8Array, at: number): void {
  switch (id) {
    case 0x02:
      said.lat = i32At(bytes, at) / 1e6;
      return;
    case 0x03:
      said.lon = i32At(bytes, at) / 1e6;
      return;
    case 0x04:
      said.clock = EPOCH_MS + u32At(bytes, at) * 1000;
      return;
    case 0x0c:
      said.mileageM = u32At(bytes, at);
      return;
    case 0x0d:
      said.raw['runTimeS'] = u32At(bytes, at);
      return;
    case 0x1c:
      said.raw['flags'] = u32At(bytes, at);
      return;
    case 0x25:
      said.card = String(u32At(bytes, at));
      said.raw['card'] = u32At(bytes, at);
      return;
    default:
      said.raw[nameOf(id)] = u32At(bytes, at);
  }
}

/** MCC 2, MNC 2, area 2, cell 4, signal 2. */
const CELL_BYTES = 12;
/** Address 6, signal 2. */
const WIFI_BYTES = 8;
/** Sensor 1, hundredths of a degree 2. */
const TEMPERATURE_BYTES = 3;

/** A parameter of any length; one that is not as long as its table says stays hex. */
export function noteBlock(said: Said, id: number, block: Uint8Array): void {
  const { raw } = said;
  const { length } = block;
  const name = nameOf(id);
  if (id >= 0x0e && id <= 0x13 && length === CELL_BYTES) raw[cellName(id)] = cellOf(block);
  else if (id >= 0x1d && id <= 0x25 && length === WIFI_BYTES)
    raw[`wifi${id - 0x1c}`] = `${hexAt(block, 0, 6)}|${i16At(block, 6)}`;
  else if (id >= 0x2a && id <= 0x31 && length === TEMPERATURE_BYTES)
    raw[`temp${id - 0x2a}`] = i16At(block, 1) / 100;
  else if (id === 0x4b) raw['network'] = networkOf(block);
  else if (id === EXTENDED + 0x73) noteTag(raw, block, name);
  else if (id === EXTENDED + 0xa8) noteBatteries(said, block, name);
  else raw[name] = hexAt(block, 0, length);
}

function cellName(id: number): string {
  return id === 0x0e ? 'cell' : `cell${id - 0x0d}`;
}

function cellOf(block: Uint8Array): string {
  const area = u16At(block, 4).toString(16).toUpperCase();
  const cell = u32At(block, 6).toString(16).toUpperCase();
  return `${u16At(block, 0)}|${u16At(block, 2)}|${area}|${cell}|${i16At(block, 10)}`;
}

/** Two numbers, then a name with its length, 0 for none; hex where it is laid out otherwise. */
function networkOf(block: Uint8Array): string | null {
  const size = block[2] ?? 0;
  if (block.length < 3 || block.length !== 3 + size) return hexAt(block, 0, block.length);
  return size === 0 ? null : textAt(block, 3, 3 + size);
}

/** FE73, a Bluetooth thermometer: version 1, name with its length, address 6, battery 1, temperature, humidity and four limits of 2. */
const TAG_TAIL_BYTES = 19;

function noteTag(raw: Record<string, RawValue>, block: Uint8Array, name: string): void {
  const size = block[1] ?? 0;
  const at = 2 + size;
  if (block.length !== at + TAG_TAIL_BYTES) {
    raw[name] = hexAt(block, 0, block.length);
    return;
  }
  raw['tagName'] = textAt(block, 2, at);
  raw['tagAddress'] = hexAt(block, at, 6);
  raw['tagBattery'] = block[at + 6] ?? 0;
  raw['tagTemp'] = i16At(block, at + 7) / 256;
  raw['tagHumidity'] = i16At(block, at + 9) / 256;
  raw['tagLimits'] = hexAt(block, at + 11, 8);
}

/** FEA8, three batteries: of each its kind (0 none) and percent; then an alert. */
const BATTERIES_BYTES = 7;

function noteBatteries(said: Said, block: Uint8Array, name: string): void {
  if (block.length !== BATTERIES_BYTES) {
    said.raw[name] = hexAt(block, 0, block.length);
    return;
  }
  for (let battery = 1; battery <= 3; battery++)
    if (block[2 * battery - 2] !== 0)
      said.raw[`battery${battery}Level`] = block[2 * battery - 1] ?? 0;
  said.raw['batteryAlert'] = block[6] ?? 0;
  if (block[0] !== 0) said.batteryPct ??= block[1] ?? 0;
}
