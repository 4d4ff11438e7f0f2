import { nearestPlace, placeAt } from '@lakiri/corridors';
import { isoOf, MINUTE_MS, type Position, positionOf } from '@lakiri/kit';
import type { Look } from '../look.ts';
import type { RuleVersion } from '../rule.ts';
import type { Why } from '../why.ts';

type Rule = RuleVersion<'opened-outside'>;
const M_PER_KM = 1_000;

/**
 * Opened by an order that stands, in none of the places of its route. The order makes it lawful, not the place: an
 * officer may be misled about where a truck is. Where nobody knows the place nothing is said.
 */
export function openedOutside(look: Look, rule: Rule): readonly Why[] | null {
  const { route, before, folded } = look;
  const now = folded.seal.live.latches.opened;
  const was = before.live.latches.opened;
  const isOrdered = now.is === 'muted' && now.ordered === true;
  const { command } = folded.seal.order ?? { command: null };
  // A transload opens where the truck stands, by the order that it names.
  if (command !== null && look.watched.orders?.includes(command) === true) return null;
  if (!isOrdered || was === now || was.is === 'muted' || route === null) return null;
  const place = openedAt(look, rule);
  if (place === null || placeAt(route, place) !== undefined) return null;
  const nearest = nearestPlace(route.stops, place);
  if (nearest === undefined) return null;
  return [
    { code: 'opened-by-order', params: { command, at: isoOf(look.at) } },
    {
      code: 'outside-places',
      params: { nearest: nearest.place.name, awayKm: Math.round(nearest.distanceM / M_PER_KM) },
    },
  ];
}

function openedAt({ reading, folded, at }: Look, { params }: Rule): Position | null {
  const own = folded.clock === 'right' ? positionOf(reading.report) : undefined;
  if (own !== undefined) return own;
  const { place } = folded.seal.live;
  if (place === null || Math.abs(at - place.at) > params.ageMin * MINUTE_MS) return null;
  return place;
}
