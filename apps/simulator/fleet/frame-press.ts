// A frame of the load is pressed, not encoded: only its identity, kind, time, place, status and
// serial are laid over one finished JT701D frame. The press is tested against the encoder.
import { type Instant, SECOND_MS } from '@lakiri/kit';
import { encodeLongForm } from '@lakiri/protocol-jointech';
import { getInstant } from '../instants.ts';
import { putPlaceOfFrame, type Track } from './track.ts';

export const FRAME_BYTES = 62; // §3.1: the long form of a JT701D
const ID_AT = 1;
const KIND_AT = 7;
const CLOCK_AT = 10;
const STATUS_LOW_AT = 37;
const SERIAL_AT = 61;
const CLOCK_BYTES = 6;
const ROPE_CUT = 0x08; // status bit 3; bit 6 stays, since both ends of a cut rope are still in
const LIVE = 0x11;
const STORED = 0x13;

/** One frame of one seal: the `k`-th, so its time, place and serial follow. */
type Pressed = {
  readonly deviceId: Uint8Array;
  readonly track: Track;
  readonly k: number;
  readonly stored: boolean;
  readonly cut: boolean;
};

export type Press = {
  /** When frame `k` of any seal says it happened. */
  occurredAt(k: number): Instant;
  /** Writes {@link FRAME_BYTES} at `at`. */
  press(target: Uint8Array, at: number, frame: Pressed): void;
};

/**
 * `from`: device time of frame 0, whole seconds since the dialect knows no less. `stepS`: device
 * seconds between two frames of a seal, a whole number. Throws RangeError otherwise.
 */
export function pressOf(from: Instant, stepS: number): Press {
  if (from % SECOND_MS !== 0 || !Number.isInteger(stepS) || stepS < 1)
    throw new RangeError('the dialect counts whole seconds');
  const blank = encodeLongForm({ ...QUIET, occurredAt: from });
  const occurredAt = (k: number): Instant => getInstant(from + k * stepS * SECOND_MS);
  const clocks = clockTable(occurredAt);
  return {
    occurredAt,
    press(target, at, { deviceId, track, k, stored, cut }) {
      target.set(blank, at);
      target.set(deviceId, at + ID_AT);
      target[at + KIND_AT] = stored ? STORED : LIVE;
      clocks(target, at + CLOCK_AT, k);
      putPlaceOfFrame(target, at, track, k);
      if (cut) target[at + STATUS_LOW_AT] = (blank[STATUS_LOW_AT] ?? 0) | ROPE_CUT;
      target[at + SERIAL_AT] = k & 0xff;
    },
  };
}

const QUIET = {
  deviceId: '0000000000',
  serial: 0,
  valid: true,
  lat: 0,
  lon: 0,
  speedKmh: 0,
  courseDeg: 0,
  odometerKm: 1_204,
  satellites: 11,
  bits: { motorLocked: true, ropeInserted: true },
  batteryPct: 87,
  gsm: 24,
  cellId: 0x0001_2f6a,
  lac: 0x0b32,
  mcc: 639, // Kenya
  mncLow: 2,
} as const;

/** Writes the 6 bytes DDMMYYhhmmss of frame `k`; each is made once for all seals. */
function clockTable(
  occurredAt: (k: number) => Instant,
): (target: Uint8Array, at: number, k: number) => void {
  let table = new Uint8Array(1_024 * CLOCK_BYTES);
  let known = 0;
  const grow = (k: number): void => {
    if ((k + 1) * CLOCK_BYTES > table.length) {
      const wider = new Uint8Array(2 * (k + 1) * CLOCK_BYTES);
      wider.set(table);
      table = wider;
    }
    for (; known <= k; known++) {
      const frame = encodeLongForm({ ...QUIET, occurredAt: occurredAt(known) });
      table.set(frame.subarray(CLOCK_AT, CLOCK_AT + CLOCK_BYTES), known * CLOCK_BYTES);
    }
  };
  return (target, at, k) => {
    if (k >= known) grow(k);
    let from = k * CLOCK_BYTES;
    for (let to = at; to < at + CLOCK_BYTES; to++) target[to] = table[from++] ?? 0;
  };
}

/** The five BCD bytes of a ten-digit id. Throws RangeError for any other text. */
export function deviceIdBytes(wireId: string): Uint8Array {
  if (!/^\d{10}$/.test(wireId)) throw new RangeError(`a device id has ten digits: ${wireId}`);
  return Uint8Array.from({ length: 5 }, (_, at) =>
    Number.parseInt(wireId.slice(2 * at, 2 * at + 2), 16),
  );
}
