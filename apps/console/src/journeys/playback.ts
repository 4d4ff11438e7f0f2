import type { Stop } from './track.ts';

/** Times faster than life, by the keys 1 to 6 (§4.3). */
export const SPEEDS = [1, 10, 60, 300, 1_000, 3_600] as const;
export type Speed = (typeof SPEEDS)[number];

export type Span = { readonly from: number; readonly to: number };
/** The one clock of a replay, in UTC milliseconds. `at: null` is live: the newest moment there is. */
export type Playback = {
  readonly at: number | null;
  readonly playing: boolean;
  readonly speed: Speed;
  /** The map keeps the truck in its middle. */
  readonly follow: boolean;
  readonly skipStops: boolean;
};

export const livePlayback: Playback = {
  at: null,
  playing: false,
  speed: 60,
  follow: false,
  skipStops: true,
};

/** The moment that is shown. */
export function shownAt({ at }: Playback, span: Span): number {
  return at ?? span.to;
}

/** The clock after `elapsedMs` of real time; stops by itself at the end of what is known. */
export function advance(
  playback: Playback,
  elapsedMs: number,
  { span, stops }: { readonly span: Span; readonly stops: readonly Stop[] },
): Playback {
  if (!playback.playing || playback.at === null) return playback;
  const next = playback.at + elapsedMs * playback.speed;
  const at = playback.skipStops ? pastStops(playback.at, next, stops) : next;
  return at >= span.to
    ? { ...playback, at: span.to, playing: false }
    : { ...playback, at: Math.max(at, span.from) };
}

/** The tail of a stop that is still played, so that one sees that the truck stood. */
const STOP_TAIL_MS = 60_000;

/** Where the clock lands when it may not linger in a stop: its last minute, if it would enter or lie within. */
function pastStops(from: number, to: number, stops: readonly Stop[]): number {
  const stop = stops.find((it) => to > it.from && from < it.to - STOP_TAIL_MS);
  return stop === undefined ? to : Math.max(to, stop.to - STOP_TAIL_MS);
}

/** Sets the clock, kept inside the journey. */
export function seek(playback: Playback, at: number, span: Span): Playback {
  return { ...playback, at: Math.min(Math.max(at, span.from), span.to) };
}

/** Begins to play; from the start when the end is shown. */
export function play(playback: Playback, span: Span): Playback {
  const at = shownAt(playback, span);
  return { ...playback, at: at >= span.to ? span.from : at, playing: true };
}

export function pause(playback: Playback): Playback {
  return { ...playback, playing: false };
}

export function backToLive(playback: Playback): Playback {
  return { ...playback, at: null, playing: false };
}

/** The next or previous of some marks (sorted UTC milliseconds); `undefined` at the ends. */
export function markFrom(marks: readonly number[], at: number, by: 1 | -1): number | undefined {
  return by === 1 ? marks.find((mark) => mark > at) : marks.findLast((mark) => mark < at);
}

/** The speed of a key from 1 to 6. */
export function speedOfKey(key: string): Speed | undefined {
  return SPEEDS[Number(key) - 1];
}
