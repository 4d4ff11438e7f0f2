import type { RouteIndex } from '@lakiri/corridors';
import { type Instant, isoOf } from '@lakiri/kit';
import type { Seal } from '@lakiri/seals';
import { type Evaluated, type Raised, watchOf } from './evaluate.ts';
import { hereOf, type Watched } from './look.ts';
import { type Rulebook, type Rules, rulesAt } from './rule.ts';
import { overstayed, tooLongAt } from './rules/long-stop.ts';
import { type AroundSilence, lookedAtBy, overdueAt, silent, silentSince } from './rules/silent.ts';
import type { Watch } from './watch.ts';
import type { Why } from './why.ts';

export type EvaluateDeadline = {
  readonly seal: Seal;
  readonly journey: Watched | null;
  readonly route: RouteIndex | null;
  readonly watch: Watch | null;
  readonly rules: Rules;
  readonly now: Instant;
  /** When this node began to listen: before that the silence was ours. */
  readonly listeningSince?: Instant;
  /** What may explain a silence; absent: nobody looked. */
  readonly around?: AroundSilence | undefined;
};

export type DeadlineEvaluated = Evaluated & { readonly dueAt: Instant | null };

/**
 * What time alone has made true: a silence, or a stop that has become too long while the seal keeps
 * silent or reports rarely. Called when due, or at any other time: it raises nothing early or twice.
 * A report moves no deadline, so an armed seal always has a next one: at the latest when a seal that
 * speaks right after this look could be overdue again.
 */
export function evaluateDeadline(input: EvaluateDeadline): DeadlineEvaluated {
  const { seal, journey, rules, now, around } = input;
  if (journey === null || seal.custody.phase !== 'armed')
    return { watch: input.watch, raised: [], dueAt: null };
  const book = rulesAt(rules, now);
  const raised: Raised[] = [];
  let watch = watchOf(input.watch, journey);
  const since = laterOf(silentSince(seal), input.listeningSince);
  const mute =
    watch.silentSince === null && since !== null
      ? silent(seal, { since, now, around }, book.silent)
      : null;
  if (since !== null && mute !== null) {
    watch = { ...watch, silentSince: since };
    raised.push(raisedAt(input, book.silent, mute, overdueAt(since, seal, book.silent, around)));
  }
  // A stop of a truck that is not expected to move means nothing, and must not stay due for ever.
  if (watch.stop !== null && !journey.underway) watch = { ...watch, stop: null };
  const stop = overstayed(watch.stop, now, book['long-stop']);
  if (stop.stop !== watch.stop) watch = { ...watch, stop: stop.stop };
  if (stop.why !== null && stop.at !== null)
    raised.push(raisedAt(input, book['long-stop'], [...stop.why, ...lastHeard(seal)], stop.at));
  const due = since === null ? null : dueFrom({ seal, watch, since, book, around });
  const again = lookedAtBy(now, seal, book.silent);
  return { watch, raised, dueAt: due === null ? again : (Math.min(due, again) as Instant) };
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
  const due = dueFrom({ seal, watch: own, since, book });
  return due === null ? null : (Math.min(due, lookedAtBy(since, seal, book.silent)) as Instant);
}

type Due = {
  readonly seal: Seal;
  readonly watch: Watch | null;
  readonly since: Instant;
  readonly book: Rulebook;
  readonly around?: AroundSilence | undefined;
};

function dueFrom({ seal, watch, since, book, around }: Due): Instant | null {
  const told = watch !== null && watch.silentSince !== null;
  const silence = told ? null : overdueAt(since, seal, book.silent, around);
  const stop = watch?.stop ?? null;
  const stay =
    stop === null || stop.raised ? null : tooLongAt(stop.since, book['long-stop'].params);
  if (silence === null || stay === null) return silence ?? stay;
  return Math.min(stay, silence) as Instant;
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

function raisedAt(
  { seal, route }: EvaluateDeadline,
  rule: Rulebook['silent'] | Rulebook['long-stop'],
  why: readonly Why[],
  occurredAt: Instant,
): Raised {
  const { place } = seal.live;
  const known: readonly Why[] =
    place === null ? [] : [{ code: 'place-last-known', params: { at: isoOf(place.at) } }];
  return {
    kind: rule.kind,
    severity: rule.severity,
    rule: { kind: rule.kind, version: rule.version },
    ackDueS: rule.ackDueS,
    occurredAt,
    late: false,
    place: place === null ? null : hereOf(place, route),
    why: [...why, ...known],
  };
}
