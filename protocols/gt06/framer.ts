import type { Framed, Framer, Malformed } from '@lakiri/kit';
import {
  FRAME_BYTES_MAX,
  HEARTBEAT,
  HEARTBEAT_BYTES,
  isStop,
  isWifi,
  LENGTH_MIN,
  LONG_START,
  SHORT_HEARTBEAT_LENGTH,
  SHORT_START,
  sizeOf,
  WIFI_CELL_BYTES,
  WIFI_CELLS_BYTES,
  WIFI_HEAD_BYTES,
  WIFI_POINT_BYTES,
} from './envelope.ts';

/** Long enough to see what a device was saying, short enough that a flood of noise is not kept. */
const DISCARDED_BYTES_MAX = 1024;
/** Starts, length and type: with these the size is known, or that more is to be seen first. */
const HEAD_BYTES = 5;
const STOP_BYTES = 2;
const NOTHING = new Uint8Array(0);

type Start =
  | { readonly is: 'frame'; readonly size: number }
  /** Nothing can be said before `needs` bytes are there. */
  | { readonly is: 'open'; readonly needs: number }
  | { readonly is: 'noise'; readonly malformed: Malformed };

/** A framer for one TCP connection, device to server. */
export function framer(): Framer {
  return new Gt06Framer();
}

/**
 * Says what begins at `at`, from the bytes before `end`. A frame is one only when it ends in its stop
 * bytes, so a lost byte costs the frame that lost it and not the next.
 */
function startAt(bytes: Uint8Array, at: number, end: number): Start {
  const first = bytes[at];
  if (first !== SHORT_START && first !== LONG_START) return noise('no-frame-start', 0);
  if (at + 1 >= end) return open(HEAD_BYTES);
  if (bytes[at + 1] !== first) return noise('no-frame-start', 1);
  if (at + HEAD_BYTES > end) return open(HEAD_BYTES);
  if (isWifi(bytes, at)) return wifiAt(bytes, at, end);
  const size = sizeOf(bytes, at);
  const head = first === LONG_START ? 4 : 3;
  if (size > FRAME_BYTES_MAX || size < head + LENGTH_MIN + STOP_BYTES)
    return noise('length-out-of-range', 2);
  if (at + size > end) return open(size);
  if (isStop(bytes, at + size - STOP_BYTES)) return { is: 'frame', size };
  const mayBeLonger =
    first === SHORT_START &&
    bytes[at + 3] === HEARTBEAT &&
    bytes[at + 2] === SHORT_HEARTBEAT_LENGTH;
  return mayBeLonger
    ? endedAt(bytes, { at, end, size: HEARTBEAT_BYTES })
    : noise('no-frame-end', size - STOP_BYTES);
}

function wifiAt(bytes: Uint8Array, at: number, end: number): Start {
  const cellsAt = WIFI_HEAD_BYTES + (bytes[at + 2] ?? 0) * WIFI_POINT_BYTES;
  if (at + cellsAt >= end) return open(cellsAt + 1);
  const cells = (bytes[at + cellsAt] ?? 0) * WIFI_CELL_BYTES;
  const size = cellsAt + WIFI_CELLS_BYTES + cells + STOP_BYTES;
  return endedAt(bytes, { at, end, size });
}

type Span = { readonly at: number; readonly end: number; readonly size: number };

function endedAt(bytes: Uint8Array, { at, end, size }: Span): Start {
  if (at + size > end) return open(size);
  const stop = size - STOP_BYTES;
  return isStop(bytes, at + stop) ? { is: 'frame', size } : noise('no-frame-end', stop);
}

function open(needs: number): Start {
  return { is: 'open', needs };
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
class Gt06Framer implements Framer {
  #held: Uint8Array = NOTHING;
  #heldBytes = 0;
  #run: Uint8Array = NOTHING;
  #runBytes = 0;
  #runMalformed: Malformed | undefined;
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
    return this.#take();
  }

  /** Reads straight from the chunk while nothing is held; returns where to go on. */
  #scan(chunk: Uint8Array, at: number): number {
    const start = startAt(chunk, at, chunk.length);
    if (start.is === 'noise') {
      this.#discard(chunk[at] ?? 0, start.malformed);
      return at + 1;
    }
    if (start.is === 'frame') {
      this.#emit(copyOf(chunk, at, at + start.size));
      return at + start.size;
    }
    this.#held = new Uint8Array(start.needs);
    this.#held.set(chunk.subarray(at));
    this.#heldBytes = chunk.length - at;
    return chunk.length;
  }

  /** Adds to what is held no more than it lacks; returns where to go on. */
  #fill(chunk: Uint8Array, at: number): number {
    const to = Math.min(chunk.length, at + this.#held.length - this.#heldBytes);
    this.#held.set(chunk.subarray(at, to), this.#heldBytes);
    this.#heldBytes += to - at;
    this.#settle();
    return to;
  }

  /** Deals with all that is settled of what is held, and makes room for what the rest needs. */
  #settle(): void {
    let done = 0;
    let needs = 0;
    while (done < this.#heldBytes && needs === 0) {
      const start = startAt(this.#held, done, this.#heldBytes);
      if (start.is === 'open') needs = start.needs;
      else if (start.is === 'noise') this.#discard(this.#held[done++] ?? 0, start.malformed);
      else {
        this.#emit(copyOf(this.#held, done, done + start.size));
        done += start.size;
      }
    }
    this.#drop(done);
    if (this.#held.length >= needs) return;
    const wider = new Uint8Array(needs);
    wider.set(this.#held.subarray(0, this.#heldBytes));
    this.#held = wider;
  }

  #drop(size: number): void {
    this.#held.copyWithin(0, size, this.#heldBytes);
    this.#heldBytes -= size;
    if (this.#heldBytes === 0) this.#held = NOTHING;
  }

  #emit(bytes: Uint8Array): void {
    this.#endRun();
    this.#found.push({ kind: 'frame', bytes });
  }

  /** A run is handed on when a frame ends it or when it is full, never when a chunk happens to end. */
  #discard(byte: number, malformed: Malformed): void {
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
