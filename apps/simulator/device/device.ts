// The life of a record: measured; fresh while the seal is connected, else kept; in flight when sent; gone
// only when its acknowledgement is heard. What was in flight when a connection broke is kept again.
import { addMs, type Chance, type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { Measurement } from '../measurement.ts';
import { Flights } from './flights.ts';
import { type Deed, type Ordered, obedienceOf } from './obedience.ts';
import { RecordStore } from './record-store.ts';
import type { Heard, Sort, Speech } from './speech.ts';

/** §3.1: asks for confirmation of its password each minute. */
const PASSWORD_MS = MINUTE_MS;
/** Less than any network address translation forgets an idle connection. */
const HEARTBEAT_MS = 4 * MINUTE_MS;
/** More fresh records than this waiting means that we are not live: the oldest are kept for later. */
const FRESH_MAX = 8;
/** A node that answers no login within this is not there. */
const WELCOME_MS = 30 * SECOND_MS;
/** How far a seal that tells things in the wrong order reaches into its store. */
const REORDER_RECORDS = 12;

export type DeviceOptions = {
  readonly speech: Speech;
  /** Only for which stored record comes next when it tells them in the wrong order. */
  readonly chance: Chance;
  readonly storedMax?: number;
  /** First wait for an answer before a frame is sent again. */
  readonly resendMs?: number;
  readonly onAcked?: (records: readonly Measurement[]) => void;
  /** Does what it was told to; absent: it obeys nobody. */
  readonly onDeed?: (deed: Deed) => void;
  /** How well it obeys: of its own, so that an order changes nothing else. */
  readonly obedience?: Chance;
};

/** How a faulty seal sends: each frame twice, its store out of order. */
export type Manner = { readonly doubled: boolean; readonly reordered: boolean };

export type DeviceCount = {
  readonly measured: number;
  readonly acked: number;
  /** Measured and neither acknowledged nor lost to a full store. */
  readonly outstanding: number;
  readonly lost: number;
};

type Due<What> = { readonly at: Instant; readonly what: What };

/** One seal's memory and manners. Has no socket and no clock: it is told what happens, and when. */
export class Device {
  manner: Manner = { doubled: false, reordered: false };
  readonly #options: DeviceOptions;
  readonly #speech: Speech;
  readonly #kept: RecordStore<Measurement>;
  readonly #flights: Flights;
  #fresh: Measurement[] = [];
  #read: ((chunk: Uint8Array) => readonly Heard[]) | undefined;
  #isWelcome = false;
  #isPasswordKnown = false;
  #passwordAt: Instant | null = null;
  #heartbeatAt: Instant | null = null;
  #welcomeBy: Instant | null = null;
  #measured = 0;
  #acked = 0;
  #refused = false;
  #answers: Due<Uint8Array>[] = [];
  #deeds: Due<Deed>[] = [];

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.#speech = options.speech;
    this.#kept = new RecordStore(options.storedMax);
    this.#flights = new Flights(options.resendMs);
  }

  get count(): DeviceCount {
    const outstanding = this.#kept.length + this.#fresh.length + this.#flights.records;
    return { measured: this.#measured, acked: this.#acked, outstanding, lost: this.#kept.lost };
  }

  get isConnected(): boolean {
    return this.#read !== undefined;
  }

  /** True when nothing more can come of this connection: refused, or deaf for too long. */
  isHopeless(now: Instant): boolean {
    const unwelcome = this.#welcomeBy !== null && now >= this.#welcomeBy;
    return this.isConnected && (this.#refused || unwelcome || this.#flights.isGivenUp);
  }

  /**
   * Something was found out. What this model has no words for is forgotten at once. `kept`: it was some
   * time ago, so it takes its place after what was kept before it, connected or not.
   */
  measure(measurement: Measurement, kept = false): void {
    if (this.#speech.sortOf(measurement) === undefined) return;
    this.#measured++;
    if (kept || !this.isConnected) {
      this.#kept.push(measurement);
      return;
    }
    this.#fresh.push(measurement);
    const late = this.#fresh.length > FRESH_MAX ? this.#fresh.shift() : undefined;
    if (late !== undefined) this.#kept.push(late);
  }

  /** Connected. Returns what is said first. */
  opened(now: Instant): readonly Uint8Array[] {
    const { login, greeting, password } = this.#speech;
    this.#read = this.#speech.reader();
    this.#refused = false;
    this.#isWelcome = login === undefined;
    this.#welcomeBy = login === undefined ? null : addMs(now, WELCOME_MS);
    this.#passwordAt = password === undefined || this.#isPasswordKnown ? null : now;
    this.#heartbeatAt = addMs(now, HEARTBEAT_MS);
    return [login, greeting].filter((bytes) => bytes !== undefined);
  }

  /** The connection is gone, and with it every answer that was still to come. */
  closed(): void {
    if (!this.isConnected) return;
    this.#read = undefined;
    const back = [...this.#flights.clear(), ...this.#fresh].sort((a, b) => b.at - a.at);
    for (const record of back) this.#kept.unshift(record);
    this.#fresh = [];
    this.#answers = [];
    this.#passwordAt = null;
    this.#heartbeatAt = null;
    this.#welcomeBy = null;
  }

  heard(chunk: Uint8Array, now: Instant): void {
    for (const one of this.#read?.(chunk) ?? []) this.#understand(one, now);
  }

  /** All that may be said now. */
  send(now: Instant): readonly Uint8Array[] {
    for (const deed of this.#taken(this.#deeds, now)) this.#options.onDeed?.(deed);
    if (!this.isConnected || !this.#isWelcome) return [];
    const out = this.#taken(this.#answers, now);
    for (const flight of this.#flights.overdue(now)) this.#transmit(out, flight.serial, now);
    while (this.#flights.size < this.#speech.windowFrames && this.#sendNext(out, now));
    if (this.#passwordAt !== null && now >= this.#passwordAt && this.#speech.password) {
      out.push(this.#speech.password.frame);
      this.#passwordAt = addMs(now, PASSWORD_MS);
    }
    if (out.length > 0) this.#heartbeatAt = addMs(now, HEARTBEAT_MS);
    else if (this.#heartbeatAt !== null && now >= this.#heartbeatAt) {
      out.push(this.#speech.heartbeat);
      this.#heartbeatAt = addMs(now, HEARTBEAT_MS);
    }
    return out;
  }

  /** When `send` may have something to say by time alone; `null` while not connected. */
  get dueAt(): Instant | null {
    const own = [this.#passwordAt, this.#heartbeatAt, this.#welcomeBy, this.#flights.dueAt];
    const all = [...own, ...this.#answers.map(({ at }) => at), ...this.#deeds.map(({ at }) => at)];
    const times = all.filter((at) => at !== null);
    return times.length === 0 ? null : (Math.min(...times) as Instant);
  }

  /** The newest fresh record first, as live; then what is kept, oldest first, as stored. */
  #sendNext(out: Uint8Array[], now: Instant): boolean {
    const serial = this.#flights.freeSerial();
    if (serial === undefined) return false;
    const fresh = this.#fresh.pop();
    const records = fresh === undefined ? this.#takeKept() : [fresh];
    const [first] = records;
    const sort = first && this.#speech.sortOf(first);
    if (sort === undefined) return false;
    const bytes = this.#speech.encode(records, { serial, stored: fresh === undefined });
    this.#flights.add({ serial, records, bytes, sort });
    this.#transmit(out, serial, now);
    return true;
  }

  /** As many kept records of one sort as go into a frame. */
  #takeKept(): readonly Measurement[] {
    const { reordered } = this.manner;
    const records: Measurement[] = [];
    let sort: Sort | undefined;
    while (records.length < this.#speech.recordsPerFrame) {
      if (reordered) this.#kept.swapFront(this.#options.chance.integer(0, REORDER_RECORDS));
      const next = this.#kept.peek();
      if (next === undefined) break;
      const nextSort = this.#speech.sortOf(next);
      if (sort !== undefined && nextSort !== sort) break;
      sort = nextSort;
      records.push(next);
      this.#kept.shift();
    }
    return records;
  }

  #transmit(out: Uint8Array[], serial: number, now: Instant): void {
    for (let times = this.manner.doubled ? 2 : 1; times > 0; times--) {
      const bytes = this.#flights.sent(serial, now);
      if (bytes !== undefined) out.push(bytes);
    }
  }

  #understand(heard: Heard, now: Instant): void {
    switch (heard.kind) {
      case 'welcome':
        this.#isWelcome = heard.accepted;
        this.#refused = !heard.accepted;
        this.#welcomeBy = null;
        return;
      case 'stored':
        this.#settled(this.#flights.answered(heard.serial));
        return;
      case 'oldest-stored':
        this.#settled(this.#flights.oldestAnswered(heard.sort));
        return;
      case 'counted':
        this.#settled(this.#flights.oldestCounted(heard.records));
        return;
      case 'resend':
        this.#flights.hurry(heard.serial, now);
        return;
      case 'password-known':
        if (heard.password !== this.#speech.password?.text) return;
        this.#isPasswordKnown = true;
        this.#passwordAt = null;
        return;
      case 'order':
        this.#obey(heard.order, now);
        return;
      case 'other':
        return;
    }
  }

  /** A lost connection takes its answers with it; what the motor was told it does all the same. */
  #obey({ answer, deed }: Ordered, now: Instant): void {
    const { onDeed, obedience } = this.#options;
    if (onDeed === undefined || obedience === undefined) return;
    const manner = obedienceOf(obedience);
    if (manner === 'deaf') return;
    if (answer !== undefined) this.#answers.push({ at: addMs(now, manner.answerMs), what: answer });
    if (deed !== null) this.#deeds.push({ at: addMs(now, manner.deedMs), what: deed });
  }

  /** Those that are due, taken out, the earliest first. */
  #taken<What>(all: Due<What>[], now: Instant): What[] {
    const due = all.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    for (const one of due) all.splice(all.indexOf(one), 1);
    return due.map(({ what }) => what);
  }

  #settled(records: readonly Measurement[]): void {
    this.#acked += records.length;
    if (records.length > 0) this.#options.onAcked?.(records);
  }
}
