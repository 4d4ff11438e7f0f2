import { bytesOf, type Found, type Framer, framerOf } from '@lakiri/kit';

/**
 * The longest message: a `GTERI` of 1,000 bytes of bus data with ten accessories, or a `GTDTT` of 1,024
 * bytes in hex, with its place. A longer one is an attack or a lost delimiter.
 */
export const FRAME_BYTES_MAX = 4096;

/** One run of garbage is handed on in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = 1024;

const PLUS = 0x2b;
const DOLLAR = 0x24;
const NUL = 0x00;
const CR = 0x0d;
const LF = 0x0a;
const HEADS = ['+RESP:GT', '+BUFF:GT', '+ACK:GT'].map(bytesOf);

type Nonsense = 'not-a-frame' | 'too-long' | 'unterminated';
/** A framer for one TCP connection, device to server: from `+RESP:GT`, `+BUFF:GT` or `+ACK:GT` to `$`. */
export function framer(): Framer {
  return framerOf({ look, discardedBytesMax: DISCARDED_BYTES_MAX, isBetween: isLineEnd });
}

/** They stand between messages, and end none. */
const isLineEnd = (byte: number): boolean => byte === CR || byte === LF;

const HEAD_BYTES_MAX = 8;

function look(bytes: Uint8Array, at: number, seen: number): Found<Nonsense> {
  if (bytes[at] !== PLUS) return 'not-a-frame';
  const head = headAt(bytes, at);
  if (head === 'open') return 'wait';
  if (head === 'none') return 'not-a-frame';
  const end = Math.min(bytes.length, at + FRAME_BYTES_MAX);
  // A head may have begun at the end of what was there: look there again.
  const from = Math.max(seen - HEAD_BYTES_MAX, at + 1);
  for (let i = from; i < end; i++) {
    const byte = bytes[i];
    if (byte === DOLLAR || byte === NUL) return { size: i + 1 - at };
    // A second head says that the first message was never finished.
    if (byte === PLUS && headAt(bytes, i) === 'head') return 'unterminated';
  }
  return end - at === FRAME_BYTES_MAX ? 'too-long' : 'wait';
}

/** Whether a head stands here; `open` while too little of it is there to say. */
function headAt(bytes: Uint8Array, at: number): 'head' | 'none' | 'open' {
  let isOpen = false;
  for (const head of HEADS) {
    const size = Math.min(head.length, bytes.length - at);
    let same = 0;
    while (same < size && bytes[at + same] === head[same]) same += 1;
    if (same === head.length) return 'head';
    if (same === bytes.length - at) isOpen = true;
  }
  return isOpen ? 'open' : 'none';
}
