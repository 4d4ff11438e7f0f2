// What befell many seals at one place: looked at now and then over what all gateways have stored, by one of them at a
// time, so that it does not matter which of them heard which seal.
import { nearestPlace, placeHolding } from '@lakiri/corridors';
import { currentPlaces } from '@lakiri/corridors/store';
import { areasOf, crowdAt, judgeAreas } from '@lakiri/expectations';
import { areaRuleAt, groupRuleAt, incidentsSince } from '@lakiri/expectations/store';
import type { Position } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { crowds, lostSeals, soundAround } from '@lakiri/seals/store';
import type { Expecting } from './expectations.ts';
import { recordIncidents } from './incident-facts.ts';

/** Who looks holds this for the transaction; another passes by. Any number that nobody else uses. */
const LOOKING = 7_346_005;

/** Records which places are jammed or crowded, and which no longer are. Returns how many incidents changed. */
export async function lookAtAreas(tx: Sql, expecting: Expecting): Promise<number> {
  const { now, listeningSince, recorder } = expecting;
  const { rows } = await tx.query<{ mine: boolean }>(
    'SELECT pg_try_advisory_xact_lock($1) AS mine',
    [LOOKING],
  );
  if (rows[0]?.mine !== true) return 0;
  const rule = await areaRuleAt(tx, now);
  const { intervals, graceS } = await groupRuleAt(tx, now);
  const known = await incidentsSince(tx, now);
  const open = known.filter(({ kind, endedAt }) => endedAt === null && isOfPlace(kind));
  const how = { now, listeningSince, intervals, graceS };
  // While a whole maker or feed is away, a silence says nothing of the place.
  const isWhole = known.some(({ kind, endedAt }) => endedAt === null && !isOfPlace(kind));
  const lost = await lostSeals(tx, how, !isWhole);
  const trucksMin = Math.min(rule.drivingMin, rule.standingMin);
  const standing = await crowds(tx, { now, trucksMin });
  if (lost.length === 0 && standing.length === 0 && open.length === 0) return 0;
  const found = areasOf(lost, rule);
  const sound = await soundAround(tx, found, { ...how, nearKm: rule.nearKm });
  const places = found.length + standing.length === 0 ? [] : await currentPlaces(tx, now);
  const named = <At extends Position>(at: At) => ({ ...at, name: nameOf(at, places) });
  const events = judgeAreas({
    areas: found.map((area, at) => ({ ...named(area), sound: sound[at] ?? 0 })),
    crowds: standing.flatMap((members) => {
      const [first] = members;
      const isYard = first !== undefined && placeHolding(places, first) !== undefined;
      const crowd = crowdAt(members, isYard, rule);
      return crowd === undefined ? [] : [named(crowd)];
    }),
    ...{ lost, open, rule, now, newId: recorder.newId },
  });
  await recordIncidents(tx, expecting, { known, events });
  return events.length;
}

const isOfPlace = (kind: string): boolean => kind === 'area' || kind === 'point';

function nameOf(at: Position, places: Parameters<typeof nearestPlace>[0]): string {
  return nearestPlace(places, at)?.place.short ?? `${at.lat.toFixed(2)}, ${at.lon.toFixed(2)}`;
}
