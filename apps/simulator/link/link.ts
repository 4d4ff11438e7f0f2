import { connect, type Socket } from 'node:net';
import type { Chance, Instant } from '@lakiri/kit';
import { addMs } from '@lakiri/kit';
import type { Device } from '../device/device.ts';
import { assertLoopback } from './loopback.ts';
import type { TimerWheel } from './timer-wheel.ts';

/**
 * How the way to the node behaves. `split`: bytes arrive in pieces cut anywhere. `slow`: so many bytes a
 * second. `breaking`: the connection is lost after about so many bytes.
 */
export type LinkMode =
  | { readonly is: 'normal' }
  | { readonly is: 'split' }
  | { readonly is: 'slow'; readonly bytesPerS: number }
  | { readonly is: 'breaking'; readonly afterBytes: number };

export type LinkOptions = {
  readonly host: string;
  readonly port: number;
  readonly device: Device;
  readonly wheel: TimerWheel;
  readonly chance: Chance;
  readonly now: () => Instant;
  readonly mode?: LinkMode;
};

const RECONNECT_MS_MIN = 500;
const RECONNECT_MS_MAX = 30_000;
const PIECE_BYTES_MAX = 24;
const DRIBBLE_MS = 100;
const BREAK_MS = 150;
/** What a seal's modem holds; with more unsent the device waits instead of the socket growing. */
const UNWRITTEN_BYTES_MAX = 32_768;
/** One for all sockets of the process: what is read is used before the next read. */
const readBuffer = new Uint8Array(16_384);

/** One seal's way to the node. Owns the socket; takes it up again until it is closed. */
export class Link {
  readonly #options: LinkOptions;
  readonly #mode: LinkMode;
  #socket: Socket | undefined;
  #waiting: Uint8Array[] = [];
  #isDribbling = false;
  #isWanted = false;
  #isMute = false;
  #wakeAtMs = Number.POSITIVE_INFINITY;
  #written = 0;
  #reconnectMs = RECONNECT_MS_MIN;

  /** Throws RangeError for any host but this machine. */
  constructor(options: LinkOptions) {
    assertLoopback(options.host);
    this.#options = options;
    this.#mode = options.mode ?? { is: 'normal' };
  }

  get isOpen(): boolean {
    return this.#options.device.isConnected;
  }

  /** In coverage: connects, and again after each loss. */
  open(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#connect();
  }

  /** Out of coverage, or done: what was on its way is lost. */
  close(): void {
    this.#isWanted = false;
    this.#socket?.resetAndDestroy();
    this.#lost();
  }

  /** The connection breaks under both; it is taken up again. */
  drop(): void {
    this.#socket?.resetAndDestroy();
  }

  /** A network that swallows everything for a while, and then breaks. */
  mute(forMs: number): void {
    this.#isMute = true;
    this.#socket?.pause();
    this.#wakeIn(forMs, () => {
      this.#isMute = false;
      this.drop();
    });
  }

  /** Lets the device say what it has to say now. */
  flush(): void {
    const { device, now } = this.#options;
    if (!device.isConnected || this.#isMute) return;
    if (device.isHopeless(now())) {
      this.drop();
      return;
    }
    while (this.#unwritten() < UNWRITTEN_BYTES_MAX) {
      const said = device.send(now());
      if (said.length === 0) break;
      this.#say(said);
    }
    this.#setWake();
  }

  #connect(): void {
    if (!this.#isWanted || this.#socket !== undefined) return;
    const { host, port, device, now } = this.#options;
    const onread = {
      buffer: readBuffer,
      callback: (size: number, bytes: Uint8Array): boolean => {
        device.heard(bytes.subarray(0, size), now());
        this.flush();
        return true;
      },
    };
    const socket = connect({ host, port, noDelay: true, onread });
    this.#socket = socket;
    socket.on('connect', () => {
      this.#reconnectMs = RECONNECT_MS_MIN;
      this.#written = 0;
      this.#say(device.opened(now()));
      this.flush();
    });
    socket.on('drain', () => this.flush());
    socket.on('error', () => undefined); // 'close' follows and says all that we act on
    socket.on('close', () => {
      if (this.#socket === socket) this.#lost();
    });
  }

  #lost(): void {
    this.#socket = undefined;
    this.#waiting = [];
    this.#isDribbling = false;
    this.#options.device.closed();
    if (!this.#isWanted) return;
    // Not all at once after a node came back: each waits up to as long again.
    this.#wakeIn(this.#reconnectMs * (1 + this.#options.chance.next()), () => this.#connect());
    this.#reconnectMs = Math.min(RECONNECT_MS_MAX, this.#reconnectMs * 2);
  }

  #unwritten(): number {
    const waiting = this.#waiting.reduce((sum, bytes) => sum + bytes.length, 0);
    return waiting + (this.#socket?.writableLength ?? 0);
  }

  #say(frames: readonly Uint8Array[]): void {
    if (frames.length === 0) return;
    const bytes = frames.length === 1 && frames[0] ? frames[0] : joined(frames);
    if (this.#mode.is === 'split') this.#dribble(this.#pieces(bytes));
    else if (this.#mode.is === 'slow') this.#dribble(slices(bytes, this.#mode.bytesPerS));
    else this.#write(bytes);
  }

  #write(bytes: Uint8Array): void {
    if (this.#mode.is !== 'breaking') {
      this.#socket?.write(bytes);
      return;
    }
    const left = this.#mode.afterBytes - this.#written;
    this.#written += bytes.length;
    if (left > 0) this.#socket?.write(bytes.subarray(0, left));
    if (left > 0 && bytes.length >= left) this.#breakIn(BREAK_MS);
  }

  /** Late enough that what was sent is answered: a way that never carries anything teaches nothing. */
  #breakIn(ms: number): void {
    const socket = this.#socket;
    this.#wakeIn(ms, () => {
      if (this.#socket === socket) this.drop();
    });
  }

  /** Hands on one piece a turn. */
  #dribble(pieces: readonly Uint8Array[]): void {
    this.#waiting.push(...pieces);
    if (this.#isDribbling) return;
    this.#isDribbling = true;
    const socket = this.#socket;
    const next = (): void => {
      if (this.#socket !== socket) return;
      const piece = this.#waiting.shift();
      if (piece === undefined) {
        this.#isDribbling = false;
        this.flush();
        return;
      }
      socket?.write(piece);
      if (this.#mode.is === 'slow') this.#wakeIn(DRIBBLE_MS, next);
      else setImmediate(next);
    };
    next();
  }

  #pieces(bytes: Uint8Array): readonly Uint8Array[] {
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; ) {
      const size = this.#options.chance.integer(1, PIECE_BYTES_MAX);
      pieces.push(bytes.subarray(at, at + size));
      at += size;
    }
    return pieces;
  }

  /** A wake that is set stays set; an earlier one is set beside it, and the later finds nothing to do. */
  #setWake(): void {
    const { device, wheel } = this.#options;
    const dueAt = device.dueAt;
    if (dueAt === null || dueAt >= this.#wakeAtMs) return;
    this.#wakeAtMs = dueAt;
    wheel.wakeAt(dueAt, () => {
      if (this.#wakeAtMs === dueAt) this.#wakeAtMs = Number.POSITIVE_INFINITY;
      this.flush();
    });
  }

  #wakeIn(ms: number, wake: () => void): void {
    const { wheel, now } = this.#options;
    wheel.wakeAt(addMs(now(), Math.round(ms)), wake);
  }
}

function slices(bytes: Uint8Array, bytesPerS: number): readonly Uint8Array[] {
  const size = Math.max(1, Math.round((bytesPerS * DRIBBLE_MS) / 1_000));
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

function joined(frames: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    all.set(frame, at);
    at += frame.length;
  }
  return all;
}
