import type { Database } from '@lakiri/platform/sql';
import { pause, progress } from './report.ts';

/** Checkpoints that Postgres has done, by time, by size and by request. */
export async function checkpointsDone({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ done: number }>(
    `SELECT (num_timed + num_requested)::int AS done FROM pg_stat_checkpointer`,
  );
  return rows[0]?.done ?? 0;
}

/**
 * Asks for a checkpoint in the middle of a run: they come every 5 minutes by themselves, and a run must
 * have one. One that is asked for writes as fast as it can, which disturbs more than one by time.
 */
export async function checkpointAfter({ pool }: Database, waitMs: number): Promise<void> {
  await pause(waitMs);
  const from = performance.now();
  await pool.query('CHECKPOINT');
  progress(`a checkpoint inside the run took ${Math.round(performance.now() - from)} ms`);
}
