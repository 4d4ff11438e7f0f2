import type { RouteId } from '@lakiri/corridors';
import { addMs, DAY_MS, type Id, type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { SealId } from '@lakiri/seals';
import type { JourneyId, Pace } from '../core/index.ts';

/** A quarter: seasons, elections and road works change how long a corridor takes. */
const HISTORY_MS = 90 * DAY_MS;
/** Passages that no arrival rests on any more: those of a journey that was a month under way still count to their end. */
const KEPT_MS = HISTORY_MS + 30 * DAY_MS;
/** The last hundred tell as much of a tenth as a thousand would. */
const JOURNEYS_MAX = 100;

/** A journey in transit, and the seal that tells where it is: the first that is on the truck. */
export type Rolling = {
  readonly journey: JourneyId;
  readonly routeId: RouteId;
  readonly routeVersion: number;
  readonly seal: SealId;
};

/** All journeys in transit, by id. */
export async function journeysInTransit(tx: Sql): Promise<readonly Rolling[]> {
  const { rows } = await tx.query<Rolling>(
    `SELECT DISTINCT ON (j.id) j.id AS journey, j.route_id AS "routeId", j.route_version AS "routeVersion", f.seal
     FROM journeys.journey j JOIN journeys.fitting f ON f.journey = j.id AND f.until_at IS NULL
     WHERE j.state = 'in-transit' ORDER BY j.id, f.fitted_at, f.seal`,
  );
  return rows;
}

export type Passage = {
  readonly journey: JourneyId;
  readonly mark: number;
  readonly route: string;
  readonly at: Instant;
};

/** Keeps when marks were first passed; what is known already stays. Returns how many were new. */
export async function keepPassages(tx: Sql, passages: readonly Passage[]): Promise<number> {
  if (passages.length === 0) return 0;
  const { rowCount } = await tx.query(
    `INSERT INTO journeys.passage (journey, mark, route, at)
     SELECT journey, mark, route, to_timestamp(ms / 1000.0)
     FROM unnest($1::uuid[], $2::smallint[], $3::text[], $4::double precision[]) p (journey, mark, route, ms)
     ORDER BY journey, mark ON CONFLICT DO NOTHING`,
    [
      passages.map(({ journey }) => journey),
      passages.map(({ mark }) => mark),
      passages.map(({ route }) => route),
      passages.map(({ at }) => at),
    ],
  );
  return rowCount;
}

/** Forgets passages that no arrival rests on any more. Returns how many. */
export async function forgetPassages(tx: Sql, now: Instant): Promise<number> {
  const { rowCount } = await tx.query('DELETE FROM journeys.passage WHERE at < $1', [
    isoOf(addMs(now, -KEPT_MS)),
  ]);
  return rowCount;
}

/** The last mark that a journey passed, and how long earlier ones took from there. */
export type Onward = {
  readonly journey: JourneyId;
  readonly passedAt: Instant;
  readonly onwardMs: readonly number[];
};

/** For each of these journeys that has passed a mark of the route it is on. */
export async function loadOnward(
  tx: Sql,
  ids: readonly Id[],
  now: Instant,
): Promise<ReadonlyMap<string, Onward>> {
  const { rows } = await tx.query<Onward>(
    `SELECT journey, at AS "passedAt", journeys.onward_ms(route, mark, $2, $3) AS "onwardMs" FROM (
       SELECT DISTINCT ON (p.journey) p.journey, p.at, p.route, p.mark
       FROM journeys.passage p JOIN journeys.journey j ON j.id = p.journey AND j.route_id = p.route
       WHERE p.journey = ANY($1::uuid[]) ORDER BY p.journey, p.mark) last`,
    [ids, isoOf(addMs(now, -HISTORY_MS)), JOURNEYS_MAX],
  );
  return new Map(rows.map((row) => [row.journey, row]));
}

/** The usual pace of each route as of an instant: its own, else that of any. */
export async function usualPaces(tx: Sql, now: Instant): Promise<(route: string) => Pace> {
  const { rows } = await tx.query<Pace & { readonly route: string }>(
    `SELECT DISTINCT ON (route) route, fast_kmh AS "fastKmh", middle_kmh AS "middleKmh", slow_kmh AS "slowKmh"
     FROM journeys.usual_pace WHERE effective_from <= $1 ORDER BY route, effective_from DESC`,
    [isoOf(now)],
  );
  const paces = new Map(rows.map((row) => [row.route, row]));
  return (route) => {
    const pace = paces.get(route) ?? paces.get('');
    if (pace === undefined) throw new Error('no usual pace is in force');
    return pace;
  };
}
