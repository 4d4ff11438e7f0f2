import { type Found, type Framer, framerOf } from '@lakiri/kit';

/**
 * The longest frame, its four bytes of head included. The longest record, with a place, an event, an answer and sixteen
 * measurements, has some 700 bytes; a longer one is an attack or a lost head.
 */
export const FRAME_BYTES_MAX = 1024;

/** One run of garbage is reported in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = FRAME_BYTES_MAX;

/** `LK`, then the length of the content in two bytes. */
const MAGIC = [0x4c, 0x4b];
export const HEAD_BYTES = 4;

/** What a content may begin with: COSE_Sign1, COSE_Mac0, and an array that nobody signs. */
const FIRST_BYTES = [0xd2, 0xd1, 0x83];

type Nonsense = 'not-a-frame' | 'too-long';

/** §2.1: cuts a stream into `4C 4B <length> <content>`, and skips what is none one byte at a time. */
export function framer(): Framer {
  return framerOf({ look, discardedBytesMax: DISCARDED_BYTES_MAX });
}

function look(bytes: Uint8Array, at: number): Found<Nonsense> {
  for (const [n, magic] of MAGIC.entries()) {
    if (at + n >= bytes.length) return 'wait';
    if (bytes[at + n] !== magic) return 'not-a-frame';
  }
  if (bytes.length - at <= HEAD_BYTES) return 'wait';
  const size = HEAD_BYTES + lengthIn(bytes, at);
  if (!FIRST_BYTES.includes(bytes[at + HEAD_BYTES] ?? 0)) return 'not-a-frame';
  if (size > FRAME_BYTES_MAX) return 'too-long';
  if (size === HEAD_BYTES) return 'not-a-frame';
  return bytes.length - at < size ? 'wait' : { size };
}

function lengthIn(bytes: Uint8Array, at: number): number {
  return (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
}

/** Whether the bytes carry the head of a stream; without it they are the payload of a broker's message. */
export function hasHead(frame: Uint8Array): boolean {
  return frame[0] === MAGIC[0] && frame[1] === MAGIC[1];
}

/** Whether the head tells the length that the frame has. */
export function isWhole(frame: Uint8Array): boolean {
  return frame.length > HEAD_BYTES && HEAD_BYTES + lengthIn(frame, 0) === frame.length;
}

/** The content under its head. Throws RangeError when there is too much of it. */
export function frameOf(content: Uint8Array): Uint8Array {
  const size = HEAD_BYTES + content.length;
  if (size > FRAME_BYTES_MAX) throw new RangeError(`a frame of ${size} bytes`);
  const frame = new Uint8Array(size);
  frame.set(MAGIC);
  frame[2] = content.length >> 8;
  frame[3] = content.length & 0xff;
  frame.set(content, HEAD_BYTES);
  return frame;
}
