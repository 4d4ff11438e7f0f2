import { canonical, type Json } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { type Alarm, type Case, type Kind, NO_READING, type Watch } from '../core/index.ts';
import { sqlTime } from './row.ts';
import { saveWatches } from './watches.ts';

/** The kinds whose later alarms may be graver than their first. */
const GROWING: readonly Kind[] = ['long-stop', 'trip-time', 'transit-period'];

export type AlarmWrites = {
  /** Watches that changed, by seal. */
  readonly watches: ReadonlyMap<string, Watch>;
  readonly alarms: readonly Alarm[];
  readonly opened: readonly Case[];
};

/** All that a batch of readings, or of instants fallen due, leaves here: three statements at most. */
export async function storeAlarms(tx: Sql, writes: AlarmWrites): Promise<void> {
  await openCases(tx, writes.opened);
  await storeRaised(tx, writes.alarms);
  await saveWatches(tx, writes.watches);
}

async function openCases(tx: Sql, opened: readonly Case[]): Promise<void> {
  if (opened.length === 0) return;
  await tx.query(
    `INSERT INTO alarms.case (id, version, kind, severity, journey, seal, rule_version, opened_at, ack_due_at, wake_at)
     SELECT id, 1, kind, severity, journey, seal, rule_version, opened_at, ack_due_at, ack_due_at
     FROM unnest($1::uuid[], $2::text[], $3::smallint[], $4::uuid[], $5::uuid[], $6::int[],
       $7::timestamptz[], $8::timestamptz[])
       AS u (id, kind, severity, journey, seal, rule_version, opened_at, ack_due_at)`,
    [
      opened.map((one) => one.id),
      opened.map((one) => one.kind),
      opened.map((one) => one.severity),
      opened.map((one) => one.journey),
      opened.map((one) => one.seal),
      opened.map((one) => one.rule.version),
      opened.map((one) => sqlTime(one.openedAt)),
      opened.map((one) => sqlTime(one.ackDueAt)),
    ],
  );
}

/** Keeps alarms; one that is kept already (the same rule, reading and instant) stays the only one. */
export async function storeRaised(tx: Sql, alarms: readonly Alarm[]): Promise<number> {
  if (alarms.length === 0) return 0;
  const { rowCount } = await tx.query(
    `INSERT INTO alarms.alarm (id, case_id, journey, seal, kind, severity, rule_version, occurred_at,
       received_at, late, lat, lon, km, off_m, why, cause_at, cause_digest, rule_override,
       jurisdiction)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::smallint[],
       $7::int[], $8::timestamptz[], $9::timestamptz[], $10::boolean[], $11::float8[], $12::float8[],
       $13::real[], $14::real[], $15::text[], $16::timestamptz[], $17::text[], $18::text[], $19::text[])
     ON CONFLICT (seal, journey, kind, cause_digest, occurred_at) DO NOTHING`,
    [
      alarms.map((alarm) => alarm.id),
      alarms.map((alarm) => alarm.case),
      alarms.map((alarm) => alarm.journey),
      alarms.map((alarm) => alarm.seal),
      alarms.map((alarm) => alarm.kind),
      alarms.map((alarm) => alarm.severity),
      alarms.map((alarm) => alarm.rule.version),
      alarms.map((alarm) => sqlTime(alarm.occurredAt)),
      alarms.map((alarm) => sqlTime(alarm.receivedAt)),
      alarms.map((alarm) => alarm.late),
      alarms.map((alarm) => alarm.place?.lat ?? null),
      alarms.map((alarm) => alarm.place?.lon ?? null),
      alarms.map((alarm) => alarm.place?.km ?? null),
      alarms.map((alarm) => alarm.place?.offM ?? null),
      alarms.map((alarm) => canonical(alarm.why as unknown as Json)),
      alarms.map((alarm) => sqlTime(alarm.cause?.occurredAt ?? null)),
      alarms.map((alarm) => alarm.cause?.digest ?? NO_READING),
      alarms.map((alarm) => alarm.rule.override ?? null),
      // An older release did not say it.
      alarms.map((alarm) => alarm.jurisdiction ?? null),
    ],
  );
  await raiseCases(tx, alarms);
  return rowCount;
}

/** A case is as grave as the gravest of its alarms: one that joins may say so. Few do. */
async function raiseCases(tx: Sql, alarms: readonly Alarm[]): Promise<void> {
  const graver = alarms.filter(({ kind }) => GROWING.includes(kind));
  if (graver.length === 0) return;
  await tx.query(
    `UPDATE alarms.case c SET severity = a.severity, changed = pg_current_xact_id()
     FROM (SELECT id, min(severity) AS severity FROM unnest($1::uuid[], $2::smallint[]) AS u (id, severity)
       GROUP BY id) a
     WHERE c.id = a.id AND c.severity > a.severity`,
    [graver.map((alarm) => alarm.case), graver.map((alarm) => alarm.severity)],
  );
}
