import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { AlarmId, Case, CaseId, Here, PersonRef, Why } from '../core/index.ts';
import { CASE_COLUMNS, type CaseRow, caseOfRow, sqlTime } from './row.ts';

/** A case with what its alarms say of it: derived, so that an alarm that joins changes no case. */
export type CaseSeen = {
  readonly case: Case;
  readonly version: number;
  readonly alarms: number;
  readonly lastAlarmAt: Instant;
  /** Where the newest alarm that knows a place puts it. */
  readonly place: Here | null;
  /** In whose territory that is, by the name of its administration; null where nobody can say. */
  readonly jurisdiction: string | null;
  /** Why it was opened. */
  readonly why: readonly Why[];
};

type SeenRow = CaseRow & {
  readonly alarms: number;
  readonly last_alarm_at: Instant | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly km: number | null;
  readonly off_m: number | null;
  readonly jurisdiction: string | null;
  readonly why: string | null;
};

const SEEN = `SELECT ${CASE_COLUMNS}, a.alarms, a.last_alarm_at, p.lat, p.lon, p.km, p.off_m, p.jurisdiction, f.why
  FROM alarms.case c
  CROSS JOIN LATERAL (SELECT count(*)::int AS alarms, max(occurred_at) AS last_alarm_at
    FROM alarms.alarm WHERE case_id = c.id) a
  LEFT JOIN LATERAL (SELECT lat, lon, km, off_m, jurisdiction FROM alarms.alarm
    WHERE case_id = c.id AND lat IS NOT NULL ORDER BY occurred_at DESC, id DESC LIMIT 1) p ON true
  LEFT JOIN LATERAL (SELECT why FROM alarms.alarm WHERE case_id = c.id ORDER BY id LIMIT 1) f ON true`;

function seenOfRow(row: SeenRow): CaseSeen {
  const { lat, lon, km, off_m: offM } = row;
  return {
    case: caseOfRow(row),
    version: row.version,
    alarms: row.alarms,
    lastAlarmAt: row.last_alarm_at ?? row.opened_at,
    place: lat === null || lon === null ? null : { lat, lon, km, offM },
    jurisdiction: row.jurisdiction,
    why: row.why === null ? [] : (JSON.parse(row.why) as Why[]),
  };
}

export const VIEWS = ['open', 'mine', 'unassigned', 'shelved', 'closed'] as const;
export type View = (typeof VIEWS)[number];

/** A wall shows a few dozen; more is scrolled for. */
export const CASES_PAGE_MAX = 200;

/** `unended`: all that is to be done, on the shelf or off it, for live screens. */
type ListView = View | 'unended';

export type CaseList = {
  readonly view: ListView;
  readonly person: PersonRef;
  /** Where the page before ended. */
  readonly after: CasePlace | undefined;
  readonly limit: number;
};

/** A case's place in the order of its view. */
export type CasePlace = { readonly severity: number; readonly at: Instant; readonly id: CaseId };

export function placeInView(view: ListView, seen: CaseSeen): CasePlace {
  const { severity, id, ackDueAt } = seen.case;
  return { severity, at: view === 'closed' ? (overAt(seen.case) ?? ackDueAt) : ackDueAt, id };
}

function overAt(one: Case): Instant | undefined {
  if (one.state === 'merged') return one.merged.at;
  return one.state === 'closed' || one.state === 'reviewed' ? one.closed.at : undefined;
}

const OPEN: Readonly<Record<Exclude<ListView, 'closed'>, string>> = {
  unended: 'true',
  open: 'shelved_until IS NULL',
  mine: 'owner = $1 AND shelved_until IS NULL',
  unassigned: 'owner IS NULL',
  shelved: 'shelved_until IS NOT NULL',
};

/** A page: what is to be done by severity, then by what is due first; what is closed by newest. */
export async function listCases(
  tx: Sql,
  list: CaseList,
): Promise<{ readonly items: readonly CaseSeen[]; readonly more: boolean }> {
  const limit = Math.min(list.limit, CASES_PAGE_MAX);
  const { after, view, person } = list;
  const values = [
    person,
    after?.severity ?? null,
    sqlTime(after?.at ?? null),
    after?.id ?? null,
    limit + 1,
  ];
  const which =
    view === 'closed'
      ? `c.closed_at IS NOT NULL AND $1::uuid IS NOT NULL AND $2::int IS NOT DISTINCT FROM $2::int
         AND ($4::uuid IS NULL OR (c.closed_at, c.id) < ($3::timestamptz, $4::uuid))
         ORDER BY c.closed_at DESC, c.id DESC`
      : `c.closed_at IS NULL AND $1::uuid IS NOT NULL AND ${OPEN[view]}
         AND ($4::uuid IS NULL OR (c.severity, c.ack_due_at, c.id) > ($2::int, $3::timestamptz, $4::uuid))
         ORDER BY c.severity, c.ack_due_at, c.id`;
  const { rows } = await tx.query<SeenRow>(`${SEEN} WHERE ${which} LIMIT $5`, values);
  return { items: rows.slice(0, limit).map(seenOfRow), more: rows.length > limit };
}

/** Those of the cases that the transaction may see, in no order. */
export async function findCases(tx: Sql, ids: readonly string[]): Promise<CaseSeen[]> {
  const { rows } = await tx.query<SeenRow>(`${SEEN} WHERE c.id = ANY($1::uuid[])`, [ids]);
  return rows.map(seenOfRow);
}

/** The cases of journeys that are not closed, worst first: for a journey's own page. */
export async function openCasesOf(tx: Sql, journeys: readonly string[]): Promise<Case[]> {
  const { rows } = await tx.query<CaseRow>(
    `SELECT ${CASE_COLUMNS} FROM alarms.case c
     WHERE c.journey = ANY($1::uuid[]) AND c.closed_at IS NULL ORDER BY c.severity, c.opened_at`,
    [journeys],
  );
  return rows.map(caseOfRow);
}

/** The cases of a severity that are open on a seal. */
export async function openOnSeal(
  tx: Sql,
  seal: string,
  severity: number,
): Promise<{ readonly id: string; readonly kind: string }[]> {
  const { rows } = await tx.query<{ id: string; kind: string }>(
    `SELECT id::text, kind FROM alarms.case WHERE seal = $1 AND severity = $2 AND closed_at IS NULL
     ORDER BY opened_at`,
    [seal, severity],
  );
  return rows;
}

export type CaseCounts = {
  readonly open: number;
  readonly mine: number;
  readonly unassigned: number;
  readonly shelved: number;
  /** Cases opened within the last hour, whatever became of them. */
  readonly lastHour: number;
};

export async function countCases(
  tx: Sql,
  asked: { readonly person: PersonRef; readonly now: Instant },
): Promise<CaseCounts> {
  const { rows } = await tx.query<CaseCounts>(
    `SELECT count(*) FILTER (WHERE shelved_until IS NULL)::int AS open,
       count(*) FILTER (WHERE owner = $1 AND shelved_until IS NULL)::int AS mine,
       count(*) FILTER (WHERE owner IS NULL)::int AS unassigned,
       count(*) FILTER (WHERE shelved_until IS NOT NULL)::int AS shelved,
       (SELECT count(*)::int FROM alarms.case
        WHERE opened_at > $2::timestamptz - interval '1 hour' AND opened_at <= $2::timestamptz) AS "lastHour"
     FROM alarms.case WHERE closed_at IS NULL`,
    [asked.person, sqlTime(asked.now)],
  );
  return rows[0] ?? { open: 0, mine: 0, unassigned: 0, shelved: 0, lastHour: 0 };
}

/**
 * The cases that transactions from `since` on have changed or added an alarm to. With the feed's own
 * pg_snapshot_xmin as the next `since`, none is missed; what a younger transaction wrote may come twice.
 */
export async function changedCases(tx: Sql, since: bigint): Promise<CaseSeen[]> {
  const { rows } = await tx.query<SeenRow>(
    `${SEEN} WHERE c.id IN (
       SELECT id FROM alarms.case WHERE changed >= $1::text::xid8
       UNION SELECT case_id FROM alarms.alarm WHERE changed >= $1::text::xid8)`,
    [String(since)],
  );
  return rows.map(seenOfRow);
}

export type AlarmSeen = {
  readonly id: AlarmId;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  readonly recordedAt: Instant;
  readonly late: boolean;
  readonly why: readonly Why[];
};

/** A device that reports one tamper again and again fills no screen. */
const ALARMS_SHOWN_MAX = 500;

/** The alarms of a case, newest first. */
export async function alarmsOf(tx: Sql, id: CaseId): Promise<AlarmSeen[]> {
  const { rows } = await tx.query<{
    id: AlarmId;
    occurred_at: Instant;
    received_at: Instant;
    recorded_at: Instant;
    late: boolean;
    why: string;
  }>(
    `SELECT id, occurred_at, received_at, recorded_at, late, why FROM alarms.alarm
     WHERE case_id = $1 ORDER BY occurred_at DESC, id DESC LIMIT $2`,
    [id, ALARMS_SHOWN_MAX],
  );
  return rows.map((row) => ({
    id: row.id,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
    late: row.late,
    why: JSON.parse(row.why) as Why[],
  }));
}
