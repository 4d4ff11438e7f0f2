import { CannotStart } from '@lakiri/platform/cannot-start';

/** 128 + SIGINT, as shells have it. */
const EXIT_FORCED = 130;
/** npm passes on the Ctrl-C that the terminal gave us too; nobody means two within this time. */
const SECOND_AFTER_MS = 500;
/** How soon the end of npm is noticed. */
const PARENT_EVERY_MS = 500;

/** The operator's wish that this program ends. */
export type Interrupt = {
  readonly controller: AbortController;
  /** Resolves at the first signal. */
  readonly happened: Promise<void>;
};

/**
 * Ctrl-C and SIGTERM, and the end of the npm that started us: its shell does not pass SIGTERM on. A
 * second Ctrl-C calls `kill` and exits; what Postgres still has to do its guard sees to.
 */
export function listenForInterrupt(kill: () => void): Interrupt {
  const controller = new AbortController();
  const happened = new Promise<void>((resolve) => {
    let firstAt: number | undefined;
    const interrupt = (reason: string): void => {
      firstAt ??= performance.now();
      controller.abort(new CannotStart('interrupted', `stopped by ${reason}.`));
      resolve();
    };
    process.on('SIGTERM', () => interrupt('SIGTERM'));
    process.on('SIGINT', () => {
      if (firstAt === undefined || performance.now() - firstAt < SECOND_AFTER_MS)
        return interrupt('Ctrl-C');
      kill();
      process.exit(EXIT_FORCED);
    });
    if (process.env['npm_lifecycle_event'] !== undefined)
      whenParentEnds(() => interrupt('the end of npm'));
  });
  return { controller, happened };
}

function whenParentEnds(told: () => void): void {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    told();
  }, PARENT_EVERY_MS).unref();
}
