import type { Instant, Report } from '@lakiri/kit';

/** The key's time where a device claimed none: no seal was made in 1970. */
export const NO_TIME = 0 as Instant;

/** The end of the year 9999: what the database, and everybody who reads ISO 8601, still understands. */
export const CLAIM_MS_MAX = 253_402_300_799_999;

/** The time under which a reading is kept: the device's claim, even where it cannot be right. */
export function claimedAt(report: Report): Instant {
  const { occurredAt } = report;
  if (occurredAt === null || occurredAt < NO_TIME || occurredAt > CLAIM_MS_MAX) return NO_TIME;
  return occurredAt;
}
