import { canonical, type Id, type Instant, type Json } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { CommandRef, Watching } from '@lakiri/seals';
import {
  type Exception,
  type ExceptionId,
  type ExceptionKind,
  type ExceptionRule,
  isAlarmedKind,
  type Journey,
  type What,
} from '../core/index.ts';
import { sqlTime } from './row.ts';

type Row = {
  readonly id: ExceptionId;
  readonly journey: string;
  readonly at: Instant;
  readonly until_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly reported_by: Id<'Person'>;
  readonly note_sha256: string | null;
  readonly what: string;
};

/** The exceptions of these journeys, each journey's in the order in which they were recorded. */
export async function exceptionsOf(
  tx: Sql,
  journeys: readonly string[],
): Promise<ReadonlyMap<string, readonly Exception[]>> {
  const { rows } = await tx.query<Row>(
    `SELECT id, journey, at, until_at, ended_at, reported_by, note_sha256, what
     FROM journeys.exception WHERE journey = ANY($1::uuid[]) ORDER BY journey, ordinal`,
    [journeys],
  );
  const found = Map.groupBy(rows, ({ journey }) => journey);
  return new Map([...found].map(([journey, own]) => [journey, own.map(exceptionOfRow)]));
}

function exceptionOfRow(row: Row): Exception {
  return {
    id: row.id,
    at: row.at,
    until: row.until_at,
    endedAt: row.ended_at,
    by: row.reported_by,
    noteSha256: row.note_sha256,
    what: JSON.parse(row.what) as What,
  };
}

/** New ones are added, and ended; nothing else about an exception ever changes. */
export async function saveExceptions(tx: Sql, { id, exceptions }: Journey): Promise<void> {
  if (exceptions.length === 0) return;
  await tx.query(
    `INSERT INTO journeys.exception (journey, id, ordinal, kind, at, until_at, ended_at, reported_by, note_sha256, what)
     SELECT $1, e.* FROM unnest($2::uuid[], $3::smallint[], $4::text[], $5::timestamptz[], $6::timestamptz[],
       $7::timestamptz[], $8::uuid[], $9::text[], $10::text[])
       AS e (id, ordinal, kind, at, until_at, ended_at, reported_by, note_sha256, what)
     ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at
       WHERE exception.ended_at IS DISTINCT FROM excluded.ended_at`,
    [
      id,
      exceptions.map((one) => one.id),
      exceptions.map((_, ordinal) => ordinal),
      exceptions.map(({ what }) => what.kind),
      exceptions.map(({ at }) => sqlTime(at)),
      exceptions.map(({ until }) => sqlTime(until)),
      exceptions.map(({ endedAt }) => sqlTime(endedAt)),
      exceptions.map(({ by }) => by),
      exceptions.map(({ noteSha256 }) => noteSha256),
      exceptions.map(({ what }) => canonical(what as unknown as Json)),
    ],
  );
}

/** What intake needs of the exceptions of the journey `j`, in one column. */
export const EXCEPTIONS_OF_JOURNEY = `(SELECT coalesce(json_agg(json_build_object(
    'from', round(extract(epoch FROM e.at) * 1000), 'until', round(extract(epoch FROM e.until_at) * 1000),
    'ended', round(extract(epoch FROM e.ended_at) * 1000),
    'kind', e.kind, 'order', e.what::json ->> 'order', 'seal', e.what::json ->> 'seal',
    'seen', e.what::json ->> 'seen') ORDER BY e.ordinal), '[]')::text
  FROM journeys.exception e WHERE e.journey = j.id AND (e.until_at IS NOT NULL OR e.kind IN ('transload', 'theft', 'accident', 'driver-report', 'seal-mismatch')))`;

type Standing = {
  readonly from: Instant;
  readonly until: Instant | null;
  readonly ended: Instant | null;
  readonly order: CommandRef | null;
  readonly kind: ExceptionKind;
  readonly seal: string | null;
  readonly seen: string | null;
};

/** The same as the core's own reading of a journey's exceptions. */
export function allowancesOf(
  text: string,
  by: string,
): Pick<Watching, 'allowed' | 'orders' | 'reports'> {
  const standing = JSON.parse(text) as readonly Standing[];
  return {
    allowed: standing.flatMap(({ from, until, ended }) => {
      if (until === null) return [];
      const end = Math.min(until, ended ?? until) as Instant;
      return end > from ? [{ from, until: end }] : [];
    }),
    orders: standing.flatMap(({ order, ended }) => (order === null || ended !== null ? [] : order)),
    reports: standing.flatMap(({ kind, seal, seen, from }) =>
      isAlarmedKind(kind) && seal === by
        ? [{ kind, at: from, ...(seen !== null && { seen }) }]
        : [],
    ),
  };
}

type RuleRow = {
  readonly kind: ExceptionRule['kind'];
  readonly roles: readonly string[];
  readonly stop_min_default: number | null;
  readonly stop_min_max: number | null;
};

/** Who may report what, as it holds at an instant. */
export async function exceptionRules(tx: Sql, at: Instant): Promise<readonly ExceptionRule[]> {
  const { rows } = await tx.query<RuleRow>(
    `SELECT DISTINCT ON (kind) kind, roles, stop_min_default, stop_min_max FROM journeys.exception_rule
     WHERE effective_from <= $1 ORDER BY kind, effective_from DESC`,
    [sqlTime(at)],
  );
  return rows.map(({ kind, roles, stop_min_default: preset, stop_min_max: max }) => ({
    kind,
    roles,
    stopMin: preset === null || max === null ? null : { default: preset, max },
  }));
}
