// The start of a sequencer: its log, its key, and whether the database is not older than what was published.
import { EMPTY_RANGE, emptyRoot, openCheckpoint, sameBytes, verifierOf } from '@lakiri/evidence';
import { beginLog, findHead, findLog, type Head, type Log } from '@lakiri/evidence/store';
import { NO_FACT, transactionNumbers } from '@lakiri/platform/read-facts';
import { sha256 } from '@lakiri/platform/sha256';
import type { Database } from '@lakiri/platform/sql';
import type { LogFiles } from './log-files.ts';
import { type KeyOptions, type LogKey, openLogKey } from './log-key.ts';
import { mendFiles } from './mend-files.ts';
import { type LogState, signedCheckpoint } from './publish.ts';
import { RefusesToSign } from './trouble.ts';
import { viewOf } from './view.ts';

export const CHECKPOINT_FILE = 'checkpoint';

export type OpenLog = { readonly log: Log; readonly key: LogKey };

/** The node's log and its key; both are made where there is neither. Throws CannotStart. */
export async function openLog(
  database: Database,
  options: KeyOptions & { readonly now: () => number },
): Promise<OpenLog> {
  const { node: name } = options;
  const found = await database.asNode((tx) => findLog(tx, name));
  const key = openLogKey(found, options);
  if (found !== undefined) return { log: found, key };
  const log = { name, origin: key.signer.name, vkey: key.vkey };
  const root = emptyRoot(sha256);
  await database.asNode((tx) =>
    beginLog(tx, log, {
      size: 0,
      root,
      range: EMPTY_RANGE,
      after: NO_FACT,
      checkpoint: signedCheckpoint(key.signer, 0, root),
      integratedAt: options.now(),
    }),
  );
  // Another machine may have begun it meanwhile, with its own key.
  const begun = await database.asNode((tx) => findLog(tx, name));
  return { log: begun ?? log, key: openLogKey(begun, options) };
}

export async function getHead(database: Database, log: Log): Promise<Head> {
  const head = await database.asNode((tx) => findHead(tx, log.name));
  if (head === undefined)
    throw new RefusesToSign('head-lost', `the head of the log ${log.name} is not in the database.`);
  return head;
}

/**
 * The log as it stands, its files made whole. Throws RefusesToSign where this database must not be gone on
 * from: it is older than the published checkpoint, another history, or came by dump from another cluster.
 * Of the first `known` entries the files have been found whole by this process.
 */
export async function readLog(
  database: Database,
  files: LogFiles,
  { log, known = 0 }: { readonly log: Log; readonly known?: number },
): Promise<LogState & { readonly mended: number }> {
  await checkCluster(database);
  const head = await getHead(database, log);
  const published = await readPublished(files, log);
  if (published !== undefined) checkPublished(published, head, files);
  const { edge, mended } = await mendFiles(database, files, {
    head,
    known: Math.min(known, head.size),
  });
  if (published !== undefined && published.size < head.size) {
    const root = await viewOf({ log, files, size: () => head.size }).rootAt(published.size);
    if (!sameBytes(root, published.root)) throw otherHistory(files, published.size);
  }
  return { head, edge, mended };
}

/** Transaction numbers order the facts; those of another cluster stand beyond every new one. */
async function checkCluster(database: Database): Promise<void> {
  const { newestFact, next } = await database.asNode(transactionNumbers);
  if (newestFact >= next)
    throw new RefusesToSign(
      'other-cluster',
      'this database came from a dump of another cluster, and the statements that its restore needs were not run: its facts have transaction numbers that are still to come. See docs/operations.md, "A dump".',
    );
}

type Published = { readonly size: number; readonly root: Uint8Array };

async function readPublished(files: LogFiles, log: Log): Promise<Published | undefined> {
  const bytes = await files.read(CHECKPOINT_FILE);
  if (bytes === undefined) return undefined;
  const verifier = verifierOf(log.vkey);
  if ('code' in verifier) throw new Error(`the log's vkey makes no sense: ${verifier.code}`);
  const opened = openCheckpoint(bytes, verifier);
  if (!opened.opened)
    throw new RefusesToSign(
      'checkpoint-damaged',
      `${files.directory}/${CHECKPOINT_FILE} is not a checkpoint that this log has signed (${opened.code}). Put the right one back, from a backup or from who has a copy.`,
    );
  return opened.checkpoint;
}

function checkPublished(published: Published, head: Head, files: LogFiles): void {
  if (published.size > head.size)
    throw new RefusesToSign(
      'database-older',
      `the database is older than its own log: ${files.directory}/${CHECKPOINT_FILE} has ${published.size} entries, the database ${head.size}. It was restored from an old backup. Restore one that has them all; facts are kept meanwhile, and nothing is signed.`,
    );
  if (published.size === head.size && !sameBytes(published.root, head.root))
    throw otherHistory(files, published.size);
}

function otherHistory(files: LogFiles, size: number): RefusesToSign {
  return new RefusesToSign(
    'other-history',
    `the database tells another history than the checkpoint of ${size} entries in ${files.directory}. Nothing is signed until it is known which is right; see docs/operations.md.`,
  );
}
