import {
  cellOf,
  type Fix,
  type Malformed,
  type Message,
  type Report,
  type SealBits,
  signalOfCsq,
} from '@lakiri/kit';
import { SERIAL_ACK_VERSION_MIN } from './acknowledge.ts';
import { hexOf, offsetOfBadBcd } from './bcd.ts';
import { malformedMessage } from './malformed.ts';
import { courseOf, kmhOf, offsetOfBadPlace, placeAt } from './place.ts';

/** §3.1: `$` to GSM (44 bytes) and the serial; older firmware ends here. */
const LONG_BYTES_MIN = 45;
const CHARGING = 0xff;
const FILLER = 0x0f;

export const DATA_TYPES = { 1: 'realtime', 2: 'alarm', 3: 'blindArea', 4: 'subNew' } as const;
export type DataType = (typeof DATA_TYPES)[keyof typeof DATA_TYPES];

/** By the low nibble of byte 45. */
export const WAKES = [
  'restart',
  'rtc',
  'vibration',
  'cover',
  'rope',
  'charging',
  'rfid',
  'lora',
  'vipSms',
  'otherSms',
  'bluetooth',
] as const;

/** Status word, offset 36. */
export const STATUS = {
  cell: 1 << 0,
  fenceEntered: 1 << 1,
  fenceLeft: 1 << 2,
  ropeCut: 1 << 3,
  vibration: 1 << 4,
  ackRequired: 1 << 5,
  ropeInserted: 1 << 6,
  motorLocked: 1 << 7,
  longUnlocked: 1 << 8,
  wrongPassword: 1 << 9,
  illegalCard: 1 << 10,
  lowBattery: 1 << 11,
  coverAlarm: 1 << 12,
  coverClosed: 1 << 13,
  motorStuck: 1 << 14,
} as const;

/** §3.1 "Binary, long form": one reading of a JT701 or JT701D. */
export function decodeLongForm(frame: Uint8Array): Message {
  const malformed = malformedLong(frame);
  if (malformed !== undefined) return malformedMessage(malformed);
  const deviceId = hexOf(frame, 1, 5);
  const version = frame[6] ?? 0;
  const serial = frame[frame.length - 1] ?? 0;
  const ack = version >= SERIAL_ACK_VERSION_MIN ? { answer: 'P69', serial } : { answer: 'P35' };
  return {
    kind: 'reports',
    wireId: deviceId,
    secrets: [],
    ack,
    reports: [reportOf(frame, deviceId, version, serial)],
  };
}

function malformedLong(frame: Uint8Array): Malformed | undefined {
  if (frame.length < LONG_BYTES_MIN) return { code: 'too-short', offset: frame.length };
  const id = offsetOfBadBcd(frame, 1, 6);
  const bad = id === -1 ? offsetOfBadPlace(frame, 10) : id;
  return bad === -1 ? undefined : { code: 'bad-bcd', offset: bad };
}

function reportOf(frame: Uint8Array, deviceId: string, version: number, serial: number): Report {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const place = placeAt(frame, 10);
  const status = view.getUint16(36);
  const battery = view.getUint8(38);
  const tail = tailOf(frame, view);
  const dataType = view.getUint8(7) & 0x0f;
  const mileageKm = view.getUint32(27);
  return {
    occurredAt: place.occurredAt,
    source: dataType === 3 ? 'stored' : 'live',
    fix: fixOf(place.valid && place.lat !== null, status),
    lat: place.lat,
    lon: place.lon,
    speedKmh: kmhOf(place.speedKn),
    courseDeg: courseOf(place.course),
    altitudeM: null,
    satellites: view.getUint8(31),
    signal: signalOfCsq(view.getUint8(43)),
    cell: cellAt(view, tail.raw),
    odometerKm: mileageKm,
    batteryPct: battery <= 100 ? battery : null,
    bits: bitsOf(status, battery === CHARGING || tail.charging),
    event: null,
    raw: {
      deviceId,
      version,
      deviceType: view.getUint8(7) >> 4,
      dataType: DATA_TYPES[dataType as keyof typeof DATA_TYPES] ?? dataType,
      clock: place.clock,
      valid: place.valid,
      speedKn: place.speedKn,
      course: place.course,
      mileageKm,
      sats: view.getUint8(31),
      vehicleId: view.getUint32(32),
      status,
      fenceEntered: (status & STATUS.fenceEntered) !== 0,
      fenceLeft: (status & STATUS.fenceLeft) !== 0,
      vibration: (status & STATUS.vibration) !== 0,
      ackRequired: (status & STATUS.ackRequired) !== 0,
      coverClosed: (status & STATUS.coverClosed) !== 0,
      battery,
      cellIdLow: view.getUint16(39),
      lac: view.getUint16(41),
      gsm: view.getUint8(43),
      ...tail.raw,
      serial,
    },
    record: recordOf(frame),
  };
}

/** Country, network and the high half of the cell stand in the tail, which older firmware has not. */
function cellAt(view: DataView, tail: ReturnType<typeof tailOf>['raw']): string | undefined {
  const { mcc, mncLow, mncHigh, cellIdHigh } = tail;
  const mnc = mncLow === null ? null : (mncHigh ?? 0) * 256 + mncLow;
  const cell = (cellIdHigh ?? 0) * 65_536 + view.getUint16(39);
  return cellOf({ mcc, mnc, area: view.getUint16(41), cell });
}

/** Base stations win over the flag: a place of that kind is kilometres wide, whatever else is said. */
function fixOf(valid: boolean, status: number): Fix {
  if ((status & STATUS.cell) !== 0) return 'cell';
  return valid ? 'gnss' : 'none';
}

function bitsOf(status: number, charging: boolean): SealBits {
  return {
    motorLocked: (status & STATUS.motorLocked) !== 0,
    ropeInserted: (status & STATUS.ropeInserted) !== 0,
    ropeCut: (status & STATUS.ropeCut) !== 0,
    // The alarm can be switched off (P40), the contact cannot: either of them says that it is open.
    coverOpen: (status & STATUS.coverAlarm) !== 0 || (status & STATUS.coverClosed) === 0,
    motorStuck: (status & STATUS.motorStuck) !== 0,
    wrongPassword: (status & STATUS.wrongPassword) !== 0,
    illegalCard: (status & STATUS.illegalCard) !== 0,
    longUnlocked: (status & STATUS.longUnlocked) !== 0,
    lowBattery: (status & STATUS.lowBattery) !== 0,
    charging,
  };
}

/**
 * Offsets 44 and up, as far as the frame has them before its serial: older firmware stops early.
 * Every field is always there, so that all reports of this form look the same to the machine.
 */
function tailOf(frame: Uint8Array, view: DataView) {
  const end = frame.length - 1;
  const wake = end > 45 ? view.getUint8(45) & 0x0f : null;
  const flags = end > 47 ? view.getUint8(47) : null;
  const mncHigh = end > 46 ? view.getUint8(46) : null;
  return {
    // 0F fills what the firmware does not know; it does not mean charging.
    charging: flags !== null && flags !== FILLER && (flags & 0x01) !== 0,
    raw: {
      fence: end > 44 ? view.getUint8(44) : null,
      wake: wake === null ? null : (WAKES[wake] ?? wake),
      mncHigh: mncHigh === FILLER ? null : mncHigh,
      flags,
      imei: end >= 56 ? imeiOf(frame) : null,
      cellIdHigh: end >= 58 ? view.getUint16(56) : null,
      mcc: end >= 60 ? view.getUint16(58) : null,
      mncLow: end >= 61 ? view.getUint8(60) : null,
    },
  };
}

/** Fifteen digits behind a leading 0; `null` when filled with 0F. */
function imeiOf(frame: Uint8Array): string | null {
  return offsetOfBadBcd(frame, 48, 56) === -1 ? hexOf(frame, 48, 8).slice(1) : null;
}

/** The frame without its serial (last byte) and its live/stored flag (low nibble of byte 7). */
function recordOf(frame: Uint8Array): Uint8Array {
  const record = new Uint8Array(frame.length - 1);
  record.set(frame.subarray(0, frame.length - 1));
  record[7] = (frame[7] ?? 0) & 0xf0;
  return record;
}
