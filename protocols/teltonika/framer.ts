import type { Framed, Framer, Malformed } from '@lakiri/kit';
import {
  CODEC_AT,
  DATA_BYTES_MAX,
  DATA_BYTES_MIN,
  ENVELOPE_BYTES,
  isDigit,
  isPublishedCodec,
  LOGIN_BYTES,
  PING,
  u32At,
} from './codec.ts';

/** Long enough to see what a device was saying, short enough that a flood of noise is not kept. */
const DISCARDED_BYTES_MAX = 1024;

/** With this many bytes every start is either known to be one, with its size, or known not to be. */
const HEAD_BYTES = LOGIN_BYTES;

const NOTHING = new Uint8Array(0);

type Start =
  | { readonly is: 'frame'; readonly size: number }
  | { readonly is: 'open' }
  | { readonly is: 'noise'; readonly malformed: Malformed };

const OPEN: Start = { is: 'open' };
const PING_START: Start = { is: 'frame', size: 1 };
const LOGIN_START: Start = { is: 'frame', size: LOGIN_BYTES };

/** A framer for one TCP connection, device to server. */
export function framer(): Framer {
  return new TeltonikaFramer();
}

/**
 * Says what begins at `at`, from the bytes before `end`. Each byte is judged in order, so more bytes
 * may settle what is open and never change what was settled.
 */
function startAt(bytes: Uint8Array, at: number, end: number): Start {
  const first = bytes[at];
  if (first === PING) return PING_START;
  if (first !== 0) return noise('no-frame-start', 0);
  if (at + 1 >= end) return OPEN;
  if (bytes[at + 1] === 0x0f) return loginAt(bytes, at, end);
  for (let zero = 1; zero < 4; zero++) {
    if (at + zero >= end) return OPEN;
    if (bytes[at + zero] !== 0) return noise('no-frame-start', zero);
  }
  if (at + CODEC_AT > end) return OPEN;
  const length = u32At(bytes, at + 4);
  if (length < DATA_BYTES_MIN || length > DATA_BYTES_MAX) return noise('length-out-of-range', 4);
  if (at + CODEC_AT >= end) return OPEN;
  if (!isPublishedCodec(bytes[at + CODEC_AT] ?? 0)) return noise('unknown-codec', CODEC_AT);
  return { is: 'frame', size: length + ENVELOPE_BYTES };
}

function loginAt(bytes: Uint8Array, at: number, end: number): Start {
  const last = Math.min(end, at + LOGIN_BYTES);
  for (let digit = at + 2; digit < last; digit++)
    if (!isDigit(bytes[digit])) return noise('imei-not-digits', digit - at);
  return LOGIN_START;
}

function noise(code: string, offset: number): Start {
  return { is: 'noise', malformed: { code, offset } };
}

/** A copy that nobody else writes to: a socket may use its chunk again. */
function copyOf(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const copy = new Uint8Array(to - from);
  copy.set(bytes.subarray(from, to));
  return copy;
}

/** Owns the bytes of at most one unfinished frame and of one run of noise. */
class TeltonikaFramer implements Framer {
  #held: Uint8Array = NOTHING;
  #heldBytes = 0;
  #run: Uint8Array = NOTHING;
  #runBytes = 0;
  #runMalformed: Malformed | undefined;
  /** In noise a 0xFF is noise too: only a login or a packet's head proves that we are back. */
  #isLost = false;
  #found: Framed[] = [];

  push(chunk: Uint8Array): readonly Framed[] {
    let at = 0;
    while (at < chunk.length)
      at = this.#heldBytes > 0 ? this.#fill(chunk, at) : this.#scan(chunk, at);
    return this.#take();
  }

  end(): readonly Framed[] {
    this.#endRun();
    const offset = this.#heldBytes;
    if (offset > 0) {
      const bytes = copyOf(this.#held, 0, offset);
      this.#found.push({ kind: 'discarded', bytes, malformed: { code: 'cut-off', offset } });
      this.#drop(offset);
    }
    this.#isLost = false;
    return this.#take();
  }

  /** Reads straight from the chunk while nothing is held; returns where to go on. */
  #scan(chunk: Uint8Array, at: number): number {
    const start = this.#startAt(chunk, at, chunk.length);
    if (start.is === 'noise') {
      this.#discard(chunk[at] ?? 0, start.malformed);
      return at + 1;
    }
    const size = start.is === 'frame' ? start.size : HEAD_BYTES;
    if (start.is === 'frame' && at + size <= chunk.length) {
      this.#emit(copyOf(chunk, at, at + size));
      return at + size;
    }
    this.#held = new Uint8Array(Math.max(size, HEAD_BYTES));
    this.#held.set(chunk.subarray(at));
    this.#heldBytes = chunk.length - at;
    return chunk.length;
  }

  /** Adds to what is held no more than it lacks; returns where to go on. */
  #fill(chunk: Uint8Array, at: number): number {
    const to = Math.min(chunk.length, at + this.#held.length - this.#heldBytes);
    this.#held.set(chunk.subarray(at, to), this.#heldBytes);
    this.#heldBytes += to - at;
    while (this.#heldBytes > 0 && this.#settle());
    return to;
  }

  /** Deals with the first thing held; false when that needs more bytes. */
  #settle(): boolean {
    const start = this.#startAt(this.#held, 0, this.#heldBytes);
    if (start.is === 'open') return false;
    if (start.is === 'noise') {
      this.#discard(this.#held[0] ?? 0, start.malformed);
      this.#drop(1);
      return true;
    }
    if (start.size <= this.#heldBytes) {
      this.#emit(copyOf(this.#held, 0, start.size));
      this.#drop(start.size);
      return true;
    }
    if (this.#held.length < start.size) {
      const wider = new Uint8Array(start.size);
      wider.set(this.#held.subarray(0, this.#heldBytes));
      this.#held = wider;
    }
    return false;
  }

  #startAt(bytes: Uint8Array, at: number, end: number): Start {
    const start = startAt(bytes, at, end);
    return this.#isLost && start === PING_START ? noise('no-frame-start', 0) : start;
  }

  #drop(size: number): void {
    this.#held.copyWithin(0, size, this.#heldBytes);
    this.#heldBytes -= size;
    if (this.#heldBytes === 0) this.#held = NOTHING;
  }

  #emit(bytes: Uint8Array): void {
    this.#endRun();
    this.#isLost = false;
    this.#found.push({ kind: 'frame', bytes });
  }

  /** A run is handed on when a frame ends it or when it is full, never when a chunk happens to end. */
  #discard(byte: number, malformed: Malformed): void {
    this.#isLost = true;
    if (this.#runBytes === 0) {
      if (this.#run.length === 0) this.#run = new Uint8Array(DISCARDED_BYTES_MAX);
      this.#runMalformed = malformed;
    }
    this.#run[this.#runBytes++] = byte;
    if (this.#runBytes === DISCARDED_BYTES_MAX) this.#endRun();
  }

  #endRun(): void {
    if (this.#runMalformed === undefined) return;
    const bytes = copyOf(this.#run, 0, this.#runBytes);
    this.#found.push({ kind: 'discarded', bytes, malformed: this.#runMalformed });
    this.#run = NOTHING;
    this.#runBytes = 0;
    this.#runMalformed = undefined;
  }

  #take(): readonly Framed[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }
}
