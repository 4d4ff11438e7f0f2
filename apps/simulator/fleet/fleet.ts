import type { Instant } from '@lakiri/kit';
import { assertLoopback } from '../link/loopback.ts';
import { type Latency, latencyOf } from './latency.ts';
import { Session } from './session.ts';
import { type FleetDialect, type Speaking, speakingFrom } from './speeches.ts';
import { anyTrack, type Track } from './track.ts';

/** The kernel's accept queue is 511 long by default in Node; more at once would be refused. */
const CONNECTS_AT_ONCE = 256;
/** A node that takes longer to accept a few hundred connections is not there. */
const CONNECT_MS_MAX = 30_000;
/** The grid of the load's plan. Each tick's frames are due at the tick, not when we got round to it. */
const TICK_MS = 4;
/** As after an outage: this many stored frames in one segment. */
export const BACKLOG_FRAMES = 20;
const DRAIN_MS_DEFAULT = 10_000;
const DRAIN_POLL_MS = 20;

export type Shape = 'live' | 'backlog';

export type FleetOptions = {
  readonly host?: string;
  readonly ports: Readonly<Partial<Record<FleetDialect, number>>>;
  /** How each seal speaks; default Jointech. */
  readonly dialectOf?: (seal: number) => FleetDialect;
  /** See {@link SessionOptions}. */
  readonly reconnectMsMax?: number;
  /** How many seals, each on its own TCP session. */
  readonly seals: number;
  /** As the dialect has it; the seals must be registered under them. */
  readonly wireIdOf: (seal: number) => string;
  /** Device time of each seal's first frame, whole seconds. */
  readonly from: Instant;
  /** Device seconds between two frames of one seal; default 1, the least that tells them apart. */
  readonly stepS?: number;
  /** Where a seal drives; default a piece of the Mombasa road. Share tracks: they are not copied. */
  readonly trackOf?: (seal: number) => Track;
};

export type RunOptions = {
  readonly shape: Shape;
  /** Frames a second over all seals. */
  readonly ratePerS: number;
  readonly durationMs: number;
  /** How long to wait for the last acknowledgements. */
  readonly drainMs?: number;
};

/** Times in ms from when a frame was due to its acknowledgement. */
export type RunStats = {
  readonly shape: Shape;
  readonly sent: number;
  readonly acked: number;
  /** Acknowledgements while the load ran, by its length. */
  readonly ackedPerS: number;
  readonly sentPerS: number;
  /** Frames that were due but not sent by the end of the run: every session had its window full. */
  readonly heldBack: number;
  readonly resent: number;
  readonly strayAcks: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly ackMaxMs: number;
  readonly lost: readonly LostFrame[];
};

/** A frame sent and not acknowledged. `k` is its number with its seal, from 0. */
export type LostFrame = {
  readonly seal: number;
  readonly wireId: string;
  readonly k: number;
  readonly serial: number;
  readonly occurredAt: Instant;
};

/** One seal's frames: all of 0 … sent-1 went out; those not in `unacked` were acknowledged. */
export type SealAccount = {
  readonly dialect: FleetDialect;
  readonly wireId: string;
  readonly sent: number;
  readonly unacked: readonly number[];
};

type Seal = { readonly dialect: FleetDialect; readonly session: Session };

type Count = { acked: number; strayAcks: number; resent: number; open: number; latency: Latency };

/** Sessions with a node that send an open-loop load and remember all that was and was not acknowledged. */
export class Fleet {
  readonly #seals: readonly Seal[];
  readonly #sessions: readonly Session[];
  readonly #speaking: Speaking;
  readonly #count: Count;
  #turn = 0;

  constructor(seals: readonly Seal[], speaking: Speaking, count: Count) {
    this.#seals = seals;
    this.#sessions = seals.map(({ session }) => session);
    this.#speaking = speaking;
    this.#count = count;
  }

  get openSessions(): number {
    return this.#count.open;
  }

  get sent(): number {
    return this.#sessions.reduce((sum, session) => sum + session.sent, 0);
  }

  get acked(): number {
    return this.#count.acked;
  }

  /** The device time of frame `k` of any seal. */
  occurredAt(k: number): Instant {
    return this.#speaking.clock(k);
  }

  /** What each seal sent and what of it was not acknowledged, for a harness to ask the database about. */
  accounts(): readonly SealAccount[] {
    return this.#seals.map(({ dialect, session }) => {
      const unacked: number[] = [];
      for (let k = session.settled; k < session.sent; k++)
        if (session.isPending(k)) unacked.push(k);
      return { dialect, wireId: session.wireId, sent: session.sent, unacked };
    });
  }

  /** Sends at `ratePerS` whatever comes back, then waits for what is outstanding. */
  async run(options: RunOptions): Promise<RunStats> {
    const before = { acked: this.#count.acked, sent: this.sent, resent: this.#count.resent };
    const strayBefore = this.#count.strayAcks;
    this.#count.latency = latencyOf();
    const heldBack = await this.#pace(options);
    const ackedInTime = this.#count.acked - before.acked;
    await this.#drain(options.drainMs ?? DRAIN_MS_DEFAULT);
    const sent = this.sent - before.sent;
    const { latency } = this.#count;
    const perS = (frames: number): number => Math.round((frames * 1_000) / options.durationMs);
    return {
      shape: options.shape,
      sent,
      acked: this.#count.acked - before.acked,
      ackedPerS: perS(ackedInTime),
      sentPerS: perS(sent),
      heldBack,
      resent: this.#count.resent - before.resent,
      strayAcks: this.#count.strayAcks - strayBefore,
      ackP50Ms: latency.atMs(0.5),
      ackP99Ms: latency.atMs(0.99),
      ackMaxMs: latency.maxMs,
      lost: this.#lost(),
    };
  }

  /**
   * Cuts the rope of one seal and sends the frame that says so, at once. `sentAtMs` is on
   * `performance.now()`'s clock. Throws when the session is not open or its window is full.
   */
  cutRope(seal: number): {
    readonly wireId: string;
    readonly occurredAt: Instant;
    readonly sentAtMs: number;
  } {
    const session = this.#sessions[seal];
    if (session === undefined || session.room(1) === 0)
      throw new Error(`seal ${seal} cannot send now`);
    const occurredAt = this.#speaking.clock(session.cutRope());
    const sentAtMs = performance.now();
    session.send(1, false, sentAtMs);
    return { wireId: session.wireId, occurredAt, sentAtMs };
  }

  /**
   * What the register has of each seal, for dialects that answer nothing: how many of its reports are
   * stored, by wire id. Who looks seldom says that these are no times.
   */
  confirm(stored: ReadonlyMap<string, number>, isTimed = true): void {
    for (const { session } of this.#seals) {
      const count = stored.get(session.wireId);
      if (count !== undefined) session.confirm(count, isTimed);
    }
  }

  /** Breaks the connections of the given seals, or of all. */
  drop(seals?: readonly number[]): void {
    const dropped = seals?.map((seal) => this.#sessions[seal]) ?? this.#sessions;
    for (const session of dropped) session?.drop();
  }

  close(): void {
    for (const session of this.#sessions) session.end();
  }

  /** Returns the frames that were due and could not be sent. */
  #pace(options: RunOptions): Promise<number> {
    const { ratePerS, durationMs, shape } = options;
    const segment = shape === 'live' ? 1 : BACKLOG_FRAMES;
    const startMs = performance.now();
    let sent = 0;
    let tick = 0;
    return new Promise((resolve) => {
      const turn = (): void => {
        const elapsedMs = performance.now() - startMs;
        for (; tick * TICK_MS <= Math.min(elapsedMs, durationMs); tick++) {
          const due = Math.floor((ratePerS * tick * TICK_MS) / 1_000 / segment) * segment;
          sent += this.#sendDue(due - sent, { segment, dueMs: startMs + tick * TICK_MS });
        }
        if (elapsedMs >= durationMs)
          resolve(Math.max(0, Math.floor((ratePerS * durationMs) / 1_000) - sent));
        else setTimeout(turn, Math.max(0, startMs + tick * TICK_MS - performance.now()));
      };
      turn();
    });
  }

  /** Round the seals, each one segment, until `frames` are sent or no seal has room. */
  #sendDue(frames: number, how: { readonly segment: number; readonly dueMs: number }): number {
    let sent = 0;
    let fruitless = 0;
    while (sent < frames && fruitless < this.#sessions.length) {
      this.#turn = (this.#turn + 1) % this.#sessions.length;
      const session = this.#sessions[this.#turn];
      if (session === undefined || session.room(how.segment) < how.segment) {
        fruitless++;
        continue;
      }
      fruitless = 0;
      session.send(how.segment, how.segment > 1, how.dueMs);
      sent += how.segment;
    }
    return sent;
  }

  async #drain(drainMs: number): Promise<void> {
    const untilMs = performance.now() + drainMs;
    while (this.#count.acked < this.sent && performance.now() < untilMs) await pause(DRAIN_POLL_MS);
  }

  #lost(): readonly LostFrame[] {
    return this.accounts().flatMap(({ wireId, unacked }, seal) =>
      unacked.map((k) => ({
        seal,
        wireId,
        k,
        serial: k & 0xff,
        occurredAt: this.#speaking.clock(k),
      })),
    );
  }
}

/**
 * Connects every seal; resolves when all sessions are open. Throws RangeError for a host elsewhere, and
 * an error when nobody answers.
 */
export async function openFleet(options: FleetOptions): Promise<Fleet> {
  const { host = '127.0.0.1', seals, from, stepS = 1 } = options;
  assertLoopback(host);
  const speaking = speakingFrom(from, stepS);
  const track = anyTrack();
  const count: Count = { acked: 0, strayAcks: 0, resent: 0, open: 0, latency: latencyOf() };
  const events = {
    acked: (ms: number | undefined): void => {
      count.acked++;
      if (ms !== undefined) count.latency.record(ms);
    },
    stray: (): void => {
      count.strayAcks++;
    },
    resent: (frames: number): void => {
      count.resent += frames;
    },
    opened: (): void => {
      count.open++;
    },
    closed: (): void => {
      count.open--;
    },
  };
  const all = Array.from({ length: seals }, (_, seal): Seal => {
    const dialect = options.dialectOf?.(seal) ?? 'jointech';
    const port = options.ports[dialect];
    if (port === undefined) throw new RangeError(`no port for ${dialect}`);
    const wireId = options.wireIdOf(seal);
    const speech = speaking.speechOf(dialect);
    const voice = speech.voiceOf({ wireId, track: options.trackOf?.(seal) ?? track });
    const { reconnectMsMax } = options;
    const where = { host, port, reconnectMsMax };
    return { dialect, session: new Session({ ...where, wireId, speech, voice }, events) };
  });
  const fleet = new Fleet(all, speaking, count);
  for (let at = 0; at < seals; at += CONNECTS_AT_ONCE) {
    const group = all.slice(at, at + CONNECTS_AT_ONCE).map(({ session }) => session);
    for (const session of group) session.open();
    if (await are(group, (session) => session.isConnected)) continue;
    fleet.close();
    throw new Error(`nobody answers at ${host}`);
  }
  // Logins are answered by whole batches: a group at a time would wait for one each.
  const sessions = all.map(({ session }) => session);
  if (await are(sessions, (session) => session.isOpen)) return fleet;
  fleet.close();
  throw new Error(`not every login was answered at ${host}`);
}

async function are(
  sessions: readonly Session[],
  isSo: (session: Session) => boolean,
): Promise<boolean> {
  const untilMs = performance.now() + CONNECT_MS_MAX;
  while (!sessions.every(isSo)) {
    if (performance.now() > untilMs) return false;
    await pause(1);
  }
  return true;
}

/** Opens a fleet, runs one load, closes it. */
export async function loadFleet(options: FleetOptions & RunOptions): Promise<RunStats> {
  const fleet = await openFleet(options);
  try {
    return await fleet.run(options);
  } finally {
    fleet.close();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
