import type { Framed, Framer } from './dialect.ts';

/** What stands at a place in a stream: a frame of so many bytes, too little yet to say, or why it is no frame. */
export type Found<Nonsense extends string> = { readonly size: number } | 'wait' | Nonsense;

type Framing = {
  /**
   * Must say the same wherever the stream was cut. The bytes before `seen` were there already when it last said `wait` of
   * this place: what it looked for in vain it need not look for again.
   */
  look(bytes: Uint8Array, at: number, seen: number): Found<string>;
  /** One run of garbage is reported in pieces of at most this, so that memory stays bounded. */
  readonly discardedBytesMax: number;
  /** Bytes that may stand between frames and are nobody's garbage (line ends); none unless told. */
  isBetween?(byte: number): boolean;
};

const NEVER = (): boolean => false;

/** A framer that skips what is no frame one byte at a time. It holds no more than `look` waits for. */
export function framerOf({ look, discardedBytesMax, isBetween = NEVER }: Framing): Framer {
  let waiting: Uint8Array = new Uint8Array(0);
  let garbage: number[] = [];
  let reason = '';

  const flush = (found: Framed[]): void => {
    if (garbage.length === 0) return;
    const malformed = { code: reason, offset: 0 };
    found.push({ kind: 'discarded', bytes: Uint8Array.from(garbage), malformed });
    garbage = [];
  };
  const discard = (found: Framed[], byte: number, why: string): void => {
    if (garbage.length === 0) {
      if (isBetween(byte)) return;
      reason = why;
    }
    garbage.push(byte);
    if (garbage.length === discardedBytesMax) flush(found);
  };

  return {
    push(chunk) {
      const bytes = joined(waiting, chunk);
      const found: Framed[] = [];
      let at = 0;
      while (at < bytes.length) {
        const here = look(bytes, at, at === 0 ? waiting.length : at);
        if (here === 'wait') break;
        if (typeof here === 'string') {
          discard(found, bytes[at] ?? 0, here);
          at += 1;
          continue;
        }
        flush(found);
        found.push({ kind: 'frame', bytes: bytes.subarray(at, at + here.size) });
        at += here.size;
      }
      waiting = bytes.slice(at); // a copy, so that a large chunk is not kept for its last bytes
      return found;
    },
    end() {
      const found: Framed[] = [];
      if (garbage.length === 0 && waiting.length > 0) {
        const malformed = { code: 'cut-off', offset: waiting.length };
        found.push({ kind: 'discarded', bytes: waiting, malformed });
      } else {
        for (const byte of waiting) discard(found, byte, 'cut-off');
        flush(found);
      }
      waiting = new Uint8Array(0);
      return found;
    },
  };
}

/** Always a copy: the caller may use the chunk's memory again, and frames stay valid. */
function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
