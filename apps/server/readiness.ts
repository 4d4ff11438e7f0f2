import type { ProcessState } from '@lakiri/platform/child';
import { describeUnavailable } from '@lakiri/platform/database-errors';
import { type MigrationSet, missingMigrations } from '@lakiri/platform/migrate';
import type { Sql } from '@lakiri/platform/sql';

/** A database that takes longer to say 1 cannot serve people. */
const PROBE_MS_MAX = 2_000;
/** Probes of many watchers are answered from one look at the database. */
const PROBE_AGE_MS_MAX = 1_000;

type Part = { readonly ok: boolean; readonly reason?: string };

/** What `/readyz` says: ready only when nothing is missing. */
export type Readiness = {
  readonly ready: boolean;
  readonly missing: readonly string[];
  readonly database: Part;
  readonly migrations: Part;
  readonly processes: readonly ProcessState[];
};

export type ReadinessProbe = {
  look(): Promise<Readiness>;
  /** What the supervisor says of its processes. */
  processesAre(processes: readonly ProcessState[]): void;
};

/** Answers without the database too, and says what is missing. `now` counts milliseconds. */
export function readinessOf(options: {
  readonly sql: Sql;
  readonly sets: readonly MigrationSet[];
  readonly now: () => number;
}): ReadinessProbe {
  const { sql, sets, now } = options;
  let processes: readonly ProcessState[] = [];
  let last: { readonly at: number; readonly parts: Promise<readonly [Part, Part]> } | undefined;
  return {
    processesAre: (states) => {
      processes = states;
    },
    look: async () => {
      if (last === undefined || now() - last.at > PROBE_AGE_MS_MAX)
        last = { at: now(), parts: lookAtDatabase(sql, sets) };
      const [database, migrations] = await last.parts;
      const missing = [
        ...(database.ok ? [] : ['database']),
        ...(migrations.ok ? [] : ['migrations']),
        ...processes.filter(({ state }) => state !== 'ready').map(({ name }) => name),
      ];
      return { ready: missing.length === 0, missing, database, migrations, processes };
    },
  };
}

async function lookAtDatabase(
  sql: Sql,
  sets: readonly MigrationSet[],
): Promise<readonly [Part, Part]> {
  try {
    const missing = await inTime(missingMigrations(sql, sets));
    const migrations: Part =
      missing.length === 0
        ? { ok: true }
        : { ok: false, reason: `not applied: ${missing.join(', ')}` };
    return [{ ok: true }, migrations];
  } catch (error) {
    const reason = describeUnavailable(error);
    return [
      { ok: false, reason },
      { ok: false, reason: 'not known without the database' },
    ];
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the database did not answer within ${PROBE_MS_MAX} ms`)),
      PROBE_MS_MAX,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
