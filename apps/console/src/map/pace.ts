// How often a picture of all trucks is drawn. What is urgent is drawn with the next frame; what only moves is gathered, and
// the slower a machine draws, the seldomer, so that the queue beside the map answers on any of them.

/** A truck at 80 km/h goes 22 m in it: two pixels where the map is closest (§7.5). */
const REST_MS_MIN = 1_000;
/** Of the page's time, drawing takes a twentieth at most. */
const REST_OF_DRAWING = 19;
/** Within it the picture is true on the slowest machine: a truck has gone 180 m, less than a pixel of a corridor. */
const REST_MS_MAX = 8_000;

/** How long the picture stays as it is after a drawing that took so long. */
export function restAfter(tookMs: number): number {
  return Math.min(REST_MS_MAX, Math.max(REST_MS_MIN, tookMs * REST_OF_DRAWING));
}

export type PaceClock = {
  readonly now: () => number;
  /** Both answer how to call it off. */
  readonly frame: (run: () => void) => () => void;
  readonly after: (ms: number, run: () => void) => () => void;
};

export type Pace = {
  /** Draw with the next frame. */
  readonly soon: () => void;
  /** Draw when the last picture has stood long enough. */
  readonly sometime: () => void;
  readonly close: () => void;
};

export function openPace(draw: () => void, clock: PaceClock = pageClock): Pace {
  let restUntil = Number.NEGATIVE_INFINITY;
  let framed: (() => void) | undefined;
  let waiting: (() => void) | undefined;
  let timing: (() => void) | undefined;
  const run = (): void => {
    framed = undefined;
    waiting?.();
    waiting = undefined;
    const began = clock.now();
    restUntil = began + REST_MS_MIN;
    draw();
    // A canvas is filled when the frame ends: the first task after it knows what that took.
    timing?.();
    timing = clock.after(0, () => {
      timing = undefined;
      restUntil = began + restAfter(clock.now() - began);
    });
  };
  const soon = (): void => {
    framed ??= clock.frame(run);
  };
  const sometime = (): void => {
    if (framed !== undefined || waiting !== undefined) return;
    waiting = clock.after(Math.max(0, restUntil - clock.now()), () => {
      waiting = undefined;
      // Meanwhile the last drawing may have turned out to take long.
      if (clock.now() < restUntil) sometime();
      else soon();
    });
  };
  return {
    soon,
    sometime,
    close: () => {
      for (const callOff of [framed, waiting, timing]) callOff?.();
      framed = undefined;
      waiting = undefined;
    },
  };
}

const pageClock: PaceClock = {
  now: () => performance.now(),
  frame: (run) => {
    const id = requestAnimationFrame(run);
    return () => cancelAnimationFrame(id);
  },
  after: (ms, run) => {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};
