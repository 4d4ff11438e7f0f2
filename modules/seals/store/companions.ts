import type { Id, Instant, Position } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { type SealAt, sealAtOfRow } from './aggregate.ts';
import { SEAL_COLUMNS, type SealRow } from './row.ts';

/** Where an armed seal was last, by its own fix. */
export type PlacedSeal = {
  readonly id: Id<'Seal'>;
  readonly number: string;
  readonly journey: string;
  readonly lat: number;
  readonly lon: number;
  readonly at: Instant;
  readonly speedKmh: number | null;
};

/** Older places say nothing of where seals are now. */
const PLACE_MIN = 15;

/** The armed seals that share a journey with another, with a place of the last minutes; by journey. */
export async function sealsTogether(tx: Sql, now: Instant): Promise<PlacedSeal[]> {
  const { rows } = await tx.query<PlacedSeal>(
    `SELECT s.id::text, s.number, s.journey::text, s.lat, s.lon, s.place_at AS at, s.speed_kmh AS "speedKmh"
     FROM seals.seal s
     WHERE s.phase = 'armed' AND s.lat IS NOT NULL
       AND s.place_at > to_timestamp($1 / 1000.0) - make_interval(mins => $2)
       AND EXISTS (SELECT FROM seals.seal o
         WHERE o.journey = s.journey AND o.id <> s.id AND o.phase = 'armed')
     ORDER BY s.journey, s.id`,
    [now, PLACE_MIN],
  );
  return rows;
}

/** The last fix of each of these seals that ever had one, by seal. */
export async function placesOf(
  tx: Sql,
  ids: readonly Id[],
): Promise<ReadonlyMap<string, Position & { readonly at: Instant }>> {
  const { rows } = await tx.query<Position & { readonly id: string; readonly at: Instant }>(
    `SELECT id::text, lat, lon, place_at AS at FROM seals.seal
     WHERE id = ANY($1::uuid[]) AND lat IS NOT NULL`,
    [ids],
  );
  return new Map(rows.map(({ id, ...place }) => [id, place]));
}

/** Claims these seals as `claimDue` does; one that another process has in hand is left to it. */
export async function claimSeals(tx: Sql, ids: readonly string[]): Promise<SealAt[]> {
  const { rows } = await tx.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM seals.seal s JOIN seals.model_now m USING (model)
     WHERE s.id = ANY($1::uuid[]) AND s.phase = 'armed' ORDER BY s.id FOR UPDATE OF s SKIP LOCKED`,
    [ids],
  );
  return rows.map(sealAtOfRow);
}
