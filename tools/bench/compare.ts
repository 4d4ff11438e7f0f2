// The generator's record against the database: what was acknowledged must be stored exactly once, with its
// raw frame and the fact that names it.
import type { Database, Sql } from '@lakiri/platform/sql';
import type { Fleet, SealAccount } from '@lakiri/simulator';
import { STEP_S } from './trial.ts';

const STEP_MS = STEP_S * 1_000;
/** Seals asked about at once: at 1,000 readings each, 2 MB of text. */
const SEALS_AT_ONCE = 250;

export type Compared = {
  /** Reports acknowledged. */
  readonly acked: number;
  /** Of those, not stored, or stored without raw frame or fact. */
  readonly lost: number;
  /** Rows beyond the first of a report, and rows of reports that nobody sent. */
  readonly doubled: number;
};

export async function compare(
  owner: Database,
  fleet: Pick<Fleet, 'accounts' | 'occurredAt'>,
): Promise<Compared> {
  const accounts = fleet.accounts();
  const total = { acked: 0, lost: 0, doubled: 0 };
  for (let at = 0; at < accounts.length; at += SEALS_AT_ONCE) {
    const group = accounts.slice(at, at + SEALS_AT_ONCE);
    const stored = await owner.asNode((tx) => readStored(tx, group, fleet.occurredAt(0)));
    for (const account of group) {
      const one = compareSeal(account, stored.get(keyOf(account)) ?? NOTHING_STORED);
      total.acked += one.acked;
      total.lost += one.lost;
      total.doubled += one.doubled;
    }
  }
  return total;
}

type Stored = {
  /** Frame numbers, one for each row. */
  readonly ks: readonly number[];
  /** Rows whose raw frame, or the fact over it, is not there. */
  readonly unproved: number;
};

const NOTHING_STORED: Stored = { ks: [], unproved: 0 };

/** One seal's frames 0 … sent-1 against the numbers of its stored rows. */
export function compareSeal({ sent, unacked }: SealAccount, { ks, unproved }: Stored): Compared {
  const times = new Map<number, number>();
  for (const k of ks) times.set(k, (times.get(k) ?? 0) + 1);
  const open = new Set(unacked);
  let lost = unproved;
  for (let k = 0; k < sent; k++) if (!open.has(k) && !times.has(k)) lost++;
  let doubled = 0;
  for (const [k, rows] of times) {
    const wasSent = Number.isInteger(k) && k >= 0 && k < sent;
    doubled += wasSent ? rows - 1 : rows;
  }
  return { acked: sent - open.size, lost, doubled };
}

async function readStored(
  tx: Sql,
  accounts: readonly SealAccount[],
  from: number,
): Promise<Map<string, Stored>> {
  const { rows } = await tx.query<Row>(
    `SELECT s.dialect, s.wire_id, string_agg(((extract(epoch FROM r.occurred_at) * 1000 - $2) / $3)::float8::text, ',') AS ks,
       count(*) FILTER (WHERE f.batch IS NULL OR x.id IS NULL)::int AS unproved
     FROM unnest($4::text[], $1::text[]) AS a (dialect, wire_id)
     JOIN seals.seal s ON s.dialect = a.dialect AND s.wire_id = a.wire_id
     JOIN telemetry.reading r ON r.seal_id = s.id AND r.occurred_at >= to_timestamp($2 / 1000.0)
     LEFT JOIN telemetry.frame f ON f.seal_id = r.seal_id AND f.received_at = r.received_at
       AND f.batch = r.batch AND f.position = r.position
     LEFT JOIN fact.fact x ON x.subject = r.batch AND x.subject_version = 1
     GROUP BY s.dialect, s.wire_id`,
    [accounts.map(({ wireId }) => wireId), from, STEP_MS, accounts.map(({ dialect }) => dialect)],
  );
  return new Map(
    rows.map(({ dialect, wire_id: wireId, ks, unproved }) => [
      keyOf({ dialect, wireId }),
      { ks: ks.split(',').map(Number), unproved },
    ]),
  );
}

type Row = {
  readonly dialect: string;
  readonly wire_id: string;
  readonly ks: string;
  readonly unproved: number;
};

function keyOf({ dialect, wireId }: { readonly dialect: string; readonly wireId: string }): string {
  return `${dialect} ${wireId}`;
}
