import { type Message, NO_BITS, type RawValue } from '@lakiri/kit';
import { bytesOf } from './ascii.ts';
import { hexOf } from './bcd.ts';
import { unescapeBytes, wireOffset } from './escape.ts';
import type { Field } from './fields.ts';
import { malformedMessage } from './malformed.ts';
import { courseOf, kmhOf, offsetOfBadPlace, placeAt } from './place.ts';

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

const LOCK_EVENTS: Readonly<Record<number, string>> = {
  0: 'locked',
  1: 'unlockedByBluetooth',
  2: 'backCover',
  3: 'unlockedByLora',
  4: 'ropeCut',
  5: 'keyWake',
  6: 'timed',
  7: 'charging',
  8: 'ropePulled',
  9: 'unlockedByRfid',
  14: 'signalLost',
};
const VALVE_EVENTS: Readonly<Record<number, string>> = {
  0: 'valveClosed',
  1: 'valveOpened',
  2: 'lowBattery',
  3: 'timed',
  4: 'tamper',
  5: 'cover',
  6: 'unlockedByLora',
  7: 'locked',
  8: 'unlockedByBluetooth',
  9: 'ropeOut',
  10: 'ropeIn',
  11: 'bluetoothWake',
  12: 'key',
};
/** A JT802 (type 9) has no table of events. */
const EVENTS: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  4: LOCK_EVENTS,
  5: VALVE_EVENTS,
  6: VALVE_EVENTS,
};

/**
 * One reading of a sub-lock. It is the master's report (its id, its place, its clock); what the
 * sub-lock says of itself stands in `raw` and never in the master's bits.
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
  const place = placeAt(bytes, 0);
  const deviceId = fields[0]?.text ?? '';
  return {
    kind: 'reports',
    wireId: deviceId,
    secrets: [],
    ack: /^\d{1,5}$/.test(serial) ? { answer: 'P69', serial: Number(serial) } : null,
    reports: [
      {
        occurredAt: place.occurredAt,
        source: isReupload(bytes, type) ? 'stored' : 'live',
        fix: place.valid && place.lat !== null ? 'gnss' : 'none',
        lat: place.lat,
        lon: place.lon,
        speedKmh: kmhOf(place.speedKn),
        courseDeg: courseOf(place.course),
        altitudeM: null,
        satellites: null,
        odometerKm: null,
        batteryPct: null,
        bits: NO_BITS,
        event: null,
        raw: {
          deviceId,
          command: 'WLNET,5',
          serial,
          clock: place.clock,
          valid: place.valid,
          speedKn: place.speedKn,
          course: place.course,
          ...commonOf(bytes),
          ...ownOf(bytes, type),
        },
        record: recordOf(bytes, deviceId, type),
      },
    ],
  };
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

function lockOf(bytes: Uint8Array, type: number): Record<string, RawValue> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const event = view.getUint16(LOCK_EVENT_AT) & ~REUPLOAD;
  const status = view.getUint16(LOCK_STATUS_AT);
  const gatewayStatus = view.getUint8(LOCK_GATEWAY_AT);
  const bit = (mask: number): boolean | null => (type === 4 ? (status & mask) !== 0 : null);
  return {
    event,
    eventName: EVENTS[type]?.[event] ?? null,
    status,
    ropeInserted: type === 4 ? !bit(0x01) : null,
    motorLocked: type === 4 ? !bit(0x02) : null,
    coverOpen: bit(0x04),
    charging: bit(0x08),
    cycles: view.getUint16(LOCK_CYCLES_AT),
    reupload: isReupload(bytes, type),
    communicationLost: (gatewayStatus & 0x02) !== 0,
    lowVoltage: (gatewayStatus & 0x04) !== 0,
    card: bytes.length >= LOCK_CARD_AT + 4 ? view.getUint32(LOCK_CARD_AT) : null,
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
