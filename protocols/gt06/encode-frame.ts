import { crc16 } from './crc.ts';
import { FRAME_BYTES_MAX } from './envelope.ts';

const LENGTH_AFTER_CONTENT = 5; // type, serial, checksum
const SHORT_LENGTH_MAX = 0xff;

export type FrameInput = {
  readonly serial: number;
  readonly content?: readonly number[];
  /** Two bytes of length, after 79 79. */
  readonly isLong?: boolean;
};

/** §3.4: start, length, type, content, serial, checksum, stop. Throws RangeError for what has no room. */
export function encodeFrame(
  type: number,
  { serial, content = [], isLong = false }: FrameInput,
): Uint8Array {
  const length = content.length + LENGTH_AFTER_CONTENT;
  if (!isLong && length > SHORT_LENGTH_MAX)
    throw new RangeError(`${content.length} bytes of content in a short frame`);
  const head = isLong ? [0x79, 0x79, ...uint(length, 2)] : [0x78, 0x78, length];
  const size = head.length + length + 2;
  if (size > FRAME_BYTES_MAX) throw new RangeError(`${size} bytes in a frame`);
  const frame = Uint8Array.from([
    ...head,
    ...uint(type, 1),
    ...content,
    ...uint(serial, 2),
    0,
    0,
    0x0d,
    0x0a,
  ]);
  const crcAt = frame.length - 4;
  const crc = crc16(frame, 2, crcAt);
  frame[crcAt] = crc >> 8;
  frame[crcAt + 1] = crc & 0xff;
  return frame;
}

/** The answer to a frame of access points: no length, no serial, no checksum; its own time in `clock`, as hex. */
export function wifiReply(type: number, clock: string): Uint8Array {
  const pairs = clock.match(/../g) ?? [];
  const time = pairs.map((pair) => Number.parseInt(pair, 16));
  return Uint8Array.from([0x78, 0x78, 0, type, ...time, 0x0d, 0x0a]);
}

/** Big-endian. Throws RangeError unless it is an integer that fits. */
export function uint(value: number, bytes: number): number[] {
  if (!Number.isInteger(value) || value < 0 || value >= 256 ** bytes)
    throw new RangeError(`${value} does not fit ${bytes} byte(s)`);
  return Array.from(
    { length: bytes },
    (_, at) => Math.floor(value / 256 ** (bytes - 1 - at)) % 256,
  );
}
