import { connect, type Socket } from 'node:net';
import type { AnswerReader, FleetSpeech, Heard, Voice } from './voice.ts';

/** Serials are one byte (§3.1); half of their range still apart keeps each answer unmistakable. */
const OUTSTANDING_MAX = 200;
const SERIALS = 256;
/** A peer that does not read: 64 KiB of our own waiting is a socket buffer's worth, no more. */
const UNWRITTEN_BYTES_MAX = 65_536;
const RECONNECT_MS_MIN = 50;
const RECONNECT_MS_MAX = 2_000;
/** One for all sockets of the process: what is read is used before the next read. */
const readBuffer = new Uint8Array(65_536);
/** Every report of a window in a frame of its own, of the dialect whose frames are longest. */
const writeScratch = new Uint8Array(OUTSTANDING_MAX * 4_096);

export type SessionOptions = {
  readonly host: string;
  readonly port: number;
  readonly wireId: string;
  readonly speech: FleetSpeech;
  readonly voice: Voice;
  /** Thousands that lose a node at one moment spread themselves over this; default 2 s. */
  readonly reconnectMsMax?: number | undefined;
};

export type SessionEvents = {
  /**
   * A frame's acknowledgement: how long after its appointed time, ms on the caller's clock; undefined
   * where nobody was watching.
   */
  acked(latencyMs: number | undefined): void;
  stray(): void;
  opened(): void;
  closed(): void;
  resent(frames: number): void;
};

/**
 * One seal of the load on its TCP session. It numbers its frames from 0 without gaps; a frame's
 * bytes follow from its number, so what is not acknowledged can be sent again without being kept.
 */
export class Session {
  readonly wireId: string;
  /** Frames begun; the next one's number. */
  sent = 0;
  /** Every frame below is acknowledged. */
  settled = 0;
  /** Its reports may be sent: the login was answered, where there is one. */
  isOpen = false;
  isConnected = false;
  readonly #options: SessionOptions;
  readonly #events: SessionEvents;
  readonly #pending = new Uint8Array(SERIALS);
  readonly #stored = new Uint8Array(SERIALS);
  readonly #dueMs = new Float64Array(SERIALS);
  /** By its first report: how many a frame on its way holds. */
  readonly #counts = new Uint8Array(SERIALS);
  #socket: Socket | undefined;
  #read: AnswerReader | undefined;
  /** The beginning of an answer that has not come whole. */
  #rest: Uint8Array | undefined;
  #cutFrom = Number.POSITIVE_INFINITY;
  #reconnectMs = RECONNECT_MS_MIN;
  #isEnded = false;

  constructor(options: SessionOptions, events: SessionEvents) {
    this.#options = options;
    this.#events = events;
    this.wireId = options.wireId;
  }

  open(): void {
    const { host, port, voice } = this.#options;
    const onread = {
      buffer: readBuffer,
      callback: (size: number, bytes: Uint8Array): boolean => {
        this.#hear(bytes, size);
        return true;
      },
    };
    const socket = connect({ host, port, noDelay: true, onread });
    this.#socket = socket;
    this.#read = voice.listen?.();
    this.#rest = undefined;
    socket.on('connect', () => {
      this.isConnected = true;
      if (voice.login === undefined) this.#opened();
      else socket.write(voice.login);
    });
    socket.on('error', () => undefined); // 'close' follows and says all that we act on
    socket.on('close', () => this.#closed());
  }

  /** How many frames may be sent now, at most `wanted`. */
  room(wanted: number): number {
    if (!this.isOpen || (this.#socket?.writableLength ?? 0) > UNWRITTEN_BYTES_MAX) return 0;
    return Math.min(wanted, OUTSTANDING_MAX - (this.sent - this.settled));
  }

  /** Sends the next `count` frames as one segment; `dueMs` is when the load's plan wanted them sent. */
  send(count: number, stored: boolean, dueMs: number): void {
    const first = this.sent;
    for (let k = first; k < first + count; k++) {
      const slot = k & 0xff;
      this.#pending[slot] = 1;
      this.#stored[slot] = stored ? 1 : 0;
      this.#dueMs[slot] = dueMs;
    }
    this.sent += count;
    this.#write(first, this.sent);
  }

  /** From the next frame on the rope is cut. Returns that frame's number. */
  cutRope(): number {
    this.#cutFrom = Math.min(this.#cutFrom, this.sent);
    return this.#cutFrom;
  }

  /** Of a dialect that answers nothing: the register has so many of this seal's reports. */
  confirm(count: number, isTimed: boolean): void {
    while (this.settled < Math.min(count, this.sent)) this.#settle(this.settled & 0xff, isTimed);
  }

  isPending(k: number): boolean {
    return k >= this.settled && k < this.sent && this.#pending[k & 0xff] === 1;
  }

  /** Breaks the connection as a lost network does; it is taken up again by itself. */
  drop(): void {
    this.#socket?.resetAndDestroy();
  }

  end(): void {
    this.#isEnded = true;
    this.#socket?.destroy();
  }

  #write(from: number, until: number): void {
    const { speech, voice } = this.#options;
    let at = 0;
    for (let k = from; k < until; ) {
      const slot = k & 0xff;
      if (this.#pending[slot] === 0) {
        k++;
        continue;
      }
      const stored = this.#stored[slot] === 1;
      const count = stored ? this.#run(k, Math.min(until, k + speech.reportsPerFrameMax)) : 1;
      this.#counts[slot] = count;
      at = voice.put(writeScratch, at, { k, count, stored, cut: k >= this.#cutFrom });
      k += count;
    }
    // A copy: the socket may keep it until the peer reads.
    if (at > 0) this.#socket?.write(writeScratch.slice(0, at));
  }

  /** How many reports from `k` on are still pending without a gap. */
  #run(k: number, until: number): number {
    let end = k + 1;
    while (end < until && this.#pending[end & 0xff] === 1) end++;
    return end - k;
  }

  #hear(bytes: Uint8Array, size: number): void {
    const read = this.#read;
    if (read === undefined) return;
    const rest = this.#rest;
    this.#rest = undefined;
    const whole = rest === undefined ? bytes : joined(rest, bytes.subarray(0, size));
    const room = { to: rest === undefined ? size : whole.length, heard: this.#heard };
    for (let at = 0; at < room.to; ) {
      const end = read(whole, at, room);
      if (end === at) {
        this.#rest = whole.slice(at, room.to);
        return;
      }
      at = end;
    }
  }

  #opened(): void {
    this.isOpen = true;
    this.#reconnectMs = RECONNECT_MS_MIN;
    this.#resend();
    this.#events.opened();
  }

  /** What was not acknowledged before the connection broke is by now a stored frame. */
  #resend(): void {
    let frames = 0;
    for (let k = this.settled; k < this.sent; k++) {
      const slot = k & 0xff;
      if (this.#pending[slot] === 0) continue;
      this.#stored[slot] = 1;
      frames++;
    }
    if (frames === 0) return;
    this.#events.resent(frames);
    this.#write(this.settled, this.sent);
  }

  #closed(): void {
    const wasOpen = this.isOpen;
    this.isOpen = false;
    this.isConnected = false;
    this.#socket = undefined;
    if (wasOpen) this.#events.closed();
    if (this.#isEnded) return;
    // Thousands lose a node at one moment; they must not all come back at one.
    const spreadMs = this.#reconnectMs * (0.5 + Math.random());
    setTimeout(() => {
      if (!this.#isEnded) this.open();
    }, spreadMs);
    const { reconnectMsMax = RECONNECT_MS_MAX } = this.#options;
    this.#reconnectMs = Math.min(reconnectMsMax, this.#reconnectMs * 2);
  }

  readonly #heard: Heard = {
    greeted: () => this.#opened(),
    stored: (serial) => this.#settle(serial ?? this.settled & 0xff),
  };

  /** The frame that begins with this report is stored. */
  #settle(serial: number, isTimed = true): void {
    if (this.#pending[serial] === 0) {
      this.#events.stray();
      return;
    }
    const nowMs = performance.now();
    for (let at = serial; at < serial + (this.#counts[serial] ?? 1); at++) {
      this.#pending[at & 0xff] = 0;
      this.#events.acked(isTimed ? nowMs - (this.#dueMs[at & 0xff] ?? 0) : undefined);
    }
    while (this.settled < this.sent && this.#pending[this.settled & 0xff] === 0) this.settled++;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
