// The whole of a node's database against its own evidence, in one snapshot. First what is proved from outside (the log,
// the roots of batches), then what follows from it: the facts replayed, each seal refolded, and every table
// that is a function of them compared row by row.
import { loadRules } from '@lakiri/alarms/store';
import { diversionsOf } from '@lakiri/corridors';
import { loadDiversions, loadForbiddenFences, routeBook } from '@lakiri/corridors/store';
import { modelsOf } from '@lakiri/gateway/refolding';
import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { loadModels } from '@lakiri/seals/store';
import { cellsOf } from '@lakiri/trust';
import { loadCells } from '@lakiri/trust/store';
import { verifyBatches } from './batches.ts';
import { besideOf, mayBeForgotten } from './beside.ts';
import { compareRows } from './compare.ts';
import { compareDue } from './due.ts';
import type { Finding, Report } from './finding.ts';
import { digestOf, type Memory, once } from './memory.ts';
import { refoldSeal, type World } from './refold-seal.ts';
import { replayFacts } from './replay-facts.ts';
import { type Column, readColumns, rowsOf, streamed } from './rows.ts';
import { emptyScratch } from './scratch.ts';
import { TABLES, type Table } from './tables.ts';
import type { VerifiedLog } from './verify-log.ts';

export type VerifyDatabase = {
  /** The node's database as its owner, in one repeatable-read transaction. */
  readonly real: Sql;
  /** An empty database of the same migrations. */
  readonly scratch: Sql;
  /** Opens frames that held passwords. */
  readonly frameKey: Uint8Array | undefined;
  /** Opens the secrets by which seals prove their word. */
  readonly sealingKey?: Uint8Array | undefined;
  /** What the log's files and tables must hold; nothing for a node without a log. */
  readonly verifyLog?: (report: Report) => Promise<VerifiedLog | undefined>;
  readonly now: Instant;
  readonly report: Report;
  readonly progress: (line: string) => void;
  /** Only findings about this table are told. */
  readonly only?: string | undefined;
  readonly memory?: Memory;
  /** Rows of these tables, or these columns (`schema.table.column`), are passed over: a planted defect. */
  readonly blind?: readonly string[];
};

export type Verified = {
  /** Undefined where there is no log. */
  readonly log: VerifiedLog | undefined;
  readonly facts: number;
  readonly frames: number;
  /** Frames with passwords that could not be opened for want of the node's key. */
  readonly unread: number;
  readonly seals: number;
  readonly rows: number;
  readonly findings: number;
};

/** Verifies all; findings go to `report` as they are found. Throws what is broken, never for what differs. */
export async function verifyDatabase(options: VerifyDatabase): Promise<Verified> {
  const { real, memory, progress } = options;
  let findings = 0;
  const report = (finding: Finding): void => {
    if (options.only !== undefined && finding.table !== options.only) return;
    if (isBlind(options, finding)) return;
    findings++;
    options.report(finding);
  };
  const done = { facts: 0, frames: 0, unread: 0, seals: 0, rows: 0 };
  const log = await options.verifyLog?.(report);
  progress(log === undefined ? 'no log' : `${log.entries} facts made into entries again`);
  await once(
    {
      memory,
      name: 'batches',
      report,
      digest: () => digestOf(real, ['telemetry.frame', 'telemetry.batch', BATCH_FACTS]),
    },
    async (tell) => {
      const { frameKey } = options;
      const told = (frames: number): void => progress(`${frames} frames under their roots`);
      const read = await verifyBatches({ real, frameKey, report: tell, progress: told });
      Object.assign(done, read);
    },
  );
  progress(`${done.frames} frames under their roots`);
  done.facts = await replay(options, report);
  progress(`${done.facts} facts replayed`);
  done.seals = await refoldAll(options, report);
  progress(`${done.seals} seals refolded`);
  done.rows = await compareAll(options, report);
  return { ...done, log, findings };
}

const BATCH_FACTS = `(SELECT * FROM fact.fact WHERE subject_kind = 'batch')`;

function isBlind({ blind = [] }: VerifyDatabase, { table, column }: Finding): boolean {
  return blind.includes(table) || blind.includes(`${table}.${column}`);
}

async function replay({ real, scratch, memory, progress }: VerifyDatabase, report: Report) {
  let facts = 0;
  const digest = (): Promise<string> => digestOf(real, ['fact.fact']);
  await once({ memory, name: 'facts', report, digest }, async (tell) => {
    await emptyScratch(scratch);
    memory?.parts.clear();
    const told = (count: number): void => progress(`${count} facts replayed`);
    facts = await replayFacts({ real, scratch, report: tell, progress: told });
  });
  return facts;
}

async function refoldAll(options: VerifyDatabase, report: Report): Promise<number> {
  const { real, scratch, memory, frameKey, sealingKey, progress } = options;
  const rules = await loadRules(scratch, await loadForbiddenFences(scratch));
  const models = modelsOf(await loadModels(scratch));
  const cells = cellsOf(await loadCells(scratch));
  const diversions = diversionsOf(await loadDiversions(scratch));
  const routes = routeBook();
  const keys = { frameKey, sealingKey };
  const world: Omit<World, 'report'> = {
    ...{ real, scratch, rules, models, cells, diversions, routes },
    ...keys,
  };
  const seals = streamed<{ id: Id<'Seal'> }>(
    real,
    `SELECT DISTINCT subject AS id FROM fact.fact WHERE subject_kind = 'seal' ORDER BY 1`,
  );
  let count = 0;
  for await (const { id } of seals) {
    const digest = (): Promise<string> => digestOf(real, OF_SEAL, [id]);
    await once({ memory, name: `seal ${id}`, report, digest }, (tell) =>
      refoldSeal({ ...world, report: tell }, id),
    );
    if (++count % SEALS_TOLD === 0) progress(`${count} seals refolded`);
  }
  return count;
}

const SEALS_TOLD = 100;
/** All that a refold reads beside the facts, on which the whole scratch rests already. */
const OF_SEAL = ['telemetry.frame', 'telemetry.reading'].map(
  (table) => `(SELECT * FROM ${table} WHERE seal_id = $1)`,
);

async function compareAll(options: VerifyDatabase, report: Report): Promise<number> {
  const { real, scratch, now } = options;
  const columns = await readColumns(real);
  // The longest of a model's versions: a deadline was planned by the one that held then.
  const intervalS = new Map(
    (await loadModels(scratch)).map(({ model, versions }) => [
      model,
      Math.max(...versions.map((one) => one.reportIntervalS)),
    ]),
  );
  const rules = await loadRules(scratch, await loadForbiddenFences(scratch));
  const due = { rules, intervalS, now, report };
  let rows = 0;
  for (const table of TABLES) {
    if (!isCompared(table)) continue;
    const own: readonly Column[] = columns.get(table.name) ?? [];
    const beside = besideOf(table, report);
    const mayBeMissing = mayBeForgotten(table, now);
    rows += await compareRows({
      table,
      columns: own,
      is: rowsOf(real, table, own),
      shouldBe: expected(scratch, table, own),
      report,
      ...(mayBeMissing === undefined ? {} : { mayBeMissing }),
      also: (is, shouldBe) => {
        beside?.(is, shouldBe);
        if (table.name === 'seals.seal') compareDue(due, is, shouldBe);
      },
    });
  }
  await extraReadings(options, report);
  return rows;
}

/** Readings and frames are walked with their seals; those of no seal at all are told here. */
function isCompared({ is, name }: Table): boolean {
  return ['recomputed', 'beside', 'configuration'].includes(is) && name !== 'telemetry.reading';
}

/** The scratch has no transaction of its own: a table is read in one. */
async function* expected(scratch: Sql, table: Table, columns: readonly Column[]) {
  await scratch.query('BEGIN');
  try {
    yield* rowsOf(scratch, table, columns);
  } finally {
    await scratch.query('COMMIT');
  }
}

async function extraReadings({ real }: VerifyDatabase, report: Report): Promise<void> {
  const orphans = streamed<{ seal_id: string; occurred_at: string; digest: string }>(
    real,
    `SELECT r.seal_id::text, r.occurred_at::text, r.digest::text FROM telemetry.reading r
     WHERE NOT EXISTS (SELECT FROM fact.fact f WHERE f.subject = r.seal_id AND f.subject_version = 1)`,
  );
  for await (const key of orphans)
    report({ table: 'telemetry.reading', key, column: null, is: 'a row', shouldBe: null });
}
