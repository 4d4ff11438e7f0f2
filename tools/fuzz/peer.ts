import { connect, type Socket } from 'node:net';
import { pause } from '../bench/report.ts';

const LOOK_MS = 5;

/** Whoever is at the other end of a gateway's socket: sends bytes, and remembers what it was answered. */
export class Peer {
  readonly #socket: Socket;
  #heard: Buffer = Buffer.alloc(0);
  /** The gateway closed the connection, or it broke. */
  isClosed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#heard = Buffer.concat([this.#heard, chunk]);
    });
    socket.on('error', () => undefined); // 'close' follows
    socket.on('close', () => {
      this.isClosed = true;
    });
  }

  static connect(port: number): Promise<Peer> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Peer(socket)));
    });
  }

  get heard(): Buffer {
    return this.#heard;
  }

  send(bytes: Uint8Array): void {
    if (!this.isClosed) this.#socket.write(bytes);
  }

  /** Sends a byte at a time, with a pause before each. */
  async dribble(bytes: Uint8Array, everyMs: number): Promise<void> {
    for (const byte of bytes) {
      if (this.isClosed) return;
      await pause(everyMs);
      this.send(Uint8Array.of(byte));
    }
  }

  /** Says that it will send no more, as a closing device does. */
  finish(): void {
    this.#socket.end();
  }

  leave(): void {
    this.#socket.destroy();
  }

  /** Waits until what was heard satisfies `isEnough`; false when it does not within `msMax`, or the peer is cut off. */
  async hears(isEnough: (heard: Buffer) => boolean, msMax: number): Promise<boolean> {
    const until = performance.now() + msMax;
    while (!isEnough(this.#heard)) {
      if (this.isClosed || performance.now() > until) return false;
      await pause(LOOK_MS);
    }
    return true;
  }

  /** Waits until the gateway closes the connection; false when it does not within `msMax`. */
  async isCutOff(msMax: number): Promise<boolean> {
    const until = performance.now() + msMax;
    while (!this.isClosed) {
      if (performance.now() > until) return false;
      await pause(LOOK_MS);
    }
    return true;
  }
}
