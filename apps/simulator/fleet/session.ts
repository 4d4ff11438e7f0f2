import { connect, type Socket } from 'node:net';
import { ACK_START, readAcks } from './ack-reader.ts';
import { FRAME_BYTES, type Press } from './frame-press.ts';
import type { Track } from './track.ts';

/** Serials are one byte (§3.1); half of their range still apart keeps each answer unmistakable. */
const OUTSTANDING_MAX = 200;
const SERIALS = 256;
/** A peer that does not read: 64 KiB of our own waiting is a socket buffer's worth, no more. */
const UNWRITTEN_BYTES_MAX = 65_536;
const RECONNECT_MS_MIN = 50;
const RECONNECT_MS_MAX = 2_000;
/** One for all sockets of the process: what is read is used before the next read. */
const readBuffer = new Uint8Array(65_536);
const writeScratch = new Uint8Array(OUTSTANDING_MAX * FRAME_BYTES);

export type SessionOptions = {
  readonly host: string;
  readonly port: number;
  readonly wireId: string;
  readonly deviceId: Uint8Array;
  readonly track: Track;
  readonly press: Press;
};

export type SessionEvents = {
  /** A frame's acknowledgement: how long after its appointed time, ms on the caller's clock. */
  acked(latencyMs: number): void;
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
  isOpen = false;
  readonly #options: SessionOptions;
  readonly #events: SessionEvents;
  readonly #pending = new Uint8Array(SERIALS);
  readonly #stored = new Uint8Array(SERIALS);
  readonly #dueMs = new Float64Array(SERIALS);
  #socket: Socket | undefined;
  #ackState = ACK_START;
  #cutFrom = Number.POSITIVE_INFINITY;
  #reconnectMs = RECONNECT_MS_MIN;
  #isEnded = false;

  constructor(options: SessionOptions, events: SessionEvents) {
    this.#options = options;
    this.#events = events;
    this.wireId = options.wireId;
  }

  open(): void {
    const { host, port } = this.#options;
    const onread = {
      buffer: readBuffer,
      callback: (size: number, bytes: Uint8Array): boolean => {
        this.#ackState = readAcks(this.#ackState, bytes, { size, stored: this.#settle });
        return true;
      },
    };
    const socket = connect({ host, port, noDelay: true, onread });
    this.#socket = socket;
    socket.on('connect', () => this.#opened());
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
    const { deviceId, track, press } = this.#options;
    let at = 0;
    for (let k = from; k < until; k++) {
      const slot = k & 0xff;
      if (this.#pending[slot] === 0) continue;
      const stored = this.#stored[slot] === 1;
      press.press(writeScratch, at, { deviceId, track, k, stored, cut: k >= this.#cutFrom });
      at += FRAME_BYTES;
    }
    // A copy: the socket may keep it until the peer reads.
    if (at > 0) this.#socket?.write(writeScratch.slice(0, at));
  }

  #opened(): void {
    this.isOpen = true;
    this.#reconnectMs = RECONNECT_MS_MIN;
    this.#ackState = ACK_START;
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
    this.#socket = undefined;
    if (wasOpen) this.#events.closed();
    if (this.#isEnded) return;
    // Thousands lose a node at one moment; they must not all come back at one.
    const spreadMs = this.#reconnectMs * (0.5 + Math.random());
    setTimeout(() => {
      if (!this.#isEnded) this.open();
    }, spreadMs);
    this.#reconnectMs = Math.min(RECONNECT_MS_MAX, this.#reconnectMs * 2);
  }

  readonly #settle = (serial: number): void => {
    if (this.#pending[serial] === 0) {
      this.#events.stray();
      return;
    }
    this.#pending[serial] = 0;
    this.#events.acked(performance.now() - (this.#dueMs[serial] ?? 0));
    while (this.settled < this.sent && this.#pending[this.settled & 0xff] === 0) this.settled++;
  };
}
