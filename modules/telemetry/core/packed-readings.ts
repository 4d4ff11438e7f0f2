// Many readings of one seal as one run of bytes, as the database puts them together: read in bulk, a row at a time costs
// more than the judging of it.
import {
  type Instant,
  type Report,
  type SealBits,
  type SealEvent,
  type Tier,
  textOf,
} from '@lakiri/kit';
import { fixOf, type Reading, unpackBits } from '@lakiri/seals';

/** A stored reading as the fold takes it. What no fold asks for (cells, satellites, thermometers) is not stored. */
export type PackedReading = Reading & {
  readonly tier: Tier;
  /** The version of the seal that it made: its place in the order in which all was known. */
  readonly sealVersion: number;
};

/** Microseconds from 2000-01-01, as Postgres sends times. */
const EPOCH_MS = 946_684_800_000;
/** An integer that no coordinate has, for `null`. */
export const NO_DEGREES = -2_147_483_648;
const E7 = 1e7;
const RAW = {};
const NO_RECORD = new Uint8Array(0);
const CLOCK_NONE = 0;

/** Reads a run to its end, in its order. Throws RangeError where it is cut short. */
export function* unpackReadings(packed: Uint8Array): Generator<PackedReading> {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  for (let at = 0; at < packed.length; ) {
    const eventBytes = view.getUint16(at + 50);
    yield readingAt(view, at, eventBytes === 0 ? null : eventOf(packed, at + 52, eventBytes));
    at += 52 + eventBytes;
  }
}

function eventOf(packed: Uint8Array, at: number, length: number): SealEvent {
  const text = textOf(packed.subarray(at, at + length));
  return JSON.parse(NOT_ASCII.test(text) ? utf8Of(text) : text) as SealEvent;
}

const NOT_ASCII = /[^ -~]/;

/** Of the bytes of UTF-8, each given as one character. */
function utf8Of(bytes: string): string {
  const escaped = (one: string): string => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return decodeURIComponent(bytes.replace(/[^!-$&-~]/g, escaped));
}

function readingAt(view: DataView, at: number, event: SealEvent | null): PackedReading {
  const flags = view.getInt16(at + 20);
  const sealVersion = view.getInt32(at + 16);
  const lat = view.getInt32(at + 22);
  const lon = view.getInt32(at + 26);
  const report: Report = {
    occurredAt: (flags & 3) === CLOCK_NONE ? null : timeAt(view, at),
    source: (flags & 8) === 0 ? 'live' : 'stored',
    fix: fixOf((flags >> 4) & 3),
    lat: lat === NO_DEGREES ? null : lat / E7,
    lon: lon === NO_DEGREES ? null : lon / E7,
    speedKmh: realAt(view, at + 30),
    courseDeg: realAt(view, at + 34),
    batteryPct: realAt(view, at + 38),
    odometerKm: realAt(view, at + 42),
    bits: bitsOf(view.getInt32(at + 46)),
    event,
    altitudeM: null,
    satellites: null,
    raw: RAW,
    record: NO_RECORD,
  };
  return {
    report,
    receivedAt: timeAt(view, at + 8),
    // Each reading makes a version of its own, which tells it from all others of its seal as its digest does.
    digest: `v${sealVersion}`,
    tier: ((flags >> 6) & 3) as Tier,
    sealVersion,
  };
}

function timeAt(view: DataView, at: number): Instant {
  const us = view.getInt32(at) * 4_294_967_296 + view.getUint32(at + 4);
  return (Math.floor(us / 1_000) + EPOCH_MS) as Instant;
}

function realAt(view: DataView, at: number): number | null {
  const value = view.getFloat32(at);
  return Number.isNaN(value) ? null : value;
}

const BITS = new Map<number, SealBits>();
/** A seal tells the same few again and again. */
const BITS_MAX = 1_000;

function bitsOf(packed: number): SealBits {
  const known = BITS.get(packed);
  if (known !== undefined) return known;
  const bits = unpackBits(packed);
  if (BITS.size < BITS_MAX) BITS.set(packed, bits);
  return bits;
}
