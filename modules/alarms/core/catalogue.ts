import { type Fired, judgeTrack } from './judge-track.ts';
import type { Kind } from './kind.ts';
import { endedSpans, judgeLate, keptRun } from './late-run.ts';
import type { Look } from './look.ts';
import { type Memory, memoryOf, remembering } from './memory.ts';
import type { Rulebook } from './rule.ts';
import { gpsLost } from './rules/gps-lost.ts';
import { openedOutside } from './rules/opened-outside.ts';
import { toldEvent } from './rules/told-event.ts';
import { tripDistance } from './rules/trip-distance.ts';
import type { Fence } from './scope.ts';
import type { Step } from './step.ts';
import type { Stop, Watch } from './watch.ts';
import type { Why } from './why.ts';

/** What holds for this reading: the rulebook as it is for its seal, place and hour, and the forbidden fences. */
export type InForce = { readonly book: Rulebook; readonly fences: readonly Fence[] };

type Found = { readonly kind: Kind; readonly why: readonly Why[] };

export type CatalogueJudged = {
  readonly watch: Watch;
  readonly found: readonly Found[];
};

/** The reading as the rules of a present track see it. */
export function stepOf(look: Look, fences: readonly Fence[]): Step {
  const { report } = look.reading;
  return {
    at: look.at,
    here: look.here,
    before: look.before.live.place,
    speedKmh: report.speedKmh,
    temperatureC: report.temperatureC ?? null,
    humidityPct: report.humidityPct ?? null,
    route: look.route,
    underway: look.watched.underway,
    allowed: look.watched.allowed,
    fences,
  };
}

/** The kinds whose memory is `memory.ts`; `watch` as it was, `stop` as the reading leaves it. */
export function judgeCatalogue(
  { look, step, watch, stop }: { look: Look; step: Step; watch: Watch; stop: Stop | null },
  { book, fences }: InForce,
): CatalogueJudged {
  const memory = memoryOf(watch);
  const found: Found[] = [];
  const event = toldEvent(look, memory, book);
  if (event.kind !== null && event.why !== null) found.push({ kind: event.kind, why: event.why });
  const outside = openedOutside(look, book['opened-outside']);
  if (outside !== null) found.push({ kind: 'opened-outside', why: outside });
  const trip = tripDistance(look, memory.trip, book['trip-distance']);
  if (trip.why !== null) found.push({ kind: 'trip-distance', why: trip.why });
  const noFix = gpsLost(look, memory.noFix, book['gps-lost']);
  // Who suspects a jammer has been called already.
  if (noFix.why !== null && watch.open['jamming-suspected'] === undefined)
    found.push({ kind: 'gps-lost', why: noFix.why });
  const track = look.folded.late
    ? lateOf(look, watch, { book, fences }, found)
    : presentOf({ step, watch, stop }, memory, book, found);
  const change = { again: event.again, shocks: event.shocks, trip: trip.state, noFix: noFix.state };
  return { watch: remembering(watch, { ...change, ...track }), found };
}

function lateOf(look: Look, watch: Watch, inForce: InForce, found: Found[]): Partial<Memory> {
  const { fired, late, spans } = judgeLate(look, watch, inForce);
  found.push(...fired.map(plain));
  return { late, spans };
}

function presentOf(
  { step, watch, stop }: { step: Step; watch: Watch; stop: Stop | null },
  memory: Memory,
  book: Rulebook,
  found: Found[],
): Partial<Memory> {
  const { track, fired } = judgeTrack(step, memory.track, book);
  found.push(...fired.map(plain));
  const spans = endedSpans(watch, { stop, track }, step.at);
  const isSame = stop !== null && watch.stop?.since === stop.since;
  const clustered = isSame ? memory.clustered : null;
  return { track, spans, late: keptRun(memory.late, step.at), clustered };
}

const plain = ({ kind, why }: Fired): Found => ({ kind, why });
