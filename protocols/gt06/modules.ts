// Frames of modules: 70 (id 2, length 2, value) and F1, F2 (time, then id 2, length 1, value). README, "Modules".
import { ByteReader, instant, SECOND_MS } from '@lakiri/kit';
import type { AlarmMeaning } from './alarms.ts';
import { hexOf } from './bytes.ts';
import { type Content, noteAlarm, put } from './fields.ts';
import { keepRest, readPlace } from './place.ts';

const EVENTS: ReadonlyMap<number, AlarmMeaning> = new Map([
  [0x11, { word: 'lowBattery', event: 'battery.low', bit: 'lowBattery' }],
  [0x12, { word: 'lowPower' }],
  [0x13, { word: 'powerCut', event: 'power.cut' }],
  [0x14, { word: 'removing', event: 'tamper.removed' }],
]);

type Reading = (content: Content, value: ByteReader) => void;

/** Modules of 70, with the length at which their layout is known; another length stays hex. */
const MODULES: ReadonlyMap<number, { readonly size: number; readonly read: Reading }> = new Map([
  [
    0x01,
    { size: 8, read: ({ draft }, value) => put(draft, 'imei', hexOf(value.take(8)).slice(1)) },
  ],
  [0x03, { size: 10, read: ({ draft }, value) => put(draft, 'iccid', hexOf(value.take(10))) }],
  [0x09, { size: 1, read: readSatellites }],
  [0x0a, { size: 1, read: ({ draft }, value) => put(draft, 'satellitesVisible', value.u8()) }],
  [0x18, { size: 2, read: ({ draft }, value) => put(draft, 'batteryMv', value.u16() * 10) }],
  [0x28, { size: 1, read: ({ draft }, value) => put(draft, 'hdop', value.u8() / 10) }],
  [0x29, { size: 4, read: ({ draft }, value) => put(draft, 'index', value.u32()) }],
  [0x2a, { size: 1, read: readInputs }],
  [0x2b, { size: 1, read: readEvent }],
  [0x2c, { size: 4, read: readClock }],
  [0x2e, { size: 4, read: readOdometer }],
  [0x33, { size: 18, read: readModulePlace }],
]);

/** 70: whatever modules the device was told to send. */
export function readModular(content: Content): void {
  const { bytes } = content;
  while (bytes.left >= 4) {
    const id = bytes.u16();
    const value = bytes.take(bytes.u16());
    const module = MODULES.get(id);
    if (module?.size === value.length) module.read(content, new ByteReader(value));
    else if (value.length > 0) putOften(content, id, value);
  }
  keepRest(content);
}

/** F1, F2: seconds of UTC, then modules; 5 is hundredths of a volt. */
export function readPeripheral(content: Content): void {
  const { bytes, draft } = content;
  readClock(content, bytes);
  while (bytes.left >= 3) {
    const id = bytes.u16();
    const value = bytes.take(bytes.u8());
    if (id === VOLTAGE && value.length === 2)
      put(draft, 'externalMv', new ByteReader(value).u16() * 10);
    else putOften(content, id, value);
  }
  keepRest(content);
}
const VOLTAGE = 5;

/** In hex; a module that is there again is added to what the first said. */
function putOften({ draft }: Content, id: number, value: Uint8Array): void {
  const field = `module.${id.toString(16).padStart(4, '0')}`;
  const before = draft.raw[field];
  const text = hexOf(value);
  draft.raw[field] = typeof before === 'string' ? `${before},${text}` : text;
}

function readSatellites({ draft }: Content, value: ByteReader): void {
  draft.satellites = value.u8();
}

function readInputs({ draft }: Content, value: ByteReader): void {
  const inputs = value.u8();
  put(draft, 'door', (inputs & 0x0f) !== 0);
  put(draft, 'tamper', inputs >> 4 !== 0);
}

function readEvent({ draft }: Content, value: ByteReader): void {
  const code = value.u8();
  put(draft, 'eventCode', code);
  noteAlarm(draft, EVENTS.get(code));
}

/** Little-endian, alone among these. */
function readOdometer({ draft }: Content, value: ByteReader): void {
  const metres = value.take(4).reduceRight((sum, byte) => sum * 256 + byte, 0);
  put(draft, 'mileage', metres);
  draft.odometerKm = metres / 1000;
}

function readClock({ draft }: Content, value: ByteReader): void {
  const seconds = value.u32();
  if (seconds > 0) draft.occurredAt = instant(seconds * SECOND_MS) ?? null;
}

/** Seconds of UTC, satellites, metres above the sea, place. */
function readModulePlace(content: Content, value: ByteReader): void {
  const { draft } = content;
  readClock(content, value);
  draft.satellites = value.u8();
  draft.altitudeM = value.i16();
  readPlace(value, draft, true);
}
