import type { RouteIndex } from '@lakiri/corridors';
import { type Instant, isoOf } from '@lakiri/kit';
import type { Folded, Reading, Seal } from '@lakiri/seals';
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
import { type Rulebook, type Rules, rulesAt } from './rule.ts';
import { batteryShort } from './rules/battery-short.ts';
import { coverOpened } from './rules/cover-opened.ts';
import { longStop } from './rules/long-stop.ts';
import { offRoute } from './rules/off-route.ts';
import { openedNoOrder } from './rules/opened-no-order.ts';
import { sealCut } from './rules/seal-cut.ts';
import { unlockRefused } from './rules/unlock-refused.ts';
import { freshWatch, type Watch } from './watch.ts';
import type { Why } from './why.ts';

/** A rule fired: what, by which version, when and where, and the facts that made it. */
export type Raised = {
  readonly kind: Kind;
  readonly severity: Severity;
  readonly rule: { readonly kind: Kind; readonly version: number };
  readonly ackDueS: number;
  readonly occurredAt: Instant;
  readonly late: boolean;
  readonly place: Here | null;
  readonly why: readonly Why[];
};

export type Evaluate = {
  readonly before: Seal;
  readonly folded: Folded;
  readonly reading: Reading;
  /** The journey the seal is on; null when it is on none. */
  readonly journey: Watched | null;
  readonly route: RouteIndex | null;
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
  const { before, folded, reading, journey, route } = input;
  const { custody } = folded.seal;
  if (journey === null || custody.phase !== 'armed') return { watch: input.watch, raised: NOTHING };
  const known = watchOf(input.watch, journey);
  // Told of before the watch began: not of this watch, but it has spoken.
  if (folded.at < custody.armedAt) return { watch: heard(known), raised: NOTHING };
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
  return judge(look, heard(known), rulesAt(input.rules, folded.at));
}

/** The watch of this journey: one of an earlier journey means nothing here. */
export function watchOf(watch: Watch | null, { id }: Watched): Watch {
  return watch?.journey === id ? watch : freshWatch(id);
}

/** The watch of a seal that has spoken: a silence raised before is over. The very object when there was none. */
export function heard(watch: Watch): Watch {
  return watch.silentSince === null ? watch : { ...watch, silentSince: null };
}

function judge(look: Look, watch: Watch, book: Rulebook): Evaluated {
  const left = offRoute(look, watch, book['off-route']);
  const stop = longStop(look, watch.stop, book['long-stop']);
  const tries = unlockRefused(look, watch.attempts, book['unlock-refused']);
  const battery = batteryShort(look, watch.batteryShort, book['battery-short']);
  const raised: Raised[] = [];
  const raise = (kind: Kind, why: readonly Why[] | null, at = look.at): void => {
    if (why !== null) raised.push(raisedBy(look, book[kind], why, at));
  };
  if (look.folded.latched.length > 0) {
    const around = standing(watch, look);
    raise('seal-cut', withMore(sealCut(look), around));
    raise('opened-no-order', withMore(openedNoOrder(look), around));
    raise('cover-opened', withMore(coverOpened(look), around));
  }
  raise('unlock-refused', tries.why);
  raise('off-route', left.why);
  raise('long-stop', stop.why, stop.at ?? look.at);
  raise('battery-short', battery.why);
  const same =
    left.offRoute === watch.offRoute &&
    left.excursions === watch.excursions &&
    stop.stop === watch.stop &&
    tries.attempts === watch.attempts &&
    battery.short === watch.batteryShort;
  if (same) return { watch, raised: raised.length === 0 ? NOTHING : raised };
  return {
    watch: {
      ...watch,
      offRoute: left.offRoute,
      excursions: left.excursions,
      stop: stop.stop,
      attempts: tries.attempts,
      batteryShort: battery.short,
    },
    raised,
  };
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

function raisedBy(
  look: Look,
  rule: Rulebook[Kind],
  why: readonly Why[],
  occurredAt: Instant,
): Raised {
  const found = placeOfAlarm(look);
  return {
    kind: rule.kind,
    severity: rule.severity,
    rule: { kind: rule.kind, version: rule.version },
    ackDueS: rule.ackDueS,
    occurredAt,
    late: look.folded.late,
    place: found.place,
    why: [...why, ...found.why, ...howTold(look)],
  };
}
