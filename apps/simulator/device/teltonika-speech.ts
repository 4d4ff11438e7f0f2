import {
  decodeAnswer,
  encodeLogin,
  encodePacket,
  encodePing,
  encodeReply,
  type IoInput,
  type RecordInput,
} from '@lakiri/protocol-teltonika';
import type { Measurement } from '../measurement.ts';
import type { Ordered } from './obedience.ts';
import type { Heard, Speech } from './speech.ts';

/** The maker's packets stay under 1,280 bytes; 20 records of ours take about 1,000. */
const RECORDS_MAX = 20;
const COUNT_BYTES = 4;
/** Behind four zeros and the length. */
const CODEC_AT = 8;
const CODEC_TEXT = 12;
const CRC_BYTES = 4;
/** FMB id pages: digital input 1, movement, battery level, odometer. */
const IO = { din1: 1, movement: 240, batteryPct: 113, odometerM: 16 } as const;
const PRIORITY_HIGH = 1;
const ALTITUDE_M = 1_200; // about the corridor's mean; no rule looks at it

/**
 * An FMB tracker with the rope's loop on digital input 1, codec 8: while the loop is whole the input is 1.
 * It cannot tell a cut rope from one drawn out, and knows no motor, no cover and no card.
 */
export function fmbRope(imei: string): Speech {
  return {
    windowFrames: 1,
    recordsPerFrame: RECORDS_MAX,
    login: encodeLogin(imei),
    greeting: undefined,
    heartbeat: encodePing(),
    password: undefined,
    sortOf: ({ event }) => (event === null ? 'position' : undefined),
    encode: (records) => encodePacket(8, records.map(recordOf)),
    reader,
  };
}

function recordOf(measured: Measurement): RecordInput {
  const { body, hasFix, wake } = measured;
  const isWhole = body.ropeInserted && !body.ropeCut;
  const isRopeEvent = wake === 'rope';
  const io: readonly IoInput[] = [
    { id: IO.din1, bytes: 1, value: isWhole ? 1 : 0 },
    { id: IO.movement, bytes: 1, value: measured.speedKmh > 0 ? 1 : 0 },
    { id: IO.batteryPct, bytes: 1, value: Math.round(measured.batteryPct) },
    { id: IO.odometerM, bytes: 4, value: Math.round(measured.odometerKm * 1_000) },
  ];
  return {
    occurredAt: measured.saidAt,
    priority: isRopeEvent ? PRIORITY_HIGH : 0,
    lat: measured.lat,
    lon: measured.lon,
    altitudeM: ALTITUDE_M,
    courseDeg: Math.round(measured.courseDeg) % 360,
    satellites: hasFix ? measured.satellites : 0,
    speedKmh: hasFix ? Math.round(measured.speedKmh) : 0,
    eventId: isRopeEvent ? IO.din1 : 0,
    io,
  };
}

/** §3.5: the first byte answers the login, then each packet is answered by a u32, and commands come as packets. */
function reader(): (chunk: Uint8Array) => readonly Heard[] {
  let welcomed = false;
  let held = new Uint8Array(0);
  return (chunk) => {
    const heard: Heard[] = [];
    held = Uint8Array.from([...held, ...chunk]);
    if (!welcomed && held.length > 0) {
      welcomed = true;
      heard.push({ kind: 'welcome', accepted: held[0] === 1 });
      held = held.subarray(1);
    }
    for (let next = taken(held); next !== undefined; next = taken(held)) {
      heard.push(next.heard);
      held = held.subarray(next.bytes);
    }
    return heard;
  };
}

/**
 * The next thing that is whole. A packet begins with four zeros, as a count of none does, and only the codec behind them
 * tells them apart: where that has not come in the same piece, it is a count. A node writes a packet at once.
 */
function taken(held: Uint8Array): { readonly heard: Heard; readonly bytes: number } | undefined {
  const view = new DataView(held.buffer, held.byteOffset, held.length);
  if (held.length < COUNT_BYTES) return undefined;
  const count = view.getUint32(0);
  const counted = { heard: { kind: 'counted', records: count }, bytes: COUNT_BYTES } as const;
  if (count > 0 || held[CODEC_AT] !== CODEC_TEXT) return counted;
  const bytes = CODEC_AT + view.getUint32(COUNT_BYTES) + CRC_BYTES;
  if (held.length < bytes) return undefined;
  const answer = decodeAnswer(held.subarray(0, bytes));
  const order = answer.kind === 'command' ? orderedBy(answer.text) : undefined;
  return { heard: order === undefined ? { kind: 'other' } : { kind: 'order', order }, bytes };
}

/**
 * It switches its output and says so. What hangs on the output it does not know, and nothing on its rope's loop moves by it,
 * so that no report ever proves an opening.
 */
function orderedBy(text: string): Ordered {
  const [, output] = /^setdigout ([01])$/.exec(text) ?? [];
  if (output !== undefined)
    return { answer: encodeReply(`DOUT1:${output} Timeout:INFINITY`), deed: null };
  if (text === 'getgps') return { answer: encodeReply('GPS:1'), deed: { do: 'report' } };
  return { answer: encodeReply('ERROR: unknown command'), deed: null };
}
