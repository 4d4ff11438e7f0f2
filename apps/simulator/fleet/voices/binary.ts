// Dialects of bytes. Their frames are made by the protocols' own encoders.
import { encodeAlarm, encodeLogin as encodeGt06Login, type InfoInput } from '@lakiri/protocol-gt06';
import {
  batteryItem,
  encodeAuthenticate,
  encodeBatch as encodeJt808Batch,
  encodeLocation,
  type LocationInput,
  odometerItem,
  satellitesItem,
  signalItem,
} from '@lakiri/protocol-jt808';
import { encodeFixedBatch } from '@lakiri/protocol-meitrack';
import { encodeBinary } from '@lakiri/protocol-suntech';
import { encodeLogin, encodePacket } from '@lakiri/protocol-teltonika';
import { placeOfFrame, type Track } from '../track.ts';
import {
  type AnswerReader,
  type FleetClock,
  type FleetSpeech,
  putBytes,
  SATELLITES,
  type Said,
  SPEED_KMH,
} from '../voice.ts';

const BATTERY_PCT = 87;
/** Reports in one frame of a backlog, where the dialect has frames of several: all that an outage's segment holds. */
const BATCH_REPORTS = 20;

/** Codec 8 with a rope on digital input 1; a packet is answered with its count of records. */
export function teltonikaSpeech(clock: FleetClock): FleetSpeech {
  return {
    reportsPerFrameMax: BATCH_REPORTS,
    frameBytesMax: 2_048,
    voiceOf: ({ wireId, track }) => ({
      login: encodeLogin(wireId),
      put: (target, at, said) => {
        const records = eachOf(said, (k) => {
          const { lat, lon, courseDeg } = placeOfFrame(track, k);
          return {
            occurredAt: clock(k),
            priority: 0,
            ...{ lat, lon, courseDeg, altitudeM: 17, satellites: SATELLITES, speedKmh: SPEED_KMH },
            eventId: 0,
            io: TELTONIKA_IO,
          };
        });
        return putBytes(target, at, encodePacket(8, records));
      },
      listen: () => {
        let isGreeted = false;
        return (_bytes, from, { to, heard }) => {
          const size = isGreeted ? 4 : 1;
          if (to - from < size) return from;
          if (isGreeted) heard.stored();
          else heard.greeted();
          isGreeted = true;
          return from + size;
        };
      },
    }),
  };
}

const TELTONIKA_IO = [
  { id: 1, bytes: 1, value: 1 },
  { id: 113, bytes: 1, value: BATTERY_PCT },
  { id: 66, bytes: 2, value: 12_400 },
  { id: 16, bytes: 4, value: 1_204_000 },
] as const;

/** 0200, and 0704 for a backlog; both are answered by their serial. */
export function jt808Speech(clock: FleetClock): FleetSpeech {
  return {
    reportsPerFrameMax: BATCH_REPORTS,
    frameBytesMax: 4_096,
    voiceOf: ({ wireId, track }) => ({
      login: encodeAuthenticate({ wireId, serial: 0 }, wireId),
      put: (target, at, said) => {
        const { k, count } = said;
        const header = { wireId, serial: k & 0xff };
        const [reading, ...more] = eachOf(said, (each) => locationOf(track, each, clock));
        if (reading === undefined || count === 1)
          return putBytes(target, at, reading ? encodeLocation(header, reading) : NOTHING);
        const batch = { source: 'stored', readings: [reading, ...more] } as const;
        return encodeJt808Batch(header, batch).reduce(
          (end, frame) => putBytes(target, end, frame),
          at,
        );
      },
      listen: () => readJt808,
    }),
  };
}

const NOTHING = new Uint8Array(0);
const JT808_ITEMS = [
  odometerItem(1_204),
  signalItem(24),
  satellitesItem(SATELLITES),
  batteryItem(BATTERY_PCT),
];

function locationOf(track: Track, k: number, clock: FleetClock): LocationInput {
  const { lat, lon, courseDeg } = placeOfFrame(track, k);
  return {
    occurredAt: clock(k),
    ...{ valid: true, lat, lon, altitudeM: 17, speedKmh: SPEED_KMH, courseDeg },
    items: JT808_ITEMS,
  };
}

const DELIMITER = 0x7e;
const ESCAPE = 0x7d;
/** Of a general reply without escapes: the serial it answers, and what it answers. */
const REPLIED_SERIAL_LOW_AT = 13;
const REPLIED_ID_LOW_AT = 15;
const AUTHENTICATE_LOW = 0x02;

const readJt808: AnswerReader = (bytes, from, { to, heard }) => {
  let end = from + 1;
  while (end < to && bytes[end] !== DELIMITER) end++;
  if (end >= to) return from;
  const plain: number[] = [];
  for (let at = from + 1; at < end; at++) {
    if (bytes[at] === ESCAPE) plain.push(bytes[++at] === 2 ? DELIMITER : ESCAPE);
    else plain.push(bytes[at] ?? 0);
  }
  if (plain[REPLIED_ID_LOW_AT] === AUTHENTICATE_LOW) heard.greeted();
  else heard.stored(plain[REPLIED_SERIAL_LOW_AT] ?? 0);
  return end + 1;
};

/** 26 without an alarm: the everyday 22 is not answered. Both carry a place, and are read alike. */
export function gt06Speech(clock: FleetClock): FleetSpeech {
  return {
    reportsPerFrameMax: 1,
    frameBytesMax: 64,
    voiceOf: ({ wireId, track }) => ({
      login: encodeGt06Login({ serial: 0, imei: wireId }),
      put: (target, at, { k }) => {
        const { lat, lon, courseDeg } = placeOfFrame(track, k);
        const frame = encodeAlarm({
          serial: k & 0xff,
          occurredAt: clock(k),
          ...{ lat, lon, courseDeg, speedKmh: SPEED_KMH, fix: true },
          ...{ satellites: SATELLITES, cell: CELL, info: GT06_INFO },
          ...{ voltageLevel: 5, gsm: 4, alarmCode: 0, language: 2 },
        });
        return putBytes(target, at, frame);
      },
      listen: () => readGt06,
    }),
  };
}

const CELL = { mcc: 639, mnc: 2, lac: 2_866, cid: 77_674 };
const GT06_INFO: InfoInput = {
  ...{ oilCut: false, positioned: true, alarm: 0 },
  ...{ charging: true, ignition: true, armed: true },
};
/** 78 78, length 5, type, serial 2, sum 2, 0D 0A. */
const GT06_REPLY_BYTES = 10;
const GT06_LOGIN = 0x01;

const readGt06: AnswerReader = (bytes, from, { to, heard }) => {
  if (to - from < GT06_REPLY_BYTES) return from;
  if (bytes[from + 3] === GT06_LOGIN) heard.greeted();
  else heard.stored(bytes[from + 5] ?? 0);
  return from + GT06_REPLY_BYTES;
};

/** CCC with one record, or with a backlog's; answered with their count. CCE is not, unless a model says so. */
export function meitrackSpeech(clock: FleetClock): FleetSpeech {
  return {
    reportsPerFrameMax: BATCH_REPORTS,
    frameBytesMax: 4_096,
    voiceOf: ({ wireId, track }) => ({
      login: undefined,
      put: (target, at, said) => {
        const records = eachOf(said, (k) => {
          const { lat, lon, courseDeg } = placeOfFrame(track, k);
          const place = { occurredAt: clock(k), lat, lon, courseDeg };
          return { ...MEITRACK_STATE, ...place };
        });
        const from = { imei: wireId, flag: 'A' };
        return putBytes(target, at, encodeFixedBatch(from, { remaining: 0, records }));
      },
      listen: () => readLine,
    }),
  };
}

const MEITRACK_STATE = {
  ...{ event: 35, valid: true, satellites: SATELLITES, signal: 24, speedKmh: SPEED_KMH },
  ...{ hdop: 1, altitudeM: 17, mileageM: 1_204_000, runTimeS: 86_400 },
  ...{ inputs: 0, outputs: 0, battery: 400, power: 1_240 },
} as const;

const NEWLINE = 0x0a;

/** An answer to a line; the dialect answers in the order in which it was told. */
export const readLine: AnswerReader = (bytes, from, { to, heard }) => {
  for (let at = from; at < to; at++) {
    if (bytes[at] !== NEWLINE) continue;
    heard.stored();
    return at + 1;
  }
  return from;
};

/** 81: the universal form in bytes. Nothing is answered. */
export function suntechSpeech(clock: FleetClock): FleetSpeech {
  return {
    reportsPerFrameMax: 1,
    frameBytesMax: 128,
    voiceOf: ({ wireId, track }) => ({
      login: undefined,
      put: (target, at, { k, stored }) => {
        const { lat, lon, courseDeg } = placeOfFrame(track, k);
        const frame = encodeBinary({
          ...{ deviceId: wireId, occurredAt: clock(k), lat, lon, courseDeg },
          ...{ speedKmh: SPEED_KMH, satellites: SATELLITES, hasFix: true, ignition: true },
          isStored: stored,
          report: { type: 'STT', mode: 1, reason: 1, msgNum: k % 10_000 },
        });
        return putBytes(target, at, frame);
      },
      listen: undefined,
    }),
  };
}

function eachOf<T>({ k, count }: Said, of: (k: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => of(k + at));
}
