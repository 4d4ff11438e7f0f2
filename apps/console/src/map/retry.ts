// When what did not come is asked for again.

/** The first wait, ms: a server that was restarted is back within seconds. */
const RETRY_MS_MIN = 2_000;
/** The longest, ms: a desk that is left open must not hammer a server in trouble. */
const RETRY_MS_MAX = 60_000;

/** How long to wait after so many failures in a row, at least one: doubled each time. */
export function retryAfterMs(failures: number): number {
  return Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** (failures - 1));
}

/** What the retrying needs of a map. */
export type BaseSources = {
  readonly ask: (source: string) => void;
  /** Hears of each file that failed and each that came. */
  readonly listen: (failed: (source: string) => void, came: (source: string) => void) => void;
};
export type Clock = {
  readonly later: (act: () => void, ms: number) => unknown;
  readonly never: (timer: unknown) => void;
};

/** Asks again for what failed until it came; tells how many files are missing. Returns how to stop. */
export function retryBaseFiles(
  sources: BaseSources,
  tell: (missing: number) => void,
  clock: Clock,
): () => void {
  const failures = new Map<string, number>();
  const timers = new Map<string, unknown>();
  let stopped = false;
  sources.listen(
    (source) => {
      if (stopped) return;
      const count = (failures.get(source) ?? 0) + 1;
      failures.set(source, count);
      clock.never(timers.get(source));
      timers.set(
        source,
        clock.later(() => sources.ask(source), retryAfterMs(count)),
      );
      tell(failures.size);
    },
    (source) => {
      if (!stopped && failures.delete(source)) tell(failures.size);
    },
  );
  return () => {
    stopped = true;
    for (const timer of timers.values()) clock.never(timer);
  };
}
