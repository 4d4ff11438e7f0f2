import { bufferMAt, diversionAt, placeAt, type RouteIndex } from '@lakiri/corridors';
import { type Instant, isoOf, MINUTE_MS, positionOf, SECOND_MS } from '@lakiri/kit';
import { type Here, hereOf, hereOfPlace, type Look } from '../look.ts';
import type { RuleVersion } from '../rule.ts';
import { EXCURSIONS_MAX, type Excursion, type OffRoute, ON_ROUTE, type Watch } from '../watch.ts';
import type { Why } from '../why.ts';

type Rule = RuleVersion<'off-route'>;
type Known = Pick<Watch, 'offRoute' | 'excursions'>;
export type OffRouteAfter = Known & { readonly why: readonly Why[] | null };

/**
 * A truck further from its route's line than the buffer of the route's version, on no diversion in force and in no
 * place of either: at two fixes, or for two minutes in which no fix says otherwise. It may fire again only
 * when it has been well inside. A late fix cannot move the present state, but two of one time prove a
 * leaving of that time, whatever came first.
 */
export function offRoute(look: Look, known: Known, rule: Rule): OffRouteAfter {
  if (look.route === null) return { ...known, why: null };
  if (look.folded.late) return toldLate(look, known, rule);
  const { offRoute: state } = known;
  if (look.here === null) return withoutFix(look, known, rule);
  const offM = look.here.offM ?? 0;
  if (state.is === 'off') return comingBack(look, { known, state, here: look.here }, rule);
  const outside = isOutside(look.route, look.here);
  if (!outside)
    return state.is === 'on' ? unchanged(known) : { ...known, offRoute: ON_ROUTE, why: null };
  const since = state.is === 'leaving' ? state.since : look.at;
  const fixes = state.is === 'leaving' ? state.fixes + 1 : 1;
  if (fixes >= rule.params.fixesMin || look.at - since >= rule.params.outsideS * SECOND_MS)
    return gone(look, known, { since, fixes, offM });
  return { ...known, offRoute: { is: 'leaving', since, fixes, offM }, why: null };
}

const unchanged = (known: Known): OffRouteAfter => ({
  offRoute: known.offRoute,
  excursions: known.excursions,
  why: null,
});

type Outside = {
  readonly since: Instant;
  readonly fixes: number;
  readonly offM: number;
  /** Absent: its newest place. */
  readonly here?: Here;
};

/** How far off its line a truck may be there. */
function bufferOf({ route, folded }: Look, here: Here | null): number {
  if (route === null) return 0;
  const { place } = folded.seal.live;
  const there = here ?? (place === null ? null : hereOfPlace(place, route));
  return bufferMAt(route.route, there?.km ?? 0);
}

function gone(look: Look, known: Known, outside: Outside): OffRouteAfter {
  return {
    offRoute: { is: 'off', since: outside.since, back: 0 },
    excursions: known.excursions,
    why: [offWhy(look, outside)],
  };
}

function offWhy(look: Look, { since, fixes, offM, here = look.here ?? undefined }: Outside): Why {
  const bufferM = bufferOf(look, here ?? null);
  return {
    code: 'off-route',
    params: { offM: Math.round(offM), bufferM, fixes, since: isoOf(since) },
  };
}

/** It still speaks, but no longer says where: the last fix was outside and none has said otherwise. */
function withoutFix(look: Look, known: Known, rule: Rule): OffRouteAfter {
  const { offRoute: state } = known;
  if (state.is !== 'leaving' || look.at - state.since < rule.params.outsideS * SECOND_MS)
    return unchanged(known);
  return gone(look, known, state);
}

type Away = {
  readonly known: Known;
  readonly state: OffRoute & { readonly is: 'off' };
  readonly here: Here;
};

function comingBack(look: Look, { known, state, here }: Away, rule: Rule): OffRouteAfter {
  const back = isWellInside(look.route, here, rule.params.backWithinPct) ? state.back + 1 : 0;
  if (back >= rule.params.backFixes) {
    const over: Excursion = { from: state.since, until: look.at, raised: true };
    return { offRoute: ON_ROUTE, excursions: keep(known.excursions, over), why: null };
  }
  if (back === state.back) return unchanged(known);
  return { ...known, offRoute: { ...state, back }, why: null };
}

function toldLate(look: Look, known: Known, rule: Rule): OffRouteAfter {
  const here = lateFixOutside(look);
  if (here === null) return unchanged(known);
  const windowMs = rule.params.lateWindowMin * MINUTE_MS;
  const { offRoute: state } = known;
  const { at } = look;
  const offM = here.offM ?? 0;
  if (state.is === 'on' || at < state.since - windowMs)
    return lateExcursion(look, { known, here, windowMs });
  if (state.is === 'off' || at === state.since) return unchanged(known);
  const since = Math.min(at, state.since) as Instant;
  return gone(look, known, { since, fixes: state.fixes + 1, offM, here });
}

type LateFix = { readonly known: Known; readonly here: Here; readonly windowMs: number };

/** A fix outside at a time that is over: alone it waits for another of that time; two prove it. */
function lateExcursion(look: Look, { known, here, windowMs }: LateFix): OffRouteAfter {
  const offM = here.offM ?? 0;
  const { at } = look;
  const near = known.excursions.find(
    (one) => at >= one.from - windowMs && at <= one.until + windowMs,
  );
  if (near === undefined) {
    const lone: Excursion = { from: at, until: at, raised: false };
    return { ...known, excursions: keep(known.excursions, lone), why: null };
  }
  if (at >= near.from && at <= near.until) return unchanged(known);
  const wider: Excursion = {
    from: Math.min(at, near.from) as Instant,
    until: Math.max(at, near.until) as Instant,
    raised: true,
  };
  const excursions = known.excursions.map((one) => (one === near ? wider : one));
  const why = near.raised ? null : [offWhy(look, { since: wider.from, fixes: 2, offM, here })];
  return { offRoute: known.offRoute, excursions, why };
}

function lateFixOutside({ folded, reading, route }: Look): Here | null {
  const position = folded.clock === 'right' ? positionOf(reading.report) : undefined;
  if (position === undefined || route === null) return null;
  const here = hereOf(position, route);
  return isOutside(route, here) ? here : null;
}

function isOutside(route: RouteIndex, here: Here): boolean {
  return (
    (here.offM ?? 0) > bufferMAt(route.route, here.km ?? 0) &&
    placeAt(route, here) === undefined &&
    diversionAt(route, here) === undefined
  );
}

/** Of the road itself, or of a diversion of it. */
function isWellInside(route: RouteIndex | null, here: Here, withinPct: number): boolean {
  if (route === null) return false;
  const offM = here.offM ?? 0;
  return (
    offM <= (bufferMAt(route.route, here.km ?? 0) * withinPct) / 100 ||
    diversionAt(route, here, withinPct) !== undefined
  );
}

function keep(known: readonly Excursion[], one: Excursion): readonly Excursion[] {
  return [...known, one].slice(-EXCURSIONS_MAX);
}
