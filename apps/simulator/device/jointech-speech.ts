import {
  type Answer,
  decodeAnswer,
  encodeHeartbeat,
  encodeLockEvent,
  encodeLongForm,
  encodePasswordRequest,
  encodeShortForm,
  encodeTimeRequest,
  jointech,
} from '@lakiri/protocol-jointech';
import type { Measurement } from '../measurement.ts';
import { jointechObeys } from './jointech-orders.ts';
import type { Heard, Outgoing, Sort, Speech } from './speech.ts';

export type JointechOptions = {
  /** Ten digits. */
  readonly deviceId: string;
  /** Fifteen digits; told in the long form. */
  readonly imei: string;
  /** Six digits, made by the seal. */
  readonly password: string;
};

/** The node answers each frame; a quarter of the serials in flight never runs into its own tail. */
const WINDOW_FRAMES = 64;
/** 549 bytes: well inside the 1,024 that a receiver should take, and one segment. */
const SHORT_RECORDS_MAX = 20;
const VERSION = { JT701D: 0x19, JT701: 0x17 } as const; // §3.1
const LOW_BATTERY_PCT = 15;
/** Kenya, Safaricom: the numbers that the seals of the corridor mostly hear. */
const NETWORK = { mcc: 639, mncLow: 2, lac: 0x0b32, cellId: 0x0001_2f6a, gsm: 24 } as const;

/** A JT701D, told by serial which of its frames is stored. */
export function jt701d(options: JointechOptions): Speech {
  return longForm(options, { version: VERSION.JT701D, windowFrames: WINDOW_FRAMES });
}

/** A JT701 before version 0x19: its answers carry no serial, so it says one thing at a time. */
export function jt701(options: JointechOptions): Speech {
  return longForm(options, { version: VERSION.JT701, windowFrames: 1 });
}

type Long = { readonly version: number; readonly windowFrames: number };

function longForm(options: JointechOptions, { version, windowFrames }: Long): Speech {
  const { deviceId, password } = options;
  return {
    windowFrames,
    recordsPerFrame: 1,
    login: undefined,
    greeting: encodeTimeRequest(deviceId),
    heartbeat: encodeHeartbeat(deviceId),
    password: { frame: encodePasswordRequest(deviceId, password), text: password },
    sortOf: ({ event }) => (event === null ? 'position' : 'event'),
    encode(records, how) {
      const [measured] = records;
      if (measured === undefined || records.length > 1)
        throw new RangeError('a long form holds one record');
      return measured.event === null
        ? position(options, version, measured, how)
        : lockEvent(deviceId, measured, how);
    },
    reader: () => jointechReader(options),
  };
}

function position(
  { deviceId, imei }: JointechOptions,
  version: number,
  measured: Measurement,
  { serial, stored }: Outgoing,
): Uint8Array {
  const { body, hasFix, saidAt } = measured;
  return encodeLongForm({
    ...NETWORK,
    deviceId,
    serial,
    version,
    dataType: stored ? 'blindArea' : 'realtime',
    occurredAt: saidAt,
    valid: hasFix,
    lat: measured.lat,
    lon: measured.lon,
    speedKmh: measured.speedKmh,
    courseDeg: measured.courseDeg,
    odometerKm: Math.floor(measured.odometerKm),
    satellites: measured.satellites,
    bits: { ...body, lowBattery: measured.batteryPct < LOW_BATTERY_PCT },
    batteryPct: Math.round(measured.batteryPct),
    wake: measured.wake,
    imei,
  });
}

function lockEvent(deviceId: string, measured: Measurement, { serial }: Outgoing): Uint8Array {
  const { event } = measured;
  if (event === null) throw new RangeError('nothing happened at the lock');
  return encodeLockEvent({
    deviceId,
    serial,
    occurredAt: measured.saidAt,
    valid: measured.hasFix,
    lat: measured.lat,
    lon: measured.lon,
    speedKmh: measured.speedKmh,
    courseDeg: measured.courseDeg,
    odometerKm: measured.odometerKm,
    ...event,
  });
}

/** A JT600: the short form, which has no word for the lock or the rope that anybody has published. */
export function jt600(options: JointechOptions): Speech {
  const { deviceId } = options;
  return {
    windowFrames: 1,
    recordsPerFrame: SHORT_RECORDS_MAX,
    login: undefined,
    greeting: undefined,
    heartbeat: encodeHeartbeat(deviceId),
    password: undefined,
    sortOf: ({ event }) => (event === null ? 'position' : undefined),
    encode: (records, { serial, stored }) =>
      encodeShortForm({
        deviceId,
        serial,
        dataType: stored ? 'blindArea' : 'realtime',
        records: records.map((measured) => ({
          occurredAt: measured.saidAt,
          valid: measured.hasFix,
          lat: measured.lat,
          lon: measured.lon,
          speedKmh: measured.speedKmh,
          courseDeg: measured.courseDeg,
          own: {
            kind: 1,
            satellites: measured.satellites,
            power: Math.round(measured.batteryPct),
            flags: 0,
            altitudeM: 0,
            cellId: NETWORK.cellId & 0xffff,
            lac: NETWORK.lac,
            gsm: NETWORK.gsm,
          },
        })),
      }),
    reader: () => jointechReader(options),
  };
}

function jointechReader(options: JointechOptions): (chunk: Uint8Array) => readonly Heard[] {
  const framer = jointech.framer();
  const obey = jointechObeys(options);
  return (chunk) =>
    framer.push(chunk).flatMap((framed): readonly Heard[] => {
      const answer = framed.kind === 'frame' ? decodeAnswer(framed.bytes) : undefined;
      if (answer === undefined) return [];
      return [answer.kind === 'command' ? obey(framed.bytes) : heardOf(answer)];
    });
}

function heardOf(answer: Exclude<Answer, { readonly kind: 'command' }>): Heard {
  switch (answer.kind) {
    case 'stored':
      return { kind: 'stored', serial: answer.serial };
    case 'resend':
      return { kind: 'resend', serial: answer.serial };
    case 'storedPosition':
      return oldest('position');
    case 'storedEvent':
      return oldest('event');
    case 'password':
      return { kind: 'password-known', password: answer.password };
    case 'time':
      return { kind: 'other' };
  }
}

const oldest = (sort: Sort): Heard => ({ kind: 'oldest-stored', sort });
