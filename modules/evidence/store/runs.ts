// When this node ran: one run of a process from its start to its end, clean or not, with what went wrong in between.
import type { Id, Instant } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';

export type RunId = Id<'Run'>;

export type Run = {
  readonly id: RunId;
  readonly origin: string;
  /** `server` */
  readonly process: string;
  readonly startedAt: Instant;
  /** When it ended, or when it was last known to live; null while it runs. */
  readonly endedAt: Instant | null;
};

type On = { readonly subjectKind: 'run'; readonly subject: RunId };

export type RunEvents = On &
  (
    | {
        readonly type: 'run-started';
        readonly body: {
          readonly process: string;
          readonly origin: string;
          readonly program: string;
          readonly at: Instant;
        };
      }
    /** Another process of this node, as its supervisor told it. */
    | {
        readonly type: 'process-changed';
        readonly body: {
          readonly process: string;
          readonly state: string;
          readonly reason: string | null;
          readonly at: Instant;
        };
      }
    /** From the last answer before to the first answer after. */
    | {
        readonly type: 'database-away';
        readonly body: { readonly from: Instant; readonly until: Instant; readonly reason: string };
      }
    | { readonly type: 'run-ended'; readonly body: { readonly at: Instant } }
    /** It never said that it ended; another run found so. */
    | {
        readonly type: 'run-lost';
        readonly body: { readonly aliveAt: Instant; readonly foundAt: Instant };
      }
  );

/** The only way a fact changes a run. Throws on a fact that cannot follow. */
function evolveRun(known: Run | undefined, event: RunEvents): Run {
  if (event.type === 'run-started') {
    const { process, origin, at } = event.body;
    return { id: event.subject, origin, process, startedAt: at, endedAt: null };
  }
  if (known === undefined) throw new Error(`${event.type} of a run that never started`);
  if (event.type === 'run-ended') return { ...known, endedAt: event.body.at };
  if (event.type === 'run-lost') return { ...known, endedAt: event.body.aliveAt };
  return known;
}

type Row = {
  readonly id: RunId;
  readonly version: number;
  readonly origin: string;
  readonly process: string;
  readonly started_at: Instant;
  readonly alive_at: Instant;
  readonly ended_at: Instant | null;
};

const COLUMNS = 'id, version, origin, process, started_at, alive_at, ended_at';
const runOf = (row: Row): Run => ({
  id: row.id,
  origin: row.origin,
  process: row.process,
  startedAt: row.started_at,
  endedAt: row.ended_at,
});
const sqlTime = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();

export const runAggregate: Aggregate<Run, RunEvents> = {
  find: async (tx, id) => {
    const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM evidence.run WHERE id = $1`, [id]);
    const [row] = rows;
    return row && { state: runOf(row), version: row.version };
  },
  evolve: evolveRun,
  save: async (tx, { id, state, version, versionBefore }) => {
    const { rowCount } =
      versionBefore === 0
        ? await tx.query(
            `INSERT INTO evidence.run (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $5, $6)`,
            [
              id,
              version,
              state.origin,
              state.process,
              sqlTime(state.startedAt),
              sqlTime(state.endedAt),
            ],
          )
        : await tx.query(
            'UPDATE evidence.run SET version = $2, ended_at = $3 WHERE id = $1 AND version = $4',
            [id, version, sqlTime(state.endedAt), versionBefore],
          );
    if (rowCount === 0) throw new VersionConflict('run', id);
  },
};

/** A sign of life; false where the run was given up for lost. */
export async function markAlive(tx: Sql, id: RunId, at: Instant): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE evidence.run SET alive_at = greatest(alive_at, $2) WHERE id = $1 AND ended_at IS NULL',
    [id, sqlTime(at)],
  );
  return rowCount === 1;
}

/** Runs of this node that have neither ended nor given a sign of life since. */
export async function findLost(
  tx: Sql,
  origin: string,
  since: Instant,
): Promise<readonly { readonly id: RunId; readonly aliveAt: Instant }[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM evidence.run WHERE origin = $1 AND ended_at IS NULL AND alive_at < $2`,
    [origin, sqlTime(since)],
  );
  return rows.map(({ id, alive_at: aliveAt }) => ({ id, aliveAt }));
}

/** Runs that began before the end of a span and had not ended before it began. */
export async function runsWithin(
  tx: Sql,
  span: { readonly from: Instant; readonly until: Instant },
): Promise<RunId[]> {
  const { rows } = await tx.query<{ id: RunId }>(
    `SELECT id FROM evidence.run WHERE started_at <= $2 AND coalesce(ended_at, 'infinity') >= $1
     ORDER BY id`,
    [sqlTime(span.from), sqlTime(span.until)],
  );
  return rows.map(({ id }) => id);
}
