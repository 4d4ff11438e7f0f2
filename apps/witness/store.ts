// What a witness must not forget: for each log, the newest checkpoint that it cosigned.
//
// A file for each log, in a version for each term. A term is one process's time as the witness: it
// claims the next number when it starts, takes over the newest version of each log into files of its own,
// and so ends the term of whoever was there before. Whoever keeps a checkpoint looks afterwards whether a
// later term has begun, and then says nothing: what it wrote lies in a file of an ended term, which the later one has
// either read or will never look at. So two processes on one directory never both answer, without a lock that a crash leaves behind.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { claimFile, readText, replaceFile, syncDirectory } from '@lakiri/platform/durable-file';
import { sha256Hex } from '@lakiri/platform/sha256';

/** The newest checkpoint of a log, with our cosignatures, as it is on disk. */
export type Latest = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
};

export type Store = {
  /** Throws TakenOver when another process has become the witness. */
  latest(origin: string): Latest | undefined;
  /**
   * Durable when it returns. Throws TakenOver, DiskFull (nothing has changed), or the system's own
   * error, after which this process must end.
   */
  keep(origin: string, latest: Latest): void;
};

/** A later process has become the witness on this directory; this one may say nothing any more. */
export class TakenOver extends Error {}

export type StoreOptions = {
  readonly directory: string;
  readonly origins: readonly string[];
  /** The checkpoint of this text, if it is whole and our own cosignature on it holds. */
  readonly read: (origin: string, text: string) => Latest | undefined;
};

/** The name under which a log's checkpoint is kept and served: hex SHA-256 of its origin. */
export function nameOf(origin: string): string {
  return sha256Hex(origin);
}

/**
 * Makes the places of a new witness, before it has a key: a key without a memory is then one that lost
 * it. Throws CannotStart when `keyFile` is there and the memory is not.
 */
export function makeStore(directory: string, keyFile: string): void {
  const terms = join(directory, 'terms');
  const seen = join(directory, 'seen');
  const isNew = !existsSync(join(terms, '1'));
  if (isNew && existsSync(keyFile))
    throw new CannotStart(
      'store-lost',
      `${keyFile} is there, and what it signed is not. A witness that has forgotten may sign a history that\n` +
        'contradicts what it signed before. Use a new directory, which makes a new key, and tell everybody\n' +
        'who trusts the old one.',
    );
  if (!isNew && !existsSync(keyFile) && readdirSync(seen).length > 0)
    throw new CannotStart(
      'key-lost',
      `${keyFile} is missing. Restore it from the copy you keep offline, or use a new directory.`,
    );
  for (const made of [directory, seen, terms]) makeDirectory(made);
  if (isNew) claimFile(join(terms, '1'));
}

/** Begins a term on a directory that was made. Throws CannotStart when a file is damaged. */
export function openStore({ directory, origins, read }: StoreOptions): Store {
  const terms = join(directory, 'terms');
  const seen = join(directory, 'seen');
  const term = beginTerm(terms);
  const successor = join(terms, String(term + 1));
  const held = new Map<string, Latest>();
  const guard = (): void => {
    // An error of the look itself is thrown: not to know is not to be the witness.
    if (statSync(successor, { throwIfNoEntry: false }) !== undefined)
      throw new TakenOver('another process has become the witness on this directory');
  };
  const fileOf = (origin: string, of: number): string => join(seen, `${nameOf(origin)}.${of}`);
  const keep = (origin: string, latest: Latest): void => {
    replaceFile(fileOf(origin, term), latest.note, 0o644);
    guard(); // after the write: a later term that began before this look has not answered from older files
    held.set(origin, latest);
  };
  for (const origin of origins) {
    const found = newest(term - 1, (of) => fileOf(origin, of));
    if (found === undefined) continue;
    const latest = read(origin, found.text);
    if (latest === undefined) throw damaged(found.file);
    // Written again, so that it is durable whatever became of the fsync of who wrote it.
    keep(origin, latest);
    rmSync(found.file, { force: true });
  }
  return {
    latest: (origin) => {
      guard();
      return held.get(origin);
    },
    keep,
  };
}

/** Claims are never removed, so that no number is given twice; they are empty, one for each start. */
function beginTerm(terms: string): number {
  for (;;) {
    const last = Math.max(0, ...readdirSync(terms).map(Number).filter(Number.isSafeInteger));
    if (claimFile(join(terms, String(last + 1)))) return last + 1;
  }
}

/** Looked up by name, since a listing may miss a file that is replaced meanwhile. */
function newest(
  from: number,
  fileOf: (term: number) => string,
): { readonly file: string; readonly text: string } | undefined {
  for (let term = from; term > 0; term--) {
    const file = fileOf(term);
    const text = readText(file);
    if (text !== undefined) return { file, text };
  }
  return undefined;
}

function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  syncDirectory(dirname(directory));
}

function damaged(file: string): CannotStart {
  return new CannotStart(
    'store-damaged',
    `${file} is not the checkpoint that this witness cosigned. Without it the witness could sign a history\n` +
      'that contradicts what it signed before. Restore exactly this file, or give the witness a new directory,\n' +
      'which makes a new key, and tell everybody who trusts the old key.',
  );
}
