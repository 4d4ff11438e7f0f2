// Which trucks have passed which marks of their routes, so that the arrival of others can be expected. Looked at now and then
// over all that are under way, by one gateway at a time, and never in the way of a reading.
import { locate } from '@lakiri/corridors';
import { markLeft, OFF_ROUTE_M_MAX } from '@lakiri/journeys';
import {
  forgetPassages,
  journeysInTransit,
  keepPassages,
  type Passage,
  type Rolling,
} from '@lakiri/journeys/store';
import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { placesOf } from '@lakiri/seals/store';
import type { Sources } from './cache.ts';

/** Who looks holds this for the transaction; another passes by. Any number that nobody else uses. */
const LOOKING = 7_346_006;

export type Looking = { readonly sources: Sources; readonly now: Instant };

/** Keeps the marks that trucks have passed since the last look, and forgets old ones. Returns how many were new. */
export async function lookAtPassages(tx: Sql, { sources, now }: Looking): Promise<number> {
  const { rows } = await tx.query<{ mine: boolean }>(
    'SELECT pg_try_advisory_xact_lock($1) AS mine',
    [LOOKING],
  );
  if (rows[0]?.mine !== true) return 0;
  await forgetPassages(tx, now);
  const rolling = await journeysInTransit(tx);
  const places = await placesOf(
    tx,
    rolling.map(({ seal }) => seal),
  );
  const passages: Passage[] = [];
  for (const truck of rolling) {
    const place = places.get(truck.seal);
    const passage = place && (await passageOf(tx, { sources, now }, { truck, place }));
    if (passage !== undefined) passages.push(passage);
  }
  return await keepPassages(tx, passages);
}

type Placed = {
  readonly truck: Rolling;
  readonly place: { readonly lat: number; readonly lon: number; readonly at: Instant };
};

/** The mark that a truck is past; undefined while it is far from its route, or nobody has the route. */
async function passageOf(
  tx: Sql,
  { sources, now }: Looking,
  { truck, place }: Placed,
): Promise<Passage | undefined> {
  const { journey, routeId, routeVersion } = truck;
  const index = await sources.routeOf(tx, routeId, routeVersion).catch(() => undefined);
  if (index === undefined) return undefined;
  const { km, offM } = locate(index, place);
  if (offM > OFF_ROUTE_M_MAX) return undefined;
  const mark = markLeft({ km, ofKm: index.route.km });
  return { journey, mark, route: routeId, at: Math.min(place.at, now) as Instant };
}
