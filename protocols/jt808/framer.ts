import type { Framed, Framer } from '@lakiri/kit';
import { concat } from './bytes.ts';
import { DELIMITER, type Delimiter, unescaped, VARIANT_DELIMITER } from './escape.ts';
import { headOf } from './head.ts';

/**
 * The longest part of a message between two delimiters: §3.3, a head of 21 bytes (2019, fragmented), 1,023
 * of body and the sum, all of them escaped, and the delimiters. Texts are shorter. A longer one is an
 * attack or a lost delimiter.
 */
export const PART_BYTES_MAX = 2 + 2 * (21 + 1023 + 1);

/** A batch of some hundred readings; a device that needs more sends several messages. */
export const FRAGMENTS_MAX = 16;

/** A fragmented message is one frame: its parts as they came, one after the other. */
export const FRAME_BYTES_MAX = FRAGMENTS_MAX * PART_BYTES_MAX;

/** One run of garbage is reported in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = 1024;

const OPEN = 0x28;
const CLOSE = 0x29;
const COMMA = 0x2c;

/** `(` and a word of at most 15 letters or digits (an id), then a comma or the end. */
const TEXT_HEAD_BYTES = 17;

type Found = { readonly size: number } | 'wait' | Nonsense;
type Nonsense = 'not-a-frame' | 'too-long' | 'unterminated' | 'empty-frame';

/**
 * Cuts a stream into frames between 7E or E7 and texts between brackets (§3.2, §3.3); what is neither is
 * skipped one byte at a time. Frames come out as they were on the wire, escapes and all. The parts of
 * a fragmented message come out together, once the last is there.
 */
export function framer(): Framer {
  return new Jt808Framer();
}

/** Owns at most one unfinished part, one unfinished message and one run of noise. */
class Jt808Framer implements Framer {
  #waiting: Uint8Array = new Uint8Array(0);
  #garbage: number[] = [];
  #reason = 'not-a-frame';
  readonly #assembly = new Assembly();

  push(chunk: Uint8Array): readonly Framed[] {
    const bytes = concat(this.#waiting, chunk); // a copy: the caller may use the chunk's memory again
    const found: Framed[] = [];
    let at = 0;
    while (at < bytes.length) {
      const here = look(bytes, at);
      if (here === 'wait') break;
      if (typeof here === 'string') {
        this.#discard(found, bytes[at] ?? 0, here);
        at += 1;
        continue;
      }
      this.#flush(found);
      this.#assembly.add(bytes.subarray(at, at + here.size), found);
      at += here.size;
    }
    this.#waiting = bytes.slice(at); // a copy, so that a large chunk is not kept for its last bytes
    return found;
  }

  end(): readonly Framed[] {
    const found: Framed[] = [];
    this.#flush(found);
    this.#assembly.end(found);
    if (this.#waiting.length > 0) {
      const malformed = { code: 'cut-off', offset: this.#waiting.length };
      found.push({ kind: 'discarded', bytes: this.#waiting, malformed });
    }
    this.#waiting = new Uint8Array(0);
    return found;
  }

  #discard(found: Framed[], byte: number, why: string): void {
    if (this.#garbage.length === 0) this.#reason = why;
    this.#garbage.push(byte);
    if (this.#garbage.length === DISCARDED_BYTES_MAX) this.#flush(found);
  }

  #flush(found: Framed[]): void {
    if (this.#garbage.length === 0) return;
    const malformed = { code: this.#reason, offset: 0 };
    found.push({ kind: 'discarded', bytes: Uint8Array.from(this.#garbage), malformed });
    this.#garbage = [];
  }
}

/** Owns the parts of one fragmented message (§3.3: number 1 to total, serials one after the other). */
class Assembly {
  #parts: Uint8Array[] = [];
  #next:
    | { readonly messageId: number; readonly total: number; number: number; serial: number }
    | undefined;

  add(part: Uint8Array, found: Framed[]): void {
    const fragment = fragmentOf(part);
    if (fragment === undefined) {
      found.push({ kind: 'frame', bytes: part });
      return;
    }
    const { messageId, total, number, serial } = fragment;
    const next = this.#next;
    const follows =
      next !== undefined &&
      next.messageId === messageId &&
      next.total === total &&
      next.number === number &&
      next.serial === serial;
    if (!follows) this.end(found);
    if ((!follows && number !== 1) || total > FRAGMENTS_MAX) {
      const code = total > FRAGMENTS_MAX ? 'too-many-fragments' : 'fragment-missing';
      found.push({ kind: 'discarded', bytes: part, malformed: { code, offset: 0 } });
      return;
    }
    this.#parts.push(part.slice()); // held beyond this push: not with the whole chunk
    if (number < total) {
      this.#next = { messageId, total, number: number + 1, serial: (serial + 1) & 0xffff };
      return;
    }
    found.push({ kind: 'frame', bytes: concat(...this.#parts) });
    this.#forget();
  }

  /** What was begun will not be finished. */
  end(found: Framed[]): void {
    if (this.#parts.length > 0) {
      const malformed = { code: 'fragment-missing', offset: 0 };
      found.push({ kind: 'discarded', bytes: concat(...this.#parts), malformed });
    }
    this.#forget();
  }

  #forget(): void {
    this.#parts = [];
    this.#next = undefined;
  }
}

type Fragment = {
  readonly messageId: number;
  readonly total: number;
  readonly number: number;
  readonly serial: number;
};

/** Whether this part says that it is one of several. */
function fragmentOf(part: Uint8Array): Fragment | undefined {
  const delimiter = part[0];
  if (delimiter !== DELIMITER && delimiter !== VARIANT_DELIMITER) return undefined;
  const plain = unescaped(part.subarray(1, -1), delimiter);
  const head = headOf(plain, delimiter);
  if (head === undefined || head.total < 2) return undefined;
  return head.number >= 1 && head.number <= head.total ? head : undefined;
}

function look(bytes: Uint8Array, at: number): Found {
  const first = bytes[at];
  if (first === DELIMITER || first === VARIANT_DELIMITER) return lookBinary(bytes, at, first);
  return first === OPEN ? lookText(bytes, at) : 'not-a-frame';
}

function lookBinary(bytes: Uint8Array, at: number, delimiter: Delimiter): Found {
  const end = bytes.indexOf(delimiter, at + 1);
  if (end === at + 1) return 'empty-frame'; // the end of a frame whose beginning was lost
  const size = (end === -1 ? bytes.length : end + 1) - at;
  if (size > PART_BYTES_MAX) return 'too-long';
  if (end !== -1) return { size };
  return size === PART_BYTES_MAX ? 'too-long' : 'wait';
}

/** Brackets inside are escaped, so a second `(` says that the first text was never finished. */
function lookText(bytes: Uint8Array, at: number): Found {
  const end = Math.min(bytes.length, at + PART_BYTES_MAX);
  let inWord = true;
  for (let i = at + 1; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === CLOSE) return { size: i + 1 - at };
    if (byte === OPEN) return 'unterminated';
    if (!inWord) continue;
    if (byte === COMMA) inWord = false;
    else if (!isWord(byte) || i - at >= TEXT_HEAD_BYTES - 1) return 'not-a-frame';
  }
  return end - at === PART_BYTES_MAX ? 'too-long' : 'wait';
}

function isWord(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}
