import type { Instant } from '@lakiri/kit';

/** The times of Postgres as text of UTC, or null. */
export const sqlTime = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();
