// The reference device of the Lakiri dialect: a seal as protocols/lakiri/SPEC.md wants it, without a socket and without a
// clock. It is told what happens and when, and says what it would send.
import { addMs, type Instant, MINUTE_MS, SECOND_MS, type SealEventType } from '@lakiri/kit';
import {
  decodeAnswer,
  encodeHeartbeat,
  hexOf,
  judgeCommand,
  lakiri,
  type Order,
  parseSealKey,
  RESULTS,
  type Result,
  type SealKey,
  type Signer,
} from '@lakiri/protocol-lakiri';
import type { SealBody } from '../measurement.ts';
import { WHOLE } from '../measurement.ts';
import { type Entry, LakiriLog, type Said } from './lakiri-log.ts';

const HEARTBEAT_MS = 4 * MINUTE_MS;
const RESEND_MS = 30 * SECOND_MS;
/** §2.4: a node that does not take a record is not asked again before this. */
const REFUSED_MS = 60 * MINUTE_MS;
/** §5.4: so that nobody fills the log with refusals. */
const REFUSAL_RECORD_MS = MINUTE_MS;
const WINDOW_RECORDS = 32;

export type LakiriDeviceOptions = {
  readonly id: string;
  readonly signer: Signer;
  /** Whom it obeys, by key id in hex. */
  readonly authorities: ReadonlyMap<string, SealKey>;
  readonly recordsMax?: number;
  readonly resendMs?: number;
};

/** What it found out; `at` is its own clock, `null` while that was never set. */
export type LakiriReading = Omit<Said, 'occurredAt' | 'answer' | 'bits'> & {
  readonly at: Instant | null;
  readonly body?: Partial<SealBody>;
};

const DONE_EVENTS: Readonly<Partial<Record<Order['word'], SealEventType>>> = {
  unlock: 'unlock.remote',
  lock: 'lock.remote',
  'open-valve': 'valve.opened',
  'close-valve': 'valve.closed',
};

/** Owns a seal's log, keys and body, and what of it is on its way. */
export class LakiriDevice {
  readonly log: LakiriLog;
  /** A thief or an accident may set it: then an order to move is answered with `failed`. */
  isMotorStuck = false;
  readonly #options: LakiriDeviceOptions;
  readonly #authorities: Map<string, SealKey>;
  readonly #sentAt = new Map<number, Instant>();
  #body: SealBody = WHOLE;
  #framer = lakiri.framer();
  #isConnected = false;
  #heartbeatAt: Instant | null = null;
  #refusedAt: Instant | null = null;
  #refusalAt: Instant | null = null;
  #refusals = 0;
  #intervals = { awakeS: 60, asleepS: 1_800 };

  constructor(options: LakiriDeviceOptions) {
    this.#options = options;
    this.#authorities = new Map(options.authorities);
    this.log = new LakiriLog(options.id, options.signer, options.recordsMax);
  }

  get body(): SealBody {
    return this.#body;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** As last ordered. */
  get intervals(): { readonly awakeS: number; readonly asleepS: number } {
    return this.#intervals;
  }

  get count(): { measured: number; acked: number; outstanding: number; lost: number } {
    const { written, waitingCount, lost } = this.log;
    return {
      measured: written,
      acked: written - waitingCount - lost,
      outstanding: waitingCount,
      lost,
    };
  }

  /** Power is there: the first time, or again after the battery was pulled. */
  start(at: Instant | null): void {
    this.closed();
    this.log.start();
    this.#write({ occurredAt: at, event: { type: 'device.started' } });
  }

  measure({ at, body, ...said }: LakiriReading): void {
    this.#body = { ...this.#body, ...body };
    this.#write({ ...said, occurredAt: at, bits: this.#body });
  }

  /** Connected: over TLS, whose session is not ours. Nothing is to be said before the records. */
  opened(now: Instant): readonly Uint8Array[] {
    this.#isConnected = true;
    this.#framer = lakiri.framer();
    this.#heartbeatAt = addMs(now, HEARTBEAT_MS);
    return [];
  }

  closed(): void {
    this.#isConnected = false;
    this.#sentAt.clear();
    this.#heartbeatAt = null;
  }

  /** All that may be said now: the oldest records first, so that the chain arrives as it was made. */
  send(now: Instant): readonly Uint8Array[] {
    if (!this.#isConnected || this.#isRefused(now)) return [];
    const out = this.#due(now).map(({ record, kept }) => {
      this.#sentAt.set(record.counter, now);
      return record.frame(kept);
    });
    if (out.length > 0) this.#heartbeatAt = addMs(now, HEARTBEAT_MS);
    else if (this.#heartbeatAt !== null && now >= this.#heartbeatAt) {
      out.push(encodeHeartbeat(this.#options.id, this.log.commands));
      this.#heartbeatAt = addMs(now, HEARTBEAT_MS);
    }
    return out;
  }

  heard(chunk: Uint8Array, now: Instant): void {
    for (const framed of this.#framer.push(chunk)) {
      const answer = framed.kind === 'frame' ? decodeAnswer(framed.bytes) : undefined;
      switch (answer?.kind) {
        case 'stored':
          this.log.stored(answer.boot, answer.counter);
          this.#sentAt.delete(answer.counter);
          break;
        case 'refused':
          this.#refusedAt = now;
          break;
        case 'command':
          this.#command(answer.frame, now);
          break;
        case undefined:
          break;
      }
    }
  }

  #due(now: Instant): Entry[] {
    const { resendMs = RESEND_MS } = this.#options;
    return this.log.waiting.slice(0, WINDOW_RECORDS).filter(({ record }) => {
      const sentAt = this.#sentAt.get(record.counter);
      return sentAt === undefined || now >= addMs(sentAt, resendMs);
    });
  }

  #isRefused(now: Instant): boolean {
    return this.#refusedAt !== null && now < addMs(this.#refusedAt, REFUSED_MS);
  }

  #write(said: Said): void {
    this.log.write(said, !this.#isConnected);
  }

  /** §5.3. */
  #command(frame: Uint8Array, now: Instant): void {
    const judged = judgeCommand(frame, {
      device: this.#options.id,
      commands: this.log.commands,
      now,
      authorities: this.#authorities,
    });
    if ('code' in judged) return;
    if (!judged.obey) {
      this.#refuse(judged.counter, judged.result, now);
      return;
    }
    // The counter is kept before anything moves: whatever happens then, this order is used up.
    this.log.commands = judged.counter;
    this.#obey(judged.order, judged.counter, now);
  }

  #refuse(command: number, result: Result, now: Instant): void {
    this.#refusals++;
    if (this.#refusalAt !== null && now < addMs(this.#refusalAt, REFUSAL_RECORD_MS)) return;
    this.#refusalAt = now;
    this.#write({
      occurredAt: now,
      bits: this.#body,
      event: { type: 'unlock.refusedPassword', wrongCount: Math.min(this.#refusals, 0xffff) },
      answer: { command, result: RESULTS[result] },
    });
  }

  #obey(order: Order, command: number, now: Instant): void {
    const result = this.#act(order);
    const moved = DONE_EVENTS[order.word];
    const type = result === 'done' || moved === undefined ? moved : 'motor.stuck';
    this.#write({
      occurredAt: now,
      ...('part' in order && order.part !== undefined
        ? { part: order.part }
        : { bits: this.#body }),
      ...(type === undefined ? {} : { event: { type } }),
      answer: { command, result: RESULTS[result] },
    });
  }

  #act(order: Order): Result {
    switch (order.word) {
      case 'unlock':
      case 'lock':
        if (this.isMotorStuck) return 'failed';
        if (order.part === undefined)
          this.#body = { ...this.#body, motorLocked: order.word === 'lock' };
        return 'done';
      case 'open-valve':
      case 'close-valve':
        return this.isMotorStuck ? 'failed' : 'done';
      case 'set-interval':
        this.#intervals = { awakeS: order.awakeS, asleepS: order.asleepS };
        return 'done';
      case 'locate':
        return 'done';
      case 'resend':
        this.log.again(order.from, order.to);
        return 'done';
      case 'trust-key': {
        const key = parseSealKey('signature', order.publicKey);
        if ('code' in key) return 'failed';
        this.#authorities.set(hexOf(order.keyId), key);
        return 'done';
      }
      case 'distrust-key':
        // Whoever trusts nobody can never be told anything again.
        if (this.#authorities.size === 1) return 'not-now';
        this.#authorities.delete(hexOf(order.keyId));
        return 'done';
      case 'wipe':
        this.log.wipe();
        return 'done';
    }
  }
}
