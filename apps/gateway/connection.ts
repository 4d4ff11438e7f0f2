import type { Socket } from 'node:net';
import type { Dialect, Framed, Framer, Instant, Message, Outcome } from '@lakiri/kit';
import type { GatewayMetrics } from './gateway-metrics.ts';
import type { Origin } from './intake/origin.ts';
import {
  GARBAGE_BYTES_MAX,
  HEARTBEAT_EVERY_MS,
  REJECTS_KEPT_MAX,
  UNSENT_BYTES_MAX,
} from './limits.ts';

/** Whoever brought a frame and waits for its answer: a socket, a datagram's sender, a vendor's feed. */
export type Peer = {
  readonly dialect: Dialect;
  /** `address:port`, or the feed's name. */
  readonly peer: string;
  /** Its frames are datagrams, which are decoded otherwise than a stream's; absent: they are not. */
  readonly isDatagram?: boolean;
  /** Adds what became of a message to the next `flush`. */
  answer(message: Message, outcome: Outcome, now: Instant): void;
  /** Sends all answers of a batch. */
  flush(): void;
  /** One of its frames has come to its end, answered or not. */
  settled(): void;
  /** There is room again, after `wait`. */
  resume(): void;
  /** What an outcome does not say, before the answer: told before, or nothing that our tables take. Absent: no matter. */
  learn?(about: 'doubled' | 'unstorable'): void;
  /** A frame in doubt made no sense as its model means it either: counted against the peer now. */
  nonsense?(frame: Uint8Array, code: string): void;
  /**
   * Sends an order of ours; false: there is nobody to take it. A slow reader is no failure. Absent: nothing can
   * be sent to this peer of our own accord.
   */
  send?(bytes: Uint8Array): boolean;
  /** Whether it has left; absent: it does not come and go. */
  isGone?(): boolean;
};

/** A frame on its way to the database, with the peer that waits for its answer. */
export type Item = {
  readonly connection: Peer;
  readonly wireId: string;
  readonly message: Message;
  readonly frame: Uint8Array;
  readonly receivedAt: Instant;
  /** Who stands between the device and us; absent: nobody. */
  readonly origin?: Origin;
  /** The sub-lock or valve whose reports are meant; absent: the device that sent the frame. */
  readonly part?: string;
  /** The dialect under which the seal is registered, where its frame is in another's words. */
  readonly registeredUnder?: string;
  /** It made no sense by the standard of its dialect, and was not counted: its model may mean it otherwise. */
  readonly isInDoubt?: boolean;
};

/** What a connection needs of the gateway around it. */
export type Surroundings = {
  readonly now: () => Instant;
  readonly metrics: GatewayMetrics;
  /** Whether no more frames are taken; who finds it so waits until it is resumed. */
  isFull(): boolean;
  wait(peer: Peer): void;
  /** The peer is gone: it waits for nothing any more. */
  forget(peer: Peer): void;
  /** Takes a frame; the answer comes later by `answer`, the end of it by `settled`. */
  offer(item: Item): void;
  /** Keeps a sample of bytes that belong to no seal. */
  reject(sample: {
    readonly connection: Peer;
    readonly bytes: Uint8Array;
    readonly code: string;
    readonly offset: number;
  }): void;
  /** The register was asked a moment ago, and does not know this id. */
  isStranger(dialect: string, wireId: string): boolean;
  /** A device whose model has words of its own: what its dialect's standard takes for nonsense may be none. */
  mayMeanOtherwise(dialect: string, wireId: string): boolean;
  noteStranger(item: Item): void;
  /** Something of ours threw where nothing may. */
  broken(error: unknown, peer: Peer): void;
};

const NOTHING: Uint8Array = new Uint8Array(0);

/** One device's socket: cuts the stream into frames, knows who speaks, and sends what became of each. */
export class Connection implements Peer {
  readonly dialect: Dialect;
  readonly peer: string;
  readonly #socket: Socket;
  readonly #framer: Framer;
  readonly #around: Surroundings;
  readonly #remember: ((message: Message) => Message) | undefined;
  #loginId: string | null = null;
  #garbageBytes = 0;
  #rejects = 0;
  #heartbeatAt = Number.NEGATIVE_INFINITY;
  #answers: Uint8Array[] = [];
  /** Bytes that came while the gateway was full: kept as bytes, so that waiting costs little. */
  #held: Uint8Array[] = [];
  #waiting = false;
  /** Frames offered and not yet settled. */
  #unsettled = 0;
  /** The device will send no more, but may still listen. */
  #ended = false;
  #closed = false;
  #framed = false;
  #known = false;

  constructor(socket: Socket, dialect: Dialect, around: Surroundings) {
    this.dialect = dialect;
    this.peer = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`;
    this.#socket = socket;
    this.#framer = dialect.framer();
    this.#around = around;
    this.#remember = dialect.remember?.();
  }

  /** Who it has turned out to be; `pending` while it is we who have not looked yet. */
  get peerIs(): 'known' | 'stranger' | 'silent' | 'pending' {
    if (this.#known) return 'known';
    if (this.#waiting || this.#unsettled > 0) return 'pending';
    return this.#framed ? 'stranger' : 'silent';
  }

  receive(chunk: Uint8Array): void {
    if (this.#closed) return;
    if (this.#waiting || this.#around.isFull()) this.#hold(chunk);
    else this.#read(() => this.#framer.push(chunk), chunk);
  }

  /** The device closed its side: what it sent is still answered, and then ours is closed too. */
  ended(): void {
    this.#ended = true;
    if (this.#waiting) return;
    this.#read(() => this.#framer.end());
    this.#endWhenSettled();
  }

  /** There is room again: what was held goes first. */
  resume(): void {
    this.#waiting = false;
    if (this.#closed) return;
    const held = this.#held;
    this.#held = [];
    for (const chunk of held) this.receive(chunk);
    if (this.#waiting) return;
    if (this.#ended) this.ended();
    else this.#socket.resume();
  }

  /** Adds what became of a message to the next `flush`. */
  answer(message: Message, outcome: Outcome, now: Instant): void {
    const bytes = this.dialect.acknowledge(message, outcome, now);
    if (bytes !== undefined) this.#answers.push(bytes);
    this.#known ||= outcome !== 'refused';
    const refused = message.kind === 'login' && outcome === 'refused';
    if (refused && message.wireId === this.#loginId) this.#loginId = null;
  }

  /** One write for all answers of a batch. */
  flush(): void {
    if (this.#answers.length === 0) return;
    const bytes = this.#answers.length === 1 ? this.#answers[0] : Buffer.concat(this.#answers);
    this.#answers = [];
    if (bytes !== undefined) this.send(bytes);
  }

  send(bytes: Uint8Array): boolean {
    if (this.#closed || !this.#socket.writable) return false;
    if (this.#socket.writableLength > UNSENT_BYTES_MAX) {
      this.close('not-listening'); // before, not after: what is told to be unsent must not have gone out
      return false;
    }
    this.#socket.write(bytes);
    return true;
  }

  isGone(): boolean {
    return this.#closed;
  }

  /** One of its frames has come to its end, answered or not. */
  settled(): void {
    this.#unsettled--;
    this.#endWhenSettled();
  }

  close(reason: string): void {
    if (this.#closed) return;
    this.#around.metrics.closed.inc({ reason });
    this.#socket.destroy();
    this.gone();
  }

  /** The socket is closed, by whomever: nothing more is taken from it. */
  gone(): void {
    this.#closed = true;
    this.#held = [];
    this.#around.forget(this);
  }

  nonsense(frame: Uint8Array, code: string): void {
    this.#countGarbage(frame, code);
  }

  #hold(chunk: Uint8Array): void {
    this.#held.push(chunk);
    if (this.#waiting) return;
    this.#waiting = true;
    this.#socket.pause();
    this.#around.wait(this);
  }

  #endWhenSettled(): void {
    if (this.#ended && this.#unsettled === 0 && !this.#closed) this.#socket.end();
  }

  /** A dialect never throws; if one does, it costs its device the connection and nobody else anything. */
  #read(cut: () => readonly Framed[], chunk = NOTHING): void {
    try {
      this.#take(cut());
    } catch (error) {
      this.#around.broken(error, this);
      this.#discard(chunk, 'dialect-broken', 0);
      this.close('dialect-broken');
    }
  }

  #take(framed: readonly Framed[]): void {
    for (const piece of framed) {
      if (this.#closed) return;
      if (piece.kind === 'frame') this.#frame(piece.bytes);
      else this.#discard(piece.bytes, piece.malformed.code, piece.malformed.offset);
    }
  }

  #frame(frame: Uint8Array): void {
    const decoded = this.dialect.decode(frame);
    const message = this.#remember?.(decoded) ?? decoded;
    const wireId = message.wireId ?? this.#loginId;
    if (wireId === null) {
      const { code, offset } =
        message.kind === 'malformed' ? message.malformed : { code: 'no-login', offset: 0 };
      this.#discard(frame, code, offset);
      return;
    }
    if (message.kind === 'login') this.#loginId = wireId;
    this.#framed = true;
    this.#around.metrics.framed(this.dialect.name, message);
    const receivedAt = this.#around.now();
    if (this.#isTooSoon(message, receivedAt)) return;
    const isNonsense = message.kind === 'malformed';
    const isInDoubt = isNonsense && this.#around.mayMeanOtherwise(this.dialect.name, wireId);
    if (isNonsense && !isInDoubt && this.#countGarbage(frame, message.malformed.code)) return;
    const doubt = isInDoubt ? { isInDoubt } : {};
    const item: Item = { connection: this, wireId, message, frame, receivedAt, ...doubt };
    if (this.#around.isStranger(this.dialect.name, wireId)) {
      this.#around.noteStranger(item);
      this.answer(message, 'refused', receivedAt);
      this.flush();
      return;
    }
    this.#unsettled++;
    this.#around.offer(item);
  }

  /** A heartbeat that needs no answer, so soon after the last one that it says nothing. */
  #isTooSoon(message: Message, at: Instant): boolean {
    if (message.kind !== 'heartbeat' || message.ack !== null) return false;
    if (at - this.#heartbeatAt < HEARTBEAT_EVERY_MS) return true;
    this.#heartbeatAt = at;
    return false;
  }

  #discard(bytes: Uint8Array, code: string, offset: number): void {
    if (this.#rejects < REJECTS_KEPT_MAX) {
      this.#rejects++;
      this.#around.reject({ connection: this, bytes, code, offset });
    }
    this.#countGarbage(bytes, code);
  }

  /** True when it was too much. */
  #countGarbage(bytes: Uint8Array, code: string): boolean {
    this.#around.metrics.malformed.inc({ dialect: this.dialect.name, code });
    this.#garbageBytes += bytes.length;
    if (this.#garbageBytes <= GARBAGE_BYTES_MAX) return false;
    this.close('garbage');
    return true;
  }
}
