import type { Kind } from './kind.ts';
import type { Spell, Track } from './memory.ts';
import type { Rulebook } from './rule.ts';
import { humidityOut, temperatureOut } from './rules/climate-out.ts';
import { forbiddenPlace } from './rules/forbidden-place.ts';
import { nightMove } from './rules/night-move.ts';
import { overspeed } from './rules/overspeed.ts';
import { stopOverdue } from './rules/stop-overdue.ts';
import { wrongWay } from './rules/wrong-way.ts';
import type { After, Step } from './step.ts';
import type { Why } from './why.ts';

/** The kinds that are judged of a track, each with what it remembers there. */
export const TRACK_KINDS = {
  back: 'wrong-way',
  fast: 'overspeed',
  night: 'night-move',
  inside: 'forbidden-place',
  stay: 'stop-overdue',
  warm: 'temperature-out',
  humid: 'humidity-out',
} as const satisfies Record<keyof Track, Kind>;

export type Fired = {
  readonly kind: Kind;
  readonly why: readonly Why[];
  /** What it rests on began then. */
  readonly since: Spell['since'];
};

export type TrackJudged = {
  /** The very object given when nothing to remember has changed. */
  readonly track: Track;
  readonly fired: readonly Fired[];
};

const NONE: readonly Fired[] = [];

/** What one more reading of a track means by the rules of tracks. */
export function judgeTrack(step: Step, known: Track, book: Rulebook): TrackJudged {
  const back = wrongWay(step, known.back, book['wrong-way']);
  const fast = overspeed(step, known.fast, book.overspeed);
  const night = nightMove(step, known.night, book['night-move']);
  const inside = forbiddenPlace(step, known.inside, book['forbidden-place']);
  const stay = stopOverdue(step, known.stay, book['stop-overdue']);
  const warm = temperatureOut(step, known.warm, book['temperature-out']);
  const humid = humidityOut(step, known.humid, book['humidity-out']);
  const same =
    back.state === known.back &&
    fast.state === known.fast &&
    night.state === known.night &&
    inside.state === known.inside &&
    stay.state === known.stay &&
    warm.state === known.warm &&
    humid.state === known.humid;
  // A rule that fires has something to remember, so that nothing has fired here.
  if (same) return { track: known, fired: NONE };
  const after = { back, fast, night, inside, stay, warm, humid };
  return {
    track: {
      back: back.state,
      fast: fast.state,
      night: night.state,
      inside: inside.state,
      stay: stay.state,
      warm: warm.state,
      humid: humid.state,
    },
    fired: Object.entries(after).flatMap(([name, one]) => firedBy(name as keyof Track, one)),
  };
}

function firedBy(name: keyof Track, { state, why }: After<Spell>): readonly Fired[] {
  return why === null || state === null
    ? NONE
    : [{ kind: TRACK_KINDS[name], why, since: state.since }];
}
