import type { Malformed } from '@lakiri/kit';
import { crc16 } from './crc.ts';

/** §3.4: start, length, type, content, serial, checksum, stop. */
export const SHORT_START = 0x78; // twice, then a length of one byte
export const LONG_START = 0x79; // twice, then a length of two bytes
const STOP_1 = 0x0d;
const STOP_2 = 0x0a;

/** Type, serial and checksum: nothing shorter can be a frame. */
export const LENGTH_MIN = 5;
/** Serial, checksum, stop. */
const TAIL_BYTES = 6;

/**
 * Pictures come in pieces of about a kilobyte and long texts in fewer bytes; four times that leaves
 * room for firmware to come. A longer one is an attack or a lost start.
 */
export const FRAME_BYTES_MAX = 4096;

/** Types that the framer must know, because some firmware writes their length otherwise. */
export const HEARTBEAT = 0x13;
const WIFI_TYPES: readonly number[] = [0x17, 0x69];

/** Some firmware sends 15 bytes of heartbeat and says that they are 13. */
export const SHORT_HEARTBEAT_LENGTH = 8;
export const HEARTBEAT_BYTES = 15;

/** Type 17 of this length and more is a position with a card; of less, a count of access points. */
const CARD_LENGTH = 0x28;

/** What stands in place of a frame: no serial, no checksum, and the length is a count (README, "Access points"). */
export const WIFI_HEAD_BYTES = 10; // start 2, count 1, type 1, time 6
export const WIFI_POINT_BYTES = 7; // address 6, strength 1
export const WIFI_CELLS_BYTES = 4; // count 1, country 2, network 1
export const WIFI_CELL_BYTES = 5; // area 2, cell 2, strength 1

/** Where things stand in a frame whose envelope holds. */
export type Envelope = {
  /** First byte 79: the length has two bytes, and types have another meaning. */
  readonly isLong: boolean;
  readonly type: number;
  readonly from: number;
  readonly to: number;
  readonly serial: number;
};

export function isStop(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === STOP_1 && bytes[at + 1] === STOP_2;
}

/** True for the frame of access points, whose third byte counts them. */
export function isWifi(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== SHORT_START) return false;
  const type = bytes[at + 3] ?? 0;
  return WIFI_TYPES.includes(type) && (bytes[at + 2] ?? 0) < CARD_LENGTH;
}

/** The whole frame's bytes by its length field at `at`; the caller has seen 4 bytes. */
export function sizeOf(bytes: Uint8Array, at: number): number {
  const isLong = bytes[at] === LONG_START;
  if (!isLong) return (bytes[at + 2] ?? 0) + 5;
  return (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) + 6;
}

/** Checks start, length, stop and checksum; the first that does not hold is what is malformed. */
export function openEnvelope(frame: Uint8Array, lenient: boolean): Envelope | Malformed {
  const isLong = frame[0] === LONG_START;
  const typeAt = isLong ? 4 : 3;
  const to = frame.length - TAIL_BYTES;
  const fault = faultIn(frame, typeAt);
  const isPardoned = lenient && fault?.code === 'length-mismatch';
  if (fault !== undefined && !isPardoned) return fault;
  const crc = ((frame[to + 2] ?? 0) << 8) | (frame[to + 3] ?? 0);
  if (!lenient && crc !== crc16(frame, 2, to + 2))
    return { code: 'wrong-checksum', offset: to + 2 };
  const serial = ((frame[to] ?? 0) << 8) | (frame[to + 1] ?? 0);
  return { isLong, type: frame[typeAt] ?? 0, from: typeAt + 1, to, serial };
}

function faultIn(frame: Uint8Array, typeAt: number): Malformed | undefined {
  const [first] = frame;
  if (first !== SHORT_START && first !== LONG_START) return { code: 'no-frame-start', offset: 0 };
  if (frame.length < typeAt) return { code: 'cut-off', offset: frame.length };
  if (frame[1] !== first) return { code: 'no-frame-start', offset: 1 };
  const size = sizeOf(frame, 0);
  if (size < typeAt + LENGTH_MIN + 2) return { code: 'length-out-of-range', offset: 2 };
  if (frame.length < size) {
    // Whole by its stop, and less than it says: no framer of ours hands it on, but evidence may be looked at.
    const isWhole = frame.length >= typeAt + LENGTH_MIN + 2 && isStop(frame, frame.length - 2);
    return isWhole
      ? { code: 'length-mismatch', offset: 2 }
      : { code: 'cut-off', offset: frame.length };
  }
  if (frame.length > size && !isLongerHeartbeat(frame))
    return { code: 'trailing-bytes', offset: size };
  const stopAt = frame.length - 2;
  return isStop(frame, stopAt) ? undefined : { code: 'no-frame-end', offset: stopAt };
}

function isLongerHeartbeat(frame: Uint8Array): boolean {
  const isHeartbeat = frame[0] === SHORT_START && frame[3] === HEARTBEAT;
  return isHeartbeat && frame[2] === SHORT_HEARTBEAT_LENGTH && frame.length === HEARTBEAT_BYTES;
}
