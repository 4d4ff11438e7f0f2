import { distanceM, type PlaceKind, placeAt, type RouteIndex, type Stop } from '@lakiri/corridors';
import { addMs, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import { minutesBetween } from '../look.ts';
import type { Stay } from '../memory.ts';
import type { RuleParams } from '../params.ts';
import type { RuleVersion } from '../rule.ts';
import { type After, type Step, unmoved } from '../step.ts';

type Rule = RuleVersion<'stop-overdue'>;
type Limit = keyof RuleParams['stop-overdue'];

const LIMIT_OF: { readonly [K in PlaceKind]?: Limit } = {
  weighbridge: 'weighbridgeMin',
  osbp: 'borderMin',
  border_post: 'borderMin',
  rest_stop: 'restMin',
};
/** Two fixes nearer than this are one place, for a seal that tells no speed. */
const STILL_M = 200;

/**
 * A truck under way that stands in an allowed stop of its route for longer than that stop allows. The ends of the route
 * are no stops on the way. Passing through begins nothing; a fix outside ends it.
 */
export function stopOverdue(step: Step, known: Stay | null, rule: Rule): After<Stay> {
  const { here, route } = step;
  if (!step.underway || route === null) return unmoved<Stay>(null);
  if (here === null) return overstays(step, known, rule);
  if (known === null && !isSlow(step, rule)) return unmoved<Stay>(null);
  const place = placeAt(route, here);
  if (place === undefined || place === route.route.from || place === route.route.to)
    return unmoved<Stay>(null);
  const stay =
    known?.place === place.id ? known : { since: step.at, raised: false, place: place.id };
  return overstays(step, stay, rule);
}

function overstays({ at, route }: Step, stay: Stay | null, rule: Rule): After<Stay> {
  return overstayed({ stay, now: at, route }, rule);
}

export type Overstay = {
  readonly stay: Stay | null;
  readonly now: Instant;
  readonly route: RouteIndex | null;
};

/** The same judgement when only time has passed. */
export function overstayed({ stay, now, route }: Overstay, rule: Rule): After<Stay> {
  const due = stayOverAt(stay, route, rule);
  if (stay === null || due === null || stay.raised || now < due) return unmoved(stay);
  const place = placeOf(stay, route);
  const params = {
    name: place?.name ?? stay.place,
    minutes: minutesBetween(stay.since, now),
    limitMin: limitMin(place, rule),
    since: isoOf(stay.since),
  };
  return { state: { ...stay, raised: true }, why: [{ code: 'stop-allows', params }] };
}

/** When it will have stood too long; null when it does not stand, or that was said. */
export function stayOverAt(
  stay: Stay | null,
  route: RouteIndex | null,
  rule: Rule,
): Instant | null {
  if (stay === null || stay.raised) return null;
  return addMs(stay.since, limitMin(placeOf(stay, route), rule) * MINUTE_MS);
}

function placeOf(stay: Stay, route: RouteIndex | null): Stop | undefined {
  return route?.stops.find(({ id }) => id === stay.place);
}

/** What its version of the route says of this very stop, before what the rule says of its kind. */
function limitMin(place: Stop | undefined, { params }: Rule): number {
  return place?.allowedMin ?? params[(place && LIMIT_OF[place.kind]) ?? 'otherMin'];
}

function isSlow({ here, before, speedKmh }: Step, { params }: Rule): boolean {
  if (speedKmh !== null) return speedKmh < params.slowKmh;
  return before !== null && here !== null && distanceM(before, here) <= STILL_M;
}
