// Frames on their way. An answer is matched to a sending, not to a frame: a frame that was sent twice is
// answered twice, and the second answer must not settle the next frame under the same serial.
import { addMs, type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { Measurement } from '../measurement.ts';
import type { Sort } from './speech.ts';

const RESEND_MS = 30 * SECOND_MS;
const RESEND_MS_MAX = 5 * MINUTE_MS;
/** After so many sendings without an answer the fault is in the connection: take a new one. */
const SENDINGS_MAX = 5;
const SERIALS = 256; // §3.1: one byte

export type Flight = {
  readonly serial: number;
  readonly records: readonly Measurement[];
  readonly bytes: Uint8Array;
  readonly sort: Sort;
};

type InFlight = Flight & { sendings: number; resendAt: Instant };

const NONE: readonly Measurement[] = [];

export class Flights {
  readonly #bySerial = new Map<number, InFlight>();
  /** Sendings on this connection that are still to be answered, oldest first, by the sort of answer. */
  #sendings: Record<Sort, number[]> = { position: [], event: [] };
  readonly #answersDue = new Uint16Array(SERIALS);
  readonly #resendMs: number;
  #last = SERIALS - 1;
  #records = 0;

  constructor(resendMs: number = RESEND_MS) {
    this.#resendMs = resendMs;
  }

  get size(): number {
    return this.#bySerial.size;
  }

  get records(): number {
    return this.#records;
  }

  get isGivenUp(): boolean {
    for (const flight of this.#bySerial.values()) if (flight.sendings > SENDINGS_MAX) return true;
    return false;
  }

  get dueAt(): Instant | null {
    let due: Instant | null = null;
    for (const { resendAt } of this.#bySerial.values())
      if (due === null || resendAt < due) due = resendAt;
    return due;
  }

  /** The next serial under which no answer can still come; `undefined` when there is none. */
  freeSerial(): number | undefined {
    for (let step = 1; step <= SERIALS; step++) {
      const serial = (this.#last + step) % SERIALS;
      if (this.#answersDue[serial] === 0 && !this.#bySerial.has(serial)) return serial;
    }
    return undefined;
  }

  add(flight: Flight): void {
    this.#last = flight.serial;
    this.#records += flight.records.length;
    this.#bySerial.set(flight.serial, { ...flight, sendings: 0, resendAt: 0 as Instant });
  }

  /** Notes one sending of the frame; returns its bytes. */
  sent(serial: number, now: Instant): Uint8Array | undefined {
    const flight = this.#bySerial.get(serial);
    if (flight === undefined) return undefined;
    const waitMs = Math.min(RESEND_MS_MAX, this.#resendMs * 2 ** flight.sendings);
    flight.sendings++;
    flight.resendAt = addMs(now, waitMs);
    this.#sendings[flight.sort].push(serial);
    this.#answersDue[serial] = (this.#answersDue[serial] ?? 0) + 1;
    return flight.bytes;
  }

  overdue(now: Instant): readonly Flight[] {
    return [...this.#bySerial.values()].filter(({ resendAt }) => resendAt <= now);
  }

  /** The node asks for a frame again, or for all. */
  hurry(serial: number | null, now: Instant): void {
    for (const flight of this.#bySerial.values())
      if (serial === null || flight.serial === serial) flight.resendAt = now;
  }

  /** Each of these returns the records that are now settled: none for a second answer. */
  answered(serial: number): readonly Measurement[] {
    for (const sort of ['position', 'event'] as const) {
      const at = this.#sendings[sort].indexOf(serial);
      if (at === -1) continue;
      this.#sendings[sort].splice(at, 1);
      return this.#settle(serial);
    }
    return NONE;
  }

  oldestAnswered(sort: Sort): readonly Measurement[] {
    const serial = this.#sendings[sort].shift();
    return serial === undefined ? NONE : this.#settle(serial);
  }

  /** Anything but all of the frame's records leaves it in flight, to be sent again when it is due. */
  oldestCounted(records: number): readonly Measurement[] {
    const serial = this.#sendings.position.shift();
    if (serial === undefined) return NONE;
    if (this.#bySerial.get(serial)?.records.length === records) return this.#settle(serial);
    this.#answerCame(serial);
    return NONE;
  }

  /** The connection is gone: everything in flight comes back. */
  clear(): readonly Measurement[] {
    const back = [...this.#bySerial.values()].flatMap(({ records }) => records);
    this.#bySerial.clear();
    this.#sendings = { position: [], event: [] };
    this.#answersDue.fill(0);
    this.#records = 0;
    return back;
  }

  #settle(serial: number): readonly Measurement[] {
    this.#answerCame(serial);
    const flight = this.#bySerial.get(serial);
    if (flight === undefined) return NONE;
    this.#bySerial.delete(serial);
    this.#records -= flight.records.length;
    return flight.records;
  }

  #answerCame(serial: number): void {
    this.#answersDue[serial] = Math.max(0, (this.#answersDue[serial] ?? 0) - 1);
  }
}
