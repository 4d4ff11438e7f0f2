// `lakiri verify --database`: what a node's own operator, or a court's expert beside him, asks.
import type { Instant } from '@lakiri/kit';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { type Config, readConfig } from '@lakiri/platform/config';
import { isUnavailable } from '@lakiri/platform/database-errors';
import { createLog, type Log } from '@lakiri/platform/log';
import { countOf, exitStatusOf, type Outcome, textOf, unverified } from '../verifying/outcome.ts';
import { type Finding, sentenceOf } from './finding.ts';
import { type LogDirectory, logDirectory } from './log-directory.ts';
import { openNodeDatabase } from './node-database.ts';
import { openScratch } from './scratch.ts';
import { tableOf } from './tables.ts';
import { type Verified, verifyDatabase } from './verify-database.ts';
import { verifyLog } from './verify-log.ts';

export type DatabaseOptions = { readonly table?: string; readonly json?: boolean };

/** More are counted and not held: whoever has a thousand rows wrong has lost the table. */
const FINDINGS_HELD_MAX = 1_000;

/** Verifies, prints, and sets the exit status: 0 as the facts say, 1 not so, 2 could not be verified. */
export async function runVerifyDatabase(options: DatabaseOptions): Promise<void> {
  const findings: Finding[] = [];
  let outcome: Outcome;
  try {
    if (options.table !== undefined) tableOf(options.table);
    const config = readConfig(process.env);
    const log = createLog({ name: 'lakiri', level: 'error', format: config.log.format });
    const verified = await verify({ config, log, table: options.table, findings });
    outcome = outcomeOf(verified, findings, options.table);
  } catch (error) {
    const isOurs = error instanceof CannotStart || isUnavailable(error) || isUnknownTable(error);
    if (!isOurs) throw error;
    outcome = unverified((error as Error).message);
  }
  const { wrong: _, ...rest } = outcome;
  console.log(options.json ? JSON.stringify({ ...rest, findings }, null, 2) : textOf(outcome));
  process.exitCode = exitStatusOf(outcome);
}

const isUnknownTable = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('no table');

type Verify = {
  readonly config: Config;
  readonly log: Log;
  readonly table: string | undefined;
  readonly findings: Finding[];
};

async function verify({ config, log, table, findings }: Verify): Promise<Verified> {
  let before: LogDirectory | undefined;
  const node = await openNodeDatabase(config, log, async (directory) => {
    before = await notesOf(logDirectory(directory));
  });
  try {
    const scratch = await openScratch(log);
    try {
      return await verifyDatabase({
        real: node.real,
        scratch: scratch.sql,
        frameKey: node.frameKey,
        sealingKey: node.sealingKey,
        now: Date.now() as Instant,
        only: table,
        report: (finding) => {
          if (findings.length < FINDINGS_HELD_MAX) findings.push(finding);
        },
        progress: (line) => process.stderr.write(`${line}\n`),
        verifyLog: (report) =>
          verifyLog({
            real: node.real,
            files: logDirectory(node.logDirectory),
            name: config.node,
            report,
            ...(before === undefined ? {} : { before }),
          }),
      });
    } finally {
      await scratch.end();
    }
  } finally {
    await node.end();
  }
}

/** What is signed in the files, read before the snapshot: all of it is in the database by then. */
async function notesOf(files: LogDirectory): Promise<LogDirectory> {
  const held = new Map<string, Uint8Array | undefined>();
  for (const path of ['checkpoint', 'witnessed']) held.set(path, await files.read(path));
  return { paths: files.paths, read: (path) => Promise.resolve(held.get(path)) };
}

function outcomeOf(verified: Verified, findings: readonly Finding[], table?: string): Outcome {
  const { facts, frames, seals, rows, log, unread } = verified;
  const of = `${countOf(facts, 'fact')}, ${countOf(frames, 'frame')} of ${countOf(seals, 'seal')} and ${countOf(rows, 'row')}`;
  const warnings = [
    ...(log === undefined
      ? ['There is no log: nothing outside this database vouches for its facts.']
      : []),
    ...(log !== undefined && log.waiting > 0
      ? [`${countOf(log.waiting, 'fact')} not in the log yet: nothing outside vouches for them.`]
      : []),
    ...(unread > 0
      ? [
          `${countOf(unread, 'frame')} with passwords could not be opened: the node's key is not here.`,
        ]
      : []),
  ];
  const wrong = findings.map((finding) => ({
    code: finding.column === null ? 'row' : 'differs',
    path: finding.table,
    says: sentenceOf(finding).slice(finding.table.length).replace(/^: /, '').trim(),
  }));
  const counts = { facts, frames, seals, rows, unread, log: log ?? null };
  const isSo = verified.findings === 0;
  const places = [...new Set(findings.map((finding) => finding.table))].join(', ');
  const sentence = isSo
    ? `${table === undefined ? 'This database is' : `In this database ${table} is`} what its own facts and frames say it must be, row by row: ${of} were recomputed and compared.`
    : `This database is not what its own facts and frames say it must be: ${countOf(verified.findings, 'difference')} in ${places}. Rows were changed, removed or added outside the program; what they were follows from the log.`;
  return {
    verdict: isSo ? 'verified' : 'refuted',
    sentence,
    wrong,
    warnings,
    facts: { ...counts, findings: verified.findings },
  };
}
