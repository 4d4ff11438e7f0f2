import type { VehicleId } from '@lakiri/parties';
import type { Versioned } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import type { Journey, JourneyId, JourneyState } from '../core/index.ts';
import { withFittings } from './aggregate.ts';
import { JOURNEY_COLUMNS, type JourneyRow } from './row.ts';

export const JOURNEYS_PAGE_MAX = 200; // a screen shows fifty; each is composed of several lookups
export const JOURNEY_SEARCH_CHARS_MAX = 40; // the longest number that may be printed on a seal

export type JourneyList = {
  readonly state: JourneyState | undefined;
  /** Only journeys along this route, whichever version of it. */
  readonly route: string | undefined;
  /** What a person typed: the beginning of a reference or of a seal's number. */
  readonly search: string | undefined;
  /** Trucks and trailers whose plate fits what was typed; plates are not kept here. */
  readonly vehicles: readonly VehicleId[];
  /** The last journey of the page before. */
  readonly after: JourneyId | undefined;
  readonly limit: number;
};

/** A page of what the transaction may see, newest first (ids are in order of creation), and whether more follow. */
export async function listJourneys(
  tx: Sql,
  list: JourneyList,
): Promise<{ readonly items: readonly Versioned<Journey>[]; readonly more: boolean }> {
  const limit = Math.min(list.limit, JOURNEYS_PAGE_MAX);
  const { rows } = await tx.query<JourneyRow>(
    `SELECT ${JOURNEY_COLUMNS} FROM journeys.journey j
     WHERE ($1::text IS NULL OR state = $1) AND ($6::text IS NULL OR route_id = $6) AND ($2::uuid IS NULL OR id < $2)
       AND ($3::text IS NULL OR ref LIKE $3 OR vehicle = ANY($4::uuid[]) OR trailer = ANY($4::uuid[]) OR EXISTS (
         SELECT FROM journeys.fitting f WHERE f.journey = j.id AND f.number LIKE $3))
     ORDER BY id DESC LIMIT $5`,
    [
      list.state ?? null,
      list.after ?? null,
      list.search === undefined ? null : beginningWith(list.search),
      list.vehicles,
      limit + 1,
      list.route ?? null,
    ],
  );
  return { items: await withFittings(tx, rows.slice(0, limit)), more: rows.length > limit };
}

/** A LIKE pattern; what a person types is never a pattern itself. */
function beginningWith(typed: string): string {
  return `${typed.toUpperCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
}
