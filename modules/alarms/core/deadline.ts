import { type Diversions, divertedRoute, type RouteIndex } from '@lakiri/corridors';
import { type Instant, isoOf } from '@lakiri/kit';
import type { ReportedOf, Seal } from '@lakiri/seals';
import { type Evaluated, named, type Raised, watchOf } from './evaluate.ts';
import { jurisdictionOf } from './jurisdiction.ts';
import type { Severity } from './kind.ts';
import { hereOf, type Watched } from './look.ts';
import { memoryOf, remembering } from './memory.ts';
import { allowedAt } from './opening.ts';
import { inForce, type Rulebook, type Rules, type RulesFrom, rulesAt } from './rule.ts';
import { type Across, clustered, split } from './rules/across.ts';
import { type Limit, limitsOf, reached, whyOf } from './rules/limit-of-time.ts';
import { overstayed, overstayedAt } from './rules/long-stop.ts';
import { type AroundSilence, lookedAtBy, overdueAt, silent, silentSince } from './rules/silent.ts';
import { stayOverAt, overstayed as staysTooLong } from './rules/stop-overdue.ts';
import { scopedBook } from './scope.ts';
import { underCondition } from './under-condition.ts';
import type { Watch } from './watch.ts';
import type { Why } from './why.ts';

export type EvaluateDeadline = {
  readonly seal: Seal;
  readonly journey: Watched | null;
  readonly route: RouteIndex | null;
  /** By bulletins; absent: nobody diverts any route. */
  readonly diversions?: Diversions | undefined;
  readonly watch: Watch | null;
  readonly rules: Rules;
  readonly now: Instant;
  /** When this node began to listen: before that the silence was ours. */
  readonly listeningSince?: Instant;
  /** What may explain a silence; absent: nobody looked. */
  readonly around?: AroundSilence | undefined;
  /** What it and other seals together tell; absent: nobody compared. */
  readonly across?: Across | undefined;
};

export type DeadlineEvaluated = Evaluated & { readonly dueAt: Instant | null };

type Judging = EvaluateDeadline & {
  readonly journey: Watched;
  readonly armedAt: Instant;
  readonly from: RulesFrom;
  readonly book: Rulebook;
};
type Judged = { readonly watch: Watch; readonly raised: readonly Raised[] };

const NOTHING: readonly Raised[] = [];
const JUDGES = [judgeReports, judgeSilence, judgeStops, judgeLimits, judgeAcross];

/**
 * What time alone has made true: a silence, a stop that has become too long while the seal keeps silent or reports
 * rarely, a limit of the journey's time; and what was found of it beside others. Called when due, or at any
 * other time: it raises nothing early or twice. A report moves no deadline, so an armed seal always has a
 * next one: at the latest when a seal that speaks right after this look could be overdue again.
 */
export function evaluateDeadline(input: EvaluateDeadline): DeadlineEvaluated {
  const { seal, journey, rules, now, around } = input;
  const { custody } = seal;
  if (journey === null || custody.phase !== 'armed')
    return { watch: input.watch, raised: [], dueAt: null };
  const from = inForce(rules, now);
  const book = bookFor(input, from);
  const { armedAt } = custody;
  const route = input.route && divertedRoute(input.route, input.diversions, { at: now, armedAt });
  const one: Judging = { ...input, route, journey, armedAt, from, book };
  const raised: Raised[] = [];
  let watch = watchOf(input.watch, journey);
  for (const judge of JUDGES) {
    const judged = judge(one, watch);
    watch = judged.watch;
    for (const found of judged.raised) raised.push(...onCondition(one, watch, found));
  }
  const since = laterOf(silentSince(seal), input.listeningSince);
  const due = dueFrom({ seal, watch, since, book, route, armedAt, journey, around });
  const again = lookedAtBy(now, seal, from.book.silent);
  return { watch, raised, dueAt: due === null ? again : (Math.min(due, again) as Instant) };
}

/** Who owns the seal is not known here: a condition that asks it cannot be answered. */
function onCondition(one: Judging, { stop }: Watch, found: Raised): readonly Raised[] {
  const { condition } = one.book[found.kind];
  if (condition === undefined) return [found];
  const { seal, route, journey } = one;
  return underCondition(found, condition, { seal, route, journey, stop, owner: null });
}

function bookFor({ seal, route, now }: EvaluateDeadline, from: RulesFrom): Rulebook {
  const fixed = { route: route?.route.id ?? null, model: seal.model.model };
  return scopedBook(from, fixed, now, seal.live.place);
}

function judgeSilence(one: Judging, watch: Watch): Judged {
  const { seal, now, around, book } = one;
  const since = laterOf(silentSince(seal), one.listeningSince);
  if (since === null || watch.silentSince !== null) return { watch, raised: NOTHING };
  const why = silent(seal, { since, now, around }, book.silent);
  if (why === null) return { watch, raised: NOTHING };
  const at = overdueAt(since, seal, book.silent, around);
  return {
    watch: { ...watch, silentSince: since },
    raised: [raisedAt(one, { rule: book.silent, why, at })],
  };
}

/** By which rule a report is told, and as what. */
const TOLD_BY = {
  theft: ['driver-report', 'theft'],
  accident: ['accident', 'accident'],
  'driver-report': ['driver-report', 'report'],
  'seal-mismatch': ['seal-mismatch', 'mismatch'],
} as const satisfies Record<ReportedOf['kind'], readonly [keyof Rulebook, string]>;

/** What people reported of the truck is told once, and a theft is critical whatever the rule's own severity. */
function judgeReports(one: Judging, watch: Watch): Judged {
  const { reports = [] } = one.journey;
  const told = watch.reported ?? 0;
  if (reports.length <= told) return { watch, raised: NOTHING };
  const raised = reports.slice(told).map(({ kind, at, seen }) => {
    const [by, exception] = TOLD_BY[kind];
    const rule = one.book[by];
    const why: Why[] = [{ code: 'reported-by-officer', params: { exception, at: isoOf(at) } }];
    if (seen !== undefined)
      why.push({ code: 'number-seen', params: { seen, fitted: one.seal.number } });
    return raisedAt(one, { rule, why, at, ...(kind === 'theft' && { severity: 1 as const }) });
  });
  return { watch: { ...watch, reported: reports.length }, raised };
}

/** In no allowed stop, and in one for longer than it allows. */
function judgeStops(one: Judging, known: Watch): Judged {
  const { seal, journey, route, now, book } = one;
  const raised: Raised[] = [];
  let watch = known;
  // A stop of a truck that is not expected to move means nothing, and must not stay due for ever.
  if (watch.stop !== null && !journey.underway) watch = { ...watch, stop: null };
  const { track } = memoryOf(watch);
  if (track.stay !== null && !journey.underway)
    watch = remembering(watch, { track: { ...track, stay: null } });
  const allowed = allowedAt(route, watch.stop, journey.allowed);
  const stop = overstayed(watch.stop, now, book['long-stop'], allowed);
  if (stop.stop !== watch.stop) watch = { ...watch, stop: stop.stop };
  if (stop.why !== null && stop.at !== null) {
    const why = [...stop.why, ...lastHeard(seal)];
    const { at, severity } = stop;
    raised.push(raisedAt(one, { rule: book['long-stop'], why, at, severity }));
  }
  const { stay } = memoryOf(watch).track;
  const rule = book['stop-overdue'];
  const at = stayOverAt(stay, route, rule);
  const over = staysTooLong({ stay, now, route }, rule);
  if (over.state !== stay)
    watch = remembering(watch, { track: { ...memoryOf(watch).track, stay: over.state } });
  if (over.why !== null && at !== null)
    raised.push(raisedAt(one, { rule, why: [...over.why, ...lastHeard(seal)], at }));
  return { watch, raised };
}

function judgeLimits(one: Judging, watch: Watch): Judged {
  if (!one.journey.underway) return { watch, raised: NOTHING };
  const { told } = memoryOf(watch);
  const due = reached(limitsOf(one.armedAt, one.route, one.book), told, one.now);
  if (due.told === told) return { watch, raised: NOTHING };
  const raised = due.limits.map((limit: Limit) => {
    const { rule, at, severity } = limit;
    return raisedAt(one, { rule, why: [whyOf(limit)], at, severity });
  });
  return { watch: remembering(watch, { told: due.told }), raised };
}

function judgeAcross(one: Judging, known: Watch): Judged {
  const { across, now, book } = one;
  if (across === undefined) return { watch: known, raised: NOTHING };
  const raised: Raised[] = [];
  const memory = memoryOf(known);
  const rule = book['tractor-trailer-split'];
  const apart = split({ across, now }, memory.apart, rule);
  if (apart.why !== null) raised.push(raisedAt(one, { rule, why: apart.why, at: now }));
  const cluster = book['stop-cluster'];
  const { stop } = known;
  const stood = clustered(across, { stop, told: memory.clustered }, cluster);
  if (stood.why !== null) raised.push(raisedAt(one, { rule: cluster, why: stood.why, at: now }));
  return { watch: remembering(known, { apart: apart.state, clustered: stood.told }), raised };
}

/** Whether a silence would be raised if nothing explained it: only then is it worth asking what may. */
export function isOverdue(input: Omit<EvaluateDeadline, 'route' | 'around'>): boolean {
  const { seal, journey, rules, now } = input;
  if (journey === null || watchOf(input.watch, journey).silentSince !== null) return false;
  const since = laterOf(silentSince(seal), input.listeningSince);
  return since !== null && now >= overdueAt(since, seal, rulesAt(rules, now).silent);
}

/** The next instant at which time alone could raise something; null when nothing can. */
export function dueAt(seal: Seal, watch: Watch | null, rules: Rules): Instant | null {
  const since = silentSince(seal);
  if (since === null || seal.custody.phase !== 'armed') return null;
  const own = watch?.journey === seal.custody.journey ? watch : null;
  const book = rulesAt(rules, since);
  const due = dueFrom({ seal, watch: own, since, book, route: null, armedAt: null });
  return due === null ? null : (Math.min(due, lookedAtBy(since, seal, book.silent)) as Instant);
}

type Due = {
  readonly seal: Seal;
  readonly watch: Watch | null;
  readonly since: Instant | null;
  readonly book: Rulebook;
  readonly route: RouteIndex | null;
  /** Null where nobody asks for the limits of its time. */
  readonly armedAt: Instant | null;
  readonly journey?: Watched;
  readonly around?: AroundSilence | undefined;
};

function dueFrom(due: Due): Instant | null {
  const { seal, watch, since, book, route, armedAt, around } = due;
  const told = watch !== null && watch.silentSince !== null;
  const memory = watch === null ? undefined : memoryOf(watch);
  const stop = watch?.stop ?? null;
  let at = Number.POSITIVE_INFINITY;
  const sooner = (one: Instant | null): void => {
    if (one !== null && one < at) at = one;
  };
  if (!told && since !== null) sooner(overdueAt(since, seal, book.silent, around));
  const allowed = allowedAt(route, stop, due.journey?.allowed);
  sooner(overstayedAt(stop, book['long-stop'].params, allowed));
  sooner(stayOverAt(memory?.track.stay ?? null, route, book['stop-overdue']));
  if (armedAt !== null && due.journey?.underway === true)
    for (const limit of limitsOf(armedAt, route, book))
      if (memory?.told.includes(limit.name) !== true) sooner(limit.at);
  return at === Number.POSITIVE_INFINITY ? null : (at as Instant);
}

function laterOf(a: Instant | null, b: Instant | undefined): Instant | null {
  if (a === null || b === undefined) return a;
  return Math.max(b, a) as Instant;
}

function lastHeard({ live }: Seal): readonly Why[] {
  return live.receivedAt === null
    ? []
    : [{ code: 'last-heard', params: { at: isoOf(live.receivedAt) } }];
}

/** Of any kind: its numbers are not looked at any more. */
type Named = Pick<
  Rulebook[keyof Rulebook],
  'kind' | 'version' | 'severity' | 'ackDueS' | 'override'
>;

type Firing = {
  readonly rule: Named;
  readonly why: readonly Why[];
  readonly at: Instant;
  readonly severity?: Severity | undefined;
};

function raisedAt({ seal, route, from }: Judging, { rule, why, at, severity }: Firing): Raised {
  const { place } = seal.live;
  const known: readonly Why[] =
    place === null ? [] : [{ code: 'place-last-known', params: { at: isoOf(place.at) } }];
  const here = place === null ? null : hereOf(place, route);
  return {
    kind: rule.kind,
    severity: severity ?? rule.severity,
    rule: named(rule),
    ackDueS: rule.ackDueS,
    occurredAt: at,
    late: false,
    place: here,
    jurisdiction: jurisdictionOf(route, here, from.administrations),
    why: [...why, ...known],
  };
}
