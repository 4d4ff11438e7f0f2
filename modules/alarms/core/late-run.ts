// Readings that are told late cannot move what is known of the present. They are judged all the same, in a run of
// their own: what they prove is raised and said to be late, unless it was raised when it was so.
import { HOUR_MS, type Instant, MINUTE_MS, positionOf } from '@lakiri/kit';
import { type Fired, judgeTrack, TRACK_KINDS } from './judge-track.ts';
import type { Kind } from './kind.ts';
import { hereOf, type Look } from './look.ts';
import {
  type LateRun,
  type Memory,
  memoryOf,
  NO_TRACK,
  SPANS_MAX,
  type Span,
  type Track,
} from './memory.ts';
import type { Rulebook } from './rule.ts';
import { longStop } from './rules/long-stop.ts';
import type { Fence } from './scope.ts';
import type { Step } from './step.ts';
import type { Stop, Watch } from './watch.ts';

/** Longer than any model sleeps between two reports of a standing truck; a longer gap is another run. */
const GAP_MS = HOUR_MS;
/** What began or ended so near to what was raised is the same. */
const NEAR_MS = 10 * MINUTE_MS;
/** A run is forgotten when the present is so far ahead of it. */
const KEPT_MS = 12 * HOUR_MS;

export type LateJudged = Pick<Memory, 'late' | 'spans'> & { readonly fired: readonly Fired[] };

/** One more late reading, in the order heard. One that is older than its run's newest only lengthens a stop. */
export function judgeLate(
  look: Look,
  watch: Watch,
  { book, fences }: { readonly book: Rulebook; readonly fences: readonly Fence[] },
): LateJudged {
  const memory = memoryOf(watch);
  const { late, spans } = memory;
  if (look.folded.clock !== 'right') return { late, spans, fired: [] };
  const run = late !== null && Math.abs(look.at - late.at) <= GAP_MS ? late : null;
  const step = stepOf(look, run, fences);
  if (run !== null && look.at <= run.at) return earlier({ step, run, watch, spans }, book);
  const judged = judgeTrack(step, run?.track ?? NO_TRACK, book);
  const stop = longStop(step, run?.stop ?? null, book['long-stop']);
  const { here, at } = step;
  const next: LateRun = {
    at,
    place: here === null ? (run?.place ?? null) : { lat: here.lat, lon: here.lon, at },
    stop: stop.stop,
    track: judged.track,
  };
  const fired = [...judged.fired, ...stopFired(stop)];
  return told({ fired, at, watch, late: next, spans });
}

type Earlier = {
  readonly step: Step;
  readonly run: LateRun;
  readonly watch: Watch;
  readonly spans: readonly Span[];
};

/** Of a run told in the wrong order: a stop began as early as any fix of it. */
function earlier({ step, run, watch, spans }: Earlier, book: Rulebook): LateJudged {
  const { stop } = run;
  const same = { late: run, spans, fired: [] };
  if (stop === null || stop.raised || step.here === null || step.at >= stop.since) return same;
  const rule = book['long-stop'];
  const alone = longStop({ ...step, before: null }, null, rule).stop;
  const stays = alone !== null && longStop(step, stop, rule).stop?.since === stop.since;
  if (!stays) return same;
  const longer = longStop({ ...step, here: null, at: run.at }, { ...stop, since: step.at }, rule);
  const late: LateRun = { ...run, stop: longer.stop };
  return told({ fired: stopFired(longer), at: run.at, watch, late, spans });
}

function stopFired({ stop, why }: ReturnType<typeof longStop>): readonly Fired[] {
  return stop === null || why === null ? [] : [{ kind: 'long-stop', why, since: stop.since }];
}

function stepOf(look: Look, run: LateRun | null, fences: readonly Fence[]): Step {
  const { report } = look.reading;
  const position = positionOf(report);
  return {
    at: look.at,
    here: position === undefined ? null : hereOf(position, look.route),
    before: run?.place ?? null,
    speedKmh: report.speedKmh,
    temperatureC: report.temperatureC ?? null,
    humidityPct: report.humidityPct ?? null,
    route: look.route,
    underway: look.watched.underway,
    allowed: look.watched.allowed,
    fences,
  };
}

type Telling = {
  readonly fired: readonly Fired[];
  readonly at: Instant;
  readonly watch: Watch;
  readonly late: LateRun;
  readonly spans: readonly Span[];
};

function told({ fired, at, watch, late, spans }: Telling): LateJudged {
  const news = fired.filter((one) => !isKnown(one, at, watch, spans));
  const more = news.map(({ kind, since }): Span => ({ kind, from: since, until: at }));
  return {
    late,
    spans: more.length === 0 ? spans : [...spans, ...more].slice(-SPANS_MAX),
    fired: news,
  };
}

function isKnown(
  { kind, since }: Fired,
  at: Instant,
  watch: Watch,
  spans: readonly Span[],
): boolean {
  const begun = raisedSince(watch, kind);
  if (begun !== null && begun <= at + NEAR_MS) return true;
  return spans.some(
    (span) => span.kind === kind && span.from <= at + NEAR_MS && span.until >= since - NEAR_MS,
  );
}

/** Since when what was raised of a kind lasts; null when it does not. */
function raisedSince(watch: Watch, kind: Kind): Instant | null {
  if (kind === 'long-stop') return raisedStop(watch.stop);
  const { track } = memoryOf(watch);
  for (const [name, own] of Object.entries(TRACK_KINDS)) {
    const state = track[name as keyof Track];
    if (own === kind && state?.raised === true) return state.since;
  }
  return null;
}

function raisedStop(stop: Stop | null): Instant | null {
  return stop?.raised === true ? stop.since : null;
}

/** What was raised and is over now goes into the spans, so that a late reading of that time is no news. */
export function endedSpans(
  before: Watch,
  after: Pick<Watch, 'stop'> & { track: Track },
  at: Instant,
) {
  const { track: was, spans } = memoryOf(before);
  if (was === after.track && before.stop === after.stop) return spans;
  const ended: Span[] = [];
  for (const [name, kind] of Object.entries(TRACK_KINDS)) {
    const state = was[name as keyof Track];
    const now = after.track[name as keyof Track];
    if (state?.raised === true && now?.since !== state.since)
      ended.push({ kind, from: state.since, until: at });
  }
  const { stop } = before;
  if (stop?.raised === true && after.stop?.since !== stop.since)
    ended.push({ kind: 'long-stop', from: stop.since, until: at });
  return ended.length === 0 ? spans : [...spans, ...ended].slice(-SPANS_MAX);
}

/** The run while it may still be told further. */
export function keptRun(late: LateRun | null, now: Instant): LateRun | null {
  return late === null || now - late.at > KEPT_MS ? null : late;
}
