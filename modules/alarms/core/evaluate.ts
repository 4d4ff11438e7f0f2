import { type Diversions, divertedRoute, type RouteIndex } from '@lakiri/corridors';
import { type Instant, isoOf, positionOf } from '@lakiri/kit';
import type { Folded, Reading, Seal } from '@lakiri/seals';
import { type InForce, judgeCatalogue, stepOf } from './catalogue.ts';
import { jurisdictionOf } from './jurisdiction.ts';
import type { Kind, Severity } from './kind.ts';
import {
  freshFix,
  type Here,
  howTold,
  type Look,
  minutesBetween,
  placeOfAlarm,
  type Teller,
  type Watched,
} from './look.ts';
import { inForce, type Rulebook, type Rules, type RulesFrom } from './rule.ts';
import { batteryShort } from './rules/battery-short.ts';
import { coverOpened } from './rules/cover-opened.ts';
import { longStop } from './rules/long-stop.ts';
import { offRoute } from './rules/off-route.ts';
import { openedNoOrder } from './rules/opened-no-order.ts';
import { sealCut } from './rules/seal-cut.ts';
import { unlockRefused } from './rules/unlock-refused.ts';
import { scopedBook } from './scope.ts';
import { type Around, underCondition } from './under-condition.ts';
import { freshWatch, type Watch } from './watch.ts';
import type { Why } from './why.ts';

/** The version that fired, and the override that was laid over it; absent: none. */
export type RuleNamed = {
  readonly kind: Kind;
  readonly version: number;
  readonly override?: string;
};

/** A rule fired: what, by which version, when and where, and the facts that made it. */
export type Raised = {
  readonly kind: Kind;
  readonly severity: Severity;
  readonly rule: RuleNamed;
  readonly ackDueS: number;
  readonly occurredAt: Instant;
  readonly late: boolean;
  readonly place: Here | null;
  /** The administration in whose territory the place lies; null where nobody can say. */
  readonly jurisdiction: string | null;
  readonly why: readonly Why[];
};

export type Evaluate = {
  readonly before: Seal;
  readonly folded: Folded;
  readonly reading: Reading;
  /** The journey the seal is on; null when it is on none. */
  readonly journey: Watched | null;
  readonly route: RouteIndex | null;
  /** By bulletins; absent: nobody diverts any route. */
  readonly diversions?: Diversions | undefined;
  /** What was remembered; null when nothing is yet. */
  readonly watch: Watch | null;
  readonly rules: Rules;
  /** Whom an alarm of the lock names; absent: nobody. */
  readonly teller?: Teller;
};

export type Evaluated = {
  /** The very object given when nothing to remember has changed. */
  readonly watch: Watch | null;
  readonly raised: readonly Raised[];
};

const NOTHING: readonly Raised[] = [];

/**
 * What one more reading means by the rules in force when it happened. Only while the seal is armed:
 * before, nobody watches; after, an order exists. Tolerant of late, doubled and reordered readings.
 */
export function evaluate(input: Evaluate): Evaluated {
  const { before, folded, reading, journey } = input;
  const { custody } = folded.seal;
  if (journey === null || custody.phase !== 'armed') return { watch: input.watch, raised: NOTHING };
  const known = watchOf(input.watch, journey);
  // Told of before the watch began: not of this watch, but it has spoken.
  if (folded.at < custody.armedAt) return { watch: heard(known), raised: NOTHING };
  const route = routeThen(input);
  const look: Look = {
    before,
    folded,
    reading,
    watched: journey,
    teller: input.teller,
    route,
    at: folded.at,
    armedAt: custody.armedAt,
    here: folded.late ? null : freshFix(before, folded, route),
  };
  return judge(look, heard(known), inForce(input.rules, folded.at));
}

/** As bulletins have it when the reading was taken; a clock that runs ahead of ours does not read tomorrow's. */
function routeThen({ route, diversions, folded, reading }: Evaluate): RouteIndex | null {
  if (route === null) return null;
  const at = Math.min(folded.at, reading.receivedAt) as Instant;
  return divertedRoute(route, diversions, { at });
}

/** The watch of this journey: one of an earlier journey means nothing here. */
export function watchOf(watch: Watch | null, { id }: Watched): Watch {
  return watch?.journey === id ? watch : freshWatch(id);
}

/** The watch of a seal that has spoken: a silence raised before is over. The very object when there was none. */
export function heard(watch: Watch): Watch {
  return watch.silentSince === null ? watch : { ...watch, silentSince: null };
}

function judge(look: Look, watch: Watch, from: RulesFrom): Evaluated {
  const book = bookFor(look, from);
  const left = offRoute(look, watch, book['off-route']);
  const step = stepOf(look, from.fences);
  const stop = longStop(step, watch.stop, book['long-stop']);
  const tries = unlockRefused(look, watch.attempts, book['unlock-refused']);
  const battery = batteryShort(look, watch.batteryShort, book['battery-short']);
  const raised: Raised[] = [];
  const raise = (kind: Kind, why: readonly Why[] | null, over: Over = {}): void => {
    if (why === null) return;
    const rule = book[kind];
    const found = raisedBy(look, { rule, from, why, ...over });
    if (rule.condition === undefined) raised.push(found);
    else raised.push(...underCondition(found, rule.condition, aroundOf(look, stop.stop)));
  };
  if (look.folded.latched.length > 0) {
    const around = standing(watch, look);
    raise('seal-cut', withMore(sealCut(look), around));
    raise('opened-no-order', withMore(openedNoOrder(look), around));
    raise('cover-opened', withMore(coverOpened(look), around));
  }
  raise('unlock-refused', tries.why);
  raise('off-route', left.why);
  if (stop.why !== null) raise('long-stop', stop.why, overOf(stop));
  raise('battery-short', battery.why);
  const force: InForce = { book, fences: from.fences };
  const more = judgeCatalogue({ look, step, watch, stop: stop.stop }, force);
  for (const { kind, why } of more.found) raise(kind, why);
  const same =
    left.offRoute === watch.offRoute &&
    left.excursions === watch.excursions &&
    stop.stop === watch.stop &&
    tries.attempts === watch.attempts &&
    battery.short === watch.batteryShort;
  if (same) return { watch: more.watch, raised: raised.length === 0 ? NOTHING : raised };
  return {
    watch: {
      ...more.watch,
      offRoute: left.offRoute,
      excursions: left.excursions,
      stop: stop.stop,
      attempts: tries.attempts,
      batteryShort: battery.short,
    },
    raised,
  };
}

/** What a condition asks for. */
function aroundOf(look: Look, stop: Watch['stop']): Around {
  const { folded, route, watched: journey, reading, teller } = look;
  const owner = teller?.owner ?? null;
  return { seal: folded.seal, route, journey, stop, tier: reading.tier ?? 0, owner };
}

/** The rules as they are for this seal on its route, at this hour and place. */
function bookFor({ folded, route, here, at, reading }: Look, from: RulesFrom): Rulebook {
  if (from.overrides.length === 0) return from.book;
  const { model, live } = folded.seal;
  const place = here ?? (folded.late ? (positionOf(reading.report) ?? null) : live.place);
  return scopedBook(from, { route: route?.route.id ?? null, model: model.model }, at, place);
}

/** What is other than the reading and the rule have it. */
type Over = { readonly at?: Instant; readonly severity?: Severity };

function overOf({ at, severity }: ReturnType<typeof longStop>): Over {
  return { ...(at === null ? {} : { at }), ...(severity === undefined ? {} : { severity }) };
}

function withMore(why: readonly Why[] | null, more: readonly Why[]): readonly Why[] | null {
  return why === null ? null : [...why, ...more];
}

/** That it stood when it was opened is a fact an officer wants beside a tamper. */
function standing({ stop }: Watch, { folded, at }: Look): readonly Why[] {
  if (stop === null || folded.late || at < stop.since) return [];
  const minutes = minutesBetween(stop.since, at);
  return [{ code: 'stopped', params: { minutes, since: isoOf(stop.since) } }];
}

type Firing = Over & {
  readonly rule: Rulebook[Kind];
  readonly from: RulesFrom;
  readonly why: readonly Why[];
};

function raisedBy(look: Look, { rule, from, why, at, severity }: Firing): Raised {
  const found = placeOfAlarm(look);
  return {
    kind: rule.kind,
    severity: severity ?? rule.severity,
    rule: named(rule),
    ackDueS: rule.ackDueS,
    occurredAt: at ?? look.at,
    late: look.folded.late,
    place: found.place,
    jurisdiction: jurisdictionOf(look.route, found.place, from.administrations),
    why: [...why, ...found.why, ...howTold(look)],
  };
}

/** How an alarm names the rule that fired it. */
export function named({
  kind,
  version,
  override,
}: Pick<Rulebook[Kind], 'kind' | 'version' | 'override'>): RuleNamed {
  return override === undefined ? { kind, version } : { kind, version, override };
}
