import {
  encodeLogin,
  encodePacket,
  encodePing,
  type IoInput,
  type RecordInput,
} from '@lakiri/protocol-teltonika';
import type { Measurement } from '../measurement.ts';
import type { Heard, Speech } from './speech.ts';

/** The maker's packets stay under 1,280 bytes; 20 records of ours take about 1,000. */
const RECORDS_MAX = 20;
const COUNT_BYTES = 4;
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
    reader: countReader,
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

/** §3.5: the first byte answers the login, then each packet is answered by a u32. */
function countReader(): (chunk: Uint8Array) => readonly Heard[] {
  let welcomed = false;
  let count = 0;
  let digits = 0;
  return (chunk) => {
    const heard: Heard[] = [];
    for (const byte of chunk) {
      if (!welcomed) {
        welcomed = true;
        heard.push({ kind: 'welcome', accepted: byte === 1 });
        continue;
      }
      count = count * 256 + byte;
      digits++;
      if (digits < COUNT_BYTES) continue;
      heard.push({ kind: 'counted', records: count });
      count = 0;
      digits = 0;
    }
    return heard;
  };
}
