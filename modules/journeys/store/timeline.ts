import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { type Journey, type JourneyEvent, journeyAsKnown, type Recorded } from '../core/index.ts';
import { sqlTime } from './row.ts';

/** A fact as a timeline needs it. */
export type TimelineFact = {
  readonly subject: Id;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly body: Readonly<Record<string, unknown>>;
};

type Row = {
  readonly subject: Id;
  readonly type: string;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
  readonly actor: string;
  readonly body: string;
};

/** A journey has some ten facts of its own and a few for each tamper; more is a device gone mad. */
const TIMELINE_FACTS_MAX = 2_000;

/** The facts of these journeys, each journey's in the order in which they were recorded. */
export async function journeyFacts(tx: Sql, ids: readonly Id[]): Promise<TimelineFact[]> {
  const { rows } = await tx.query<Row>(
    `SELECT subject, type, occurred_at, recorded_at, actor, body FROM fact.fact
     WHERE subject = ANY($1::uuid[]) ORDER BY subject, subject_version`,
    [ids],
  );
  return rows.map(factOfRow);
}

/** The facts of the journey's seals that happened while each was on its truck, oldest first. */
export async function sealFacts(tx: Sql, { fittings }: Journey): Promise<TimelineFact[]> {
  const { rows } = await tx.query<Row>(
    `SELECT subject, type, occurred_at, recorded_at, actor, body
     FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS f (seal, fitted_at, until_at)
     JOIN fact.fact ON subject = f.seal AND occurred_at >= f.fitted_at
       AND occurred_at <= coalesce(f.until_at, 'infinity')
     ORDER BY occurred_at, recorded_at LIMIT $4`,
    [
      fittings.map(({ seal }) => seal),
      fittings.map(({ fittedAt }) => sqlTime(fittedAt)),
      fittings.map(({ until }) => sqlTime(until)),
      TIMELINE_FACTS_MAX,
    ],
  );
  return rows.map(factOfRow);
}

function factOfRow(row: Row): TimelineFact {
  return {
    subject: row.subject,
    type: row.type,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    body: JSON.parse(row.body) as TimelineFact['body'],
  };
}

/** A journey as its facts had it that were recorded at or before an instant; of those that the transaction may see. */
export async function findThen(
  tx: Sql,
  id: Id<'Journey'>,
  knownAt: Instant,
): Promise<Journey | undefined> {
  const facts = (await journeyFacts(tx, [id])).map(recordedOf);
  return journeyAsKnown(facts, knownAt)?.state;
}

/** A journey's fact with the event it is. */
export function recordedOf({ subject, type, body, recordedAt }: TimelineFact): Recorded {
  return { recordedAt, event: { subjectKind: 'journey', subject, type, body } as JourneyEvent };
}
