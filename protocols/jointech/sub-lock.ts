import {
  bytesOf,
  type Fix,
  type Instant,
  type Message,
  MINUTE_MS,
  type RawValue,
  type Report,
} from '@lakiri/kit';
import { hexOf, offsetOfBadBcd } from './bcd.ts';
import { unescapeBytes, wireOffset } from './escape.ts';
import type { Field } from './fields.ts';
import { malformedMessage } from './malformed.ts';
import { bitsOf, eventName, eventOf } from './part-event.ts';
import { courseOf, instantAt, kmhOf, offsetOfBadPlace, type Place, placeAt } from './place.ts';

// `(ID,1,<serial>,WLNET,5,2,<binary>)`: a sub-lock or sensor heard by the seal over radio (§3.1).

/** Place 17, sensor clock 6, id 5, serial 1, voltage 2, battery 1, RSSI 1, type 1. */
const COMMON_BYTES = 34;
const CLOCK_AT = 17;
const ID_AT = 23;
const SERIAL_AT = 28;
const TYPE_AT = 33;
/** JT126. */
const THERMOMETER = 1;
/** JT709 sub-lock, two valve locks, JT802. */
const LOCK_TYPES = [4, 5, 6, 9];
const REUPLOAD = 0x8000;
const TEMPERATURE_NONE = 0xffff;

const LOCK_EVENT_AT = COMMON_BYTES;
const LOCK_STATUS_AT = COMMON_BYTES + 2;
const LOCK_CYCLES_AT = COMMON_BYTES + 4;
const LOCK_GATEWAY_AT = COMMON_BYTES + 6;
const LOCK_CARD_AT = COMMON_BYTES + 7;

/** Percent; more than this is no charge. */
const BATTERY_PCT_MAX = 100;
/**
 * The place is the master's, at the time of the master. A reading that the part kept for longer was made elsewhere: at
 * 60 km/h this is 10 km.
 */
const PLACE_AGE_MS_MAX = 10 * MINUTE_MS;

/**
 * One reading of a sub-lock or sensor, which is that part's own: by its id, its clock and its bits. The master lends it the
 * place, where both clocks tell the same time.
 */
export function decodeSubLock(frame: Uint8Array, fields: readonly Field[]): Message {
  const from = fields[6]?.from ?? frame.length;
  const wire = frame.subarray(from, frame.length - 1);
  const bytes = unescapeBytes(wire);
  const at = (plain: number): number => from + wireOffset(wire, plain);
  if (bytes.length < COMMON_BYTES)
    return malformedMessage({ code: 'too-short', offset: frame.length - 1 });
  const bad = offsetOfBadPlace(bytes, 0);
  if (bad !== -1) return malformedMessage({ code: 'bad-bcd', offset: at(bad) });
  const type = bytes[TYPE_AT] ?? 0;
  if (bytes.length < COMMON_BYTES + ownBytesMin(type))
    return malformedMessage({ code: 'too-short', offset: frame.length - 1 });
  const serial = fields[2]?.text ?? '';
  return {
    kind: 'reports',
    wireId: fields[0]?.text ?? '',
    secrets: [],
    ack: /^\d{1,5}$/.test(serial) ? { answer: 'P69', serial: Number(serial) } : null,
    reports: [reportOf(bytes, { deviceId: fields[0]?.text ?? '', serial, type })],
  };
}

type Around = { readonly deviceId: string; readonly serial: string; readonly type: number };

function reportOf(bytes: Uint8Array, { deviceId, serial, type }: Around): Report {
  const place = placeAt(bytes, 0);
  const common = commonOf(bytes);
  const own = ownOf(bytes, type);
  const partAt = partClock(bytes);
  return {
    part: hexOf(bytes, ID_AT, 5).toUpperCase(),
    occurredAt: partAt ?? place.occurredAt,
    source: isReupload(bytes, type) ? 'stored' : 'live',
    fix: fixOf(place, partAt),
    lat: place.lat,
    lon: place.lon,
    speedKmh: kmhOf(place.speedKn),
    courseDeg: courseOf(place.course),
    altitudeM: null,
    satellites: null,
    odometerKm: null,
    batteryPct: batteryOf(bytes),
    ...climateOf(own),
    bits: bitsOf(own),
    event: eventOf(type, own),
    raw: {
      deviceId,
      command: 'WLNET,5',
      serial,
      clock: place.clock,
      masterClock: hexOf(bytes, 0, 6),
      valid: place.valid,
      speedKn: place.speedKn,
      course: place.course,
      ...common,
      ...own,
    },
    record: recordOf(bytes, deviceId, type),
  };
}

/** `null` where the part's clock is none, or was never set. */
function partClock(bytes: Uint8Array): Instant | null {
  return offsetOfBadBcd(bytes, CLOCK_AT, ID_AT) === -1 ? instantAt(bytes, CLOCK_AT) : null;
}

function fixOf({ valid, lat, occurredAt }: Place, partAt: Instant | null): Fix {
  if (!valid || lat === null) return 'none';
  const ageMs = partAt === null || occurredAt === null ? 0 : Math.abs(occurredAt - partAt);
  return ageMs <= PLACE_AGE_MS_MAX ? 'gnss' : 'none';
}

function batteryOf(bytes: Uint8Array): number | null {
  const pct = bytes[SERIAL_AT + 3] ?? BATTERY_PCT_MAX + 1;
  return pct <= BATTERY_PCT_MAX ? pct : null;
}

function ownBytesMin(type: number): number {
  if (type === THERMOMETER) return 6;
  return LOCK_TYPES.includes(type) ? 7 : 0;
}

function commonOf(bytes: Uint8Array): Record<string, RawValue> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    peripheralClock: hexOf(bytes, CLOCK_AT, 6),
    peripheralId: hexOf(bytes, ID_AT, 5).toUpperCase(),
    peripheralSerial: view.getUint8(SERIAL_AT),
    voltage: view.getUint16(SERIAL_AT + 1) / 100,
    battery: view.getUint8(SERIAL_AT + 3),
    rssi: 0 - view.getUint8(SERIAL_AT + 4),
    deviceType: view.getUint8(TYPE_AT),
  };
}

function ownOf(bytes: Uint8Array, type: number): Record<string, RawValue> {
  if (type === THERMOMETER) return thermometerOf(bytes);
  if (LOCK_TYPES.includes(type)) return lockOf(bytes, type);
  return { own: hexOf(bytes, COMMON_BYTES, bytes.length - COMMON_BYTES) };
}

/** The top nibble is the sign, the other twelve bits tenths of a degree. */
function thermometerOf(bytes: Uint8Array): Record<string, RawValue> {
  const view = new DataView(bytes.buffer, bytes.byteOffset + COMMON_BYTES);
  const temperature = view.getUint16(0);
  const tenths = temperature & 0x0fff;
  const degrees = (temperature >> 12 === 0 ? tenths : 0 - tenths) / 10;
  return {
    temperature: temperature === TEMPERATURE_NONE ? null : degrees,
    humidity: view.getUint8(2),
    count: view.getUint16(3),
    gatewayStatus: view.getUint8(5),
  };
}

function climateOf({
  temperature,
  humidity,
}: Readonly<Record<string, RawValue>>): Pick<Report, 'temperatureC' | 'humidityPct'> {
  return {
    ...(typeof temperature === 'number' && { temperatureC: temperature }),
    ...(typeof humidity === 'number' && { humidityPct: humidity }),
  };
}

function lockOf(bytes: Uint8Array, type: number): Record<string, RawValue> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const event = view.getUint16(LOCK_EVENT_AT) & ~REUPLOAD;
  const gatewayStatus = view.getUint8(LOCK_GATEWAY_AT);
  return {
    event,
    eventName: eventName(type, event),
    ...statusOf(type, view.getUint16(LOCK_STATUS_AT)),
    cycles: view.getUint16(LOCK_CYCLES_AT),
    reupload: isReupload(bytes, type),
    communicationLost: (gatewayStatus & 0x02) !== 0,
    lowVoltage: (gatewayStatus & 0x04) !== 0,
    card: bytes.length >= LOCK_CARD_AT + 4 ? view.getUint32(LOCK_CARD_AT) : null,
  };
}

/** Bits of a JT709 alone; those of the valve locks and of the JT802 have no table. */
function statusOf(type: number, status: number): Record<string, RawValue> {
  const bit = (mask: number): boolean | null => (type === 4 ? (status & mask) !== 0 : null);
  return {
    status,
    ropeInserted: type === 4 ? !bit(0x01) : null,
    motorLocked: type === 4 ? !bit(0x02) : null,
    coverOpen: bit(0x04),
    charging: bit(0x08),
  };
}

function isReupload(bytes: Uint8Array, type: number): boolean {
  if (!LOCK_TYPES.includes(type)) return false;
  return ((bytes[LOCK_EVENT_AT] ?? 0) & 0x80) !== 0 || ((bytes[LOCK_GATEWAY_AT] ?? 0) & 0x01) !== 0;
}

/** The master's id and the reading, without the text's serial and the two re-upload flags. */
function recordOf(bytes: Uint8Array, deviceId: string, type: number): Uint8Array {
  const record = new Uint8Array(deviceId.length + bytes.length);
  record.set(bytesOf(deviceId));
  record.set(bytes, deviceId.length);
  if (!LOCK_TYPES.includes(type)) return record;
  const event = deviceId.length + LOCK_EVENT_AT;
  const gateway = deviceId.length + LOCK_GATEWAY_AT;
  record[event] = (record[event] ?? 0) & 0x7f;
  record[gateway] = (record[gateway] ?? 0) & 0xfe;
  return record;
}
