import type { Socket } from 'node:net';
import type { Dialect, Framed, Framer, Instant, Message, Outcome } from '@lakiri/kit';
import type { GatewayMetrics } from './gateway-metrics.ts';
import { GARBAGE_BYTES_MAX, REJECTS_KEPT_MAX, UNSENT_BYTES_MAX } from './limits.ts';

/** A frame on its way to the database, with the connection that waits for its answer. */
export type Item = {
  readonly connection: Connection;
  readonly wireId: string;
  readonly message: Message;
  readonly frame: Uint8Array;
  readonly receivedAt: Instant;
};

/** What a connection needs of the gateway around it. */
export type Surroundings = {
  readonly now: () => Instant;
  readonly metrics: GatewayMetrics;
  /** Takes a frame; the answer comes later by `answer`. */
  offer(item: Item): void;
  /** Keeps a sample of bytes that belong to no seal. */
  reject(sample: {
    readonly connection: Connection;
    readonly bytes: Uint8Array;
    readonly code: string;
    readonly offset: number;
  }): void;
  /** The register was asked a moment ago, and does not know this id. */
  isStranger(dialect: string, wireId: string): boolean;
  noteStranger(item: Item): void;
};

/** One device's socket: cuts the stream into frames, knows who speaks, and sends what became of each. */
export class Connection {
  readonly dialect: Dialect;
  readonly peer: string;
  readonly #socket: Socket;
  readonly #framer: Framer;
  readonly #around: Surroundings;
  #loginId: string | null = null;
  #garbageBytes = 0;
  #rejects = 0;
  #answers: Uint8Array[] = [];
  framed = false;

  constructor(socket: Socket, dialect: Dialect, around: Surroundings) {
    this.dialect = dialect;
    this.peer = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`;
    this.#socket = socket;
    this.#framer = dialect.framer();
    this.#around = around;
  }

  receive(chunk: Uint8Array): void {
    this.#take(this.#framer.push(chunk));
  }

  ended(): void {
    this.#take(this.#framer.end());
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Adds what became of a message to the next `flush`. */
  answer(message: Message, outcome: Outcome, now: Instant): void {
    const bytes = this.dialect.acknowledge(message, outcome, now);
    if (bytes !== undefined) this.#answers.push(bytes);
    if (message.kind === 'login' && outcome === 'refused') this.#loginId = null;
  }

  /** One write for all answers of a batch. */
  flush(): void {
    if (this.#answers.length === 0) return;
    const bytes = this.#answers.length === 1 ? this.#answers[0] : Buffer.concat(this.#answers);
    this.#answers = [];
    if (bytes === undefined || !this.#socket.writable) return;
    this.#socket.write(bytes);
    if (this.#socket.writableLength > UNSENT_BYTES_MAX) this.close('not-listening');
  }

  close(reason: string): void {
    this.#around.metrics.closed.inc({ reason });
    this.#socket.destroy();
  }

  #take(framed: readonly Framed[]): void {
    for (const piece of framed) {
      if (piece.kind === 'frame') this.#frame(piece.bytes);
      else this.#discard(piece.bytes, piece.malformed.code, piece.malformed.offset);
    }
  }

  #frame(frame: Uint8Array): void {
    const message = this.dialect.decode(frame);
    if (message.kind === 'malformed' && message.wireId === null && this.#loginId === null) {
      this.#discard(frame, message.malformed.code, message.malformed.offset);
      return;
    }
    const wireId = message.wireId ?? this.#loginId;
    if (wireId === null) {
      this.#discard(frame, 'no-login', 0);
      return;
    }
    if (message.kind === 'login') this.#loginId = wireId;
    this.framed = true;
    const receivedAt = this.#around.now();
    const item: Item = { connection: this, wireId, message, frame, receivedAt };
    this.#around.metrics.framed(this.dialect.name, message);
    if (this.#around.isStranger(this.dialect.name, wireId)) {
      this.#around.noteStranger(item);
      this.answer(message, 'refused', receivedAt);
      this.flush();
      return;
    }
    this.#around.offer(item);
  }

  #discard(bytes: Uint8Array, code: string, offset: number): void {
    this.#around.metrics.malformed.inc({ dialect: this.dialect.name, code });
    this.#garbageBytes += bytes.length;
    if (this.#rejects < REJECTS_KEPT_MAX) {
      this.#rejects++;
      this.#around.reject({ connection: this, bytes, code, offset });
    }
    if (this.#garbageBytes > GARBAGE_BYTES_MAX) this.close('garbage');
  }
}
