import { DAY_MS, type Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';

/** A seal may have been out of coverage this long and still find its days made. */
const DAYS_BEHIND = 40;
/** A server that is down for a week does not make the intake write to the default partition. */
const DAYS_AHEAD = 8;

/**
 * Makes the day partitions around now. Returns the days that could not be made because rows with
 * such a claim already lie in the default partition; they stay there, and are found all the same.
 */
export async function ensureDays(tx: Sql, now: Instant): Promise<string[]> {
  const day = (offset: number): string =>
    new Date(now + offset * DAY_MS).toISOString().slice(0, 10);
  const { rows } = await tx.query<{ day: string }>(
    'SELECT telemetry.ensure_days($1::date, $2::date)::text AS day',
    [day(-DAYS_BEHIND), day(DAYS_AHEAD)],
  );
  return rows.map((row) => row.day);
}
