// What several seals together tell, found by looking at all of them at once: never in the way of a reading.
import { type Across, apartOf, clustersOf, inForce, type Rules } from '@lakiri/alarms';
import { knownApart, standing } from '@lakiri/alarms/store';
import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { sealsTogether } from '@lakiri/seals/store';

/** Found at one look; more are found at the next, so that one claim stays small. */
const FOUND_MAX = 200;

const ALONE: Across = { apart: null, cluster: null };

/**
 * What is to be judged of which seals: those far from another of their journey, those that were and may be no more,
 * and one for each spot at which trucks crowd.
 */
export async function acrossNow(
  tx: Sql,
  { rules, now }: { readonly rules: Rules; readonly now: Instant },
): Promise<ReadonlyMap<string, Across>> {
  const { book } = inForce(rules, now);
  const { params } = book['tractor-trailer-split'];
  const found = new Map<string, Across>();
  const known = new Set(await knownApart(tx));
  const apart = apartOf(await sealsTogether(tx, now), params);
  for (const id of known) found.set(id, { ...ALONE, apart: apart.get(id) ?? null });
  for (const [id, one] of apart)
    if (one !== null && one.apartM > params.apartM) found.set(id, { ...ALONE, apart: one });
  const clusters = clustersOf(await standing(tx), now, book['stop-cluster'].params);
  for (const [id, cluster] of clusters)
    found.set(id, { apart: found.get(id)?.apart ?? apart.get(id) ?? null, cluster });
  return new Map([...found].slice(0, FOUND_MAX));
}
