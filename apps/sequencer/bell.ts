// Waiting that somebody may end: by ringing, or by stopping for good.

export type Bell = {
  /** Ends the wait that is under way, or the next one. */
  ring(): void;
  /** Returns after `ms`, or sooner when it rings; deaf: only after `ms`. Stopping ends both. */
  wait(ms: number, options?: { readonly deaf: boolean }): Promise<void>;
};

export function makeBell(stop: AbortSignal): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  const wait: Bell['wait'] = (ms, { deaf } = { deaf: false }) => {
    if (stop.aborted || ms <= 0) return Promise.resolve();
    if (rung && !deaf) {
      rung = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        stop.removeEventListener('abort', end);
        wake = undefined;
        resolve();
      };
      const timer = setTimeout(end, ms);
      stop.addEventListener('abort', end, { once: true });
      if (!deaf)
        wake = () => {
          rung = false;
          end();
        };
    });
  };
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait,
  };
}
