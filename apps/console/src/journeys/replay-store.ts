import { advance, livePlayback, type Playback, type Span } from './playback.ts';
import type { Stop } from './track.ts';

// Owns the one clock of a replay. The map and the charts hear every frame; React hears ten a second and every act of a
// person, because text that changes faster is not read.

const SLOW_MS = 100;

type Known = { readonly span: Span; readonly stops: readonly Stop[] };
export type ReplayStore = {
  readonly now: () => Playback;
  /** As told at most ten times a second. */
  readonly slow: () => Playback;
  readonly onFrame: (listener: () => void) => () => void;
  readonly onSlow: (listener: () => void) => () => void;
  readonly change: (how: (playback: Playback) => Playback) => void;
  /** What the clock runs over; it grows while the journey is under way. */
  readonly know: (known: Known) => void;
  readonly close: () => void;
};

export function openReplay(start: number | null): ReplayStore {
  let playback: Playback = { ...livePlayback, at: start };
  let slow = playback;
  let known: Known = { span: { from: 0, to: 0 }, stops: [] };
  let frame = 0;
  let before = 0;
  let toldAt = 0;
  const fast = new Set<() => void>();
  const slower = new Set<() => void>();

  const tell = (atOnce: boolean): void => {
    for (const listener of fast) listener();
    const now = performance.now();
    if (!atOnce && now - toldAt < SLOW_MS) return;
    toldAt = now;
    slow = playback;
    for (const listener of slower) listener();
  };
  const run = (now: number): void => {
    const next = advance(playback, now - before, known);
    before = now;
    const ended = playback.playing && !next.playing;
    playback = next;
    tell(ended);
    frame = next.playing ? requestAnimationFrame(run) : 0;
  };
  const begin = (): void => {
    if (!playback.playing || frame !== 0) return;
    before = performance.now();
    frame = requestAnimationFrame(run);
  };
  return {
    now: () => playback,
    slow: () => slow,
    onFrame: (listener) => heard(fast, listener),
    onSlow: (listener) => heard(slower, listener),
    change: (how) => {
      playback = how(playback);
      tell(true);
      begin();
    },
    know: (next) => {
      known = next;
      tell(true);
    },
    close: () => cancelAnimationFrame(frame),
  };
}

function heard(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
