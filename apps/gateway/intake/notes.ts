import type { Instant } from '@lakiri/kit';
import type { Log } from '@lakiri/platform/log';
import type { Database } from '@lakiri/platform/sql';
import { noteStrangers, type Stranger } from '@lakiri/seals/store';
import { REJECT_BYTES_MAX, type Rejected, storeRejects } from '@lakiri/telemetry/store';
import type { Item } from '../connection.ts';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import { STRANGERS_HELD_MAX } from '../limits.ts';

const NOTE_EVERY_MS = 1_000;
/** Rejected samples held between two notes; an attacker's others are counted only. */
const REJECTS_HELD_MAX = 500;
const STRANGER_FRAME_BYTES_MAX = 1_024;
/** What the quarantine can hold; one name that it cannot must not cost the note of all others. */
const WIRE_ID = /^[ -~]{1,64}$/;

/** Who spoke, or was told of: of a peer no more than its name is kept. */
export type Spoke = Pick<Item, 'wireId' | 'frame' | 'receivedAt' | 'registeredUnder'> & {
  readonly connection: Pick<Item['connection'], 'dialect' | 'peer'>;
};

/**
 * What the gateway notes beside the readings: strangers, and samples of bytes that belong to no
 * seal. Never in the way of a seal: bounded, once a second, and lost with the process.
 */
export class Notes {
  #strangers = new Map<string, Stranger>();
  #rejects: Rejected[] = [];
  readonly #parts: { database: Database; metrics: GatewayMetrics; log: Log };
  readonly #timer: NodeJS.Timeout;

  constructor(parts: { database: Database; metrics: GatewayMetrics; log: Log }) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.flush(), NOTE_EVERY_MS);
  }

  stranger({ connection, registeredUnder, wireId, frame, receivedAt }: Spoke): void {
    const dialect = registeredUnder ?? connection.dialect.name;
    const key = `${dialect} ${wireId}`;
    const known = this.#strangers.get(key);
    this.#parts.metrics.refused.inc({ reason: 'stranger' });
    const isFull = known === undefined && this.#strangers.size >= STRANGERS_HELD_MAX;
    if (isFull || !WIRE_ID.test(wireId)) {
      this.#parts.metrics.refused.inc({ reason: 'stranger-not-noted' });
      return;
    }
    this.#strangers.set(key, {
      dialect,
      wireId,
      seenAt: receivedAt,
      frames: (known?.frames ?? 0) + 1,
      peer: connection.peer,
      lastFrame: frame.slice(0, STRANGER_FRAME_BYTES_MAX), // a copy: a view would hold its whole chunk
    });
  }

  reject(sample: Omit<Rejected, 'receivedAt'>, receivedAt: Instant): void {
    if (this.#rejects.length >= REJECTS_HELD_MAX) {
      this.#parts.metrics.refused.inc({ reason: 'reject-not-kept' });
      return;
    }
    this.#rejects.push({ ...sample, bytes: sample.bytes.slice(0, REJECT_BYTES_MAX), receivedAt });
  }

  /** Stores what has gathered; what the database does not take now is dropped, and counted. */
  async flush(): Promise<void> {
    // In one order, so that two gateways which note the same strangers wait, but not in a ring.
    const strangers = [...this.#strangers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, stranger]) => stranger);
    const rejects = this.#rejects;
    if (strangers.length === 0 && rejects.length === 0) return;
    this.#strangers = new Map();
    this.#rejects = [];
    const { database, metrics, log } = this.#parts;
    try {
      await database.asNode(async (tx) => {
        if (strangers.length > 0) await noteStrangers(tx, strangers);
        if (rejects.length > 0) await storeRejects(tx, rejects);
      });
    } catch (error) {
      metrics.refused.inc({ reason: 'note-lost' }, strangers.length + rejects.length);
      log.warn({ err: error }, 'strangers and rejected bytes could not be noted');
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
