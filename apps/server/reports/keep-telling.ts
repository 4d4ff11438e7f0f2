import { isUnavailable } from '@lakiri/platform/database-errors';
import type { Log } from '@lakiri/platform/log';
import { type TellingDeps, tellReports } from './telling.ts';

/** A report of a week may be a minute late. */
const LOOK_EVERY_MS = 60_000;

/** Tells of reports until it is stopped. What cannot be told now is told at the next look. */
export function keepTellingReports(deps: TellingDeps & { readonly log: Log }): {
  stop(): Promise<void>;
} {
  const { log } = deps;
  let underWay: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    underWay = tellReports(deps).catch((error: unknown) => {
      if (isUnavailable(error)) log.debug({ err: error }, 'reports wait for the database');
      else log.warn({ err: error }, 'reports cannot be told now; it is tried again');
    });
  };
  const looking = setInterval(() => void underWay.then(look), LOOK_EVERY_MS);
  look();
  return {
    stop: async () => {
      clearInterval(looking);
      await underWay;
    },
  };
}
