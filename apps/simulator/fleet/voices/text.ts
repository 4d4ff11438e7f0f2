// Dialects of text. Their frames are made by the protocols' own encoders.
import { encodeReport } from '@lakiri/protocol-eseal';
import { encodePosition } from '@lakiri/protocol-omni';
import { encodeMessage, placeFields } from '@lakiri/protocol-queclink';
import { placeOfFrame } from '../track.ts';
import {
  type AnswerReader,
  type FleetClock,
  type FleetSpeech,
  putBytes,
  SATELLITES,
  SPEED_KMH,
} from '../voice.ts';
import { readLine } from './binary.ts';

const ZERO = 0x30;
const COMMA = 0x2c;
const DOLLAR = 0x24;
const NEWLINE = 0x0a;

/** `Normal` with its door closed; answered with its index. */
export function esealSpeech(clock: FleetClock): FleetSpeech {
  return {
    reportsPerFrameMax: 1,
    frameBytesMax: 256,
    voiceOf: ({ wireId, track }) => ({
      login: undefined,
      put: (target, at, { k }) => {
        const { lat, lon, courseDeg } = placeOfFrame(track, k);
        const frame = encodeReport(
          { id: wireId, firmware: '3.0.8' },
          {
            ...{ type: 'Normal', index: k, occurredAt: clock(k), intervalS: 60, valid: true },
            ...{ lat, lon, courseDeg, speedKmh: SPEED_KMH, door: 'Close', acceleration: 1 },
            ...{ nfc: '0:0:3:0', voltage: 3.9, rssi: -71 },
          },
        );
        return putBytes(target, at, frame);
      },
      listen: () => readESeal,
    }),
  };
}

const ACK = Uint8Array.from(' ACK,', (letter) => letter.charCodeAt(0));

/** `…,Normal ACK,<index>,E##` and a line end. */
const readESeal: AnswerReader = (bytes, from, { to, heard }) => {
  const end = bytes.indexOf(NEWLINE, from);
  if (end < 0 || end >= to) return from;
  for (let at = from; at < end - ACK.length; at++) {
    if (!ACK.every((letter, i) => bytes[at + i] === letter)) continue;
    let index = 0;
    for (let i = at + ACK.length; bytes[i] !== COMMA && i < end; i++)
      index = index * 10 + (bytes[i] ?? 0) - ZERO;
    heard.stored(index & 0xff);
    break;
  }
  return end + 1;
};

/** `CMDR` with D0; answered in the order of the telling. */
export function omniSpeech(clock: FleetClock): FleetSpeech {
  return {
    reportsPerFrameMax: 1,
    frameBytesMax: 256,
    voiceOf: ({ wireId, track }) => ({
      login: undefined,
      put: (target, at, { k }) => {
        const { lat, lon } = placeOfFrame(track, k);
        const occurredAt = clock(k);
        const frame = encodePosition(
          { form: 'CMD', imei: wireId, clock: occurredAt },
          {
            ...{ occurredAt, valid: true, lat, lon, satellites: SATELLITES },
            ...{ hdop: 1, altitudeM: 17, tracking: true },
          },
        );
        return putBytes(target, at, frame);
      },
      listen: () => readLine,
    }),
  };
}

/** GL300: `GTFRI`, as `+BUFF` when it was kept; answered with its count. */
export function queclinkSpeech(clock: FleetClock): FleetSpeech {
  return {
    reportsPerFrameMax: 1,
    frameBytesMax: 256,
    voiceOf: ({ wireId, track }) => ({
      login: undefined,
      put: (target, at, { k, stored }) => {
        const { lat, lon, courseDeg } = placeOfFrame(track, k);
        const occurredAt = clock(k);
        const place = placeFields({
          ...{ accuracy: 1, speedKmh: SPEED_KMH, courseDeg, altitudeM: 17, lat, lon },
          ...{ fixedAt: occurredAt, mcc: 639, mnc: 2, lac: '0B32', cellId: '2F6A' },
        });
        const frame = encodeMessage({
          ...{ version: '1A0401', uniqueId: wireId, sentAt: occurredAt, count: k & 0xffff },
          ...{ isStored: stored, type: 'FRI', fields: [0, 0, 1, ...place, '1204.0', 87] },
        });
        return putBytes(target, at, frame);
      },
      listen: () => readSack,
    }),
  };
}

/** `+SACK:` and four digits, the last two of which are enough. */
const readSack: AnswerReader = (bytes, from, { to, heard }) => {
  const end = bytes.indexOf(DOLLAR, from);
  if (end < 0 || end >= to) return from;
  heard.stored(hexDigit(bytes[end - 2]) * 16 + hexDigit(bytes[end - 1]));
  return end + 1;
};

function hexDigit(code = ZERO): number {
  const digit = code - ZERO;
  return digit <= 9 ? digit : digit - 7;
}
