// The log against the facts: what is signed, what lies in the folder, and every entry made again from its fact.
import { auditLog, type Checkpoint, sameBytes } from '@lakiri/evidence';
import { findHead, type Head } from '@lakiri/evidence/store';
import type { Sql } from '@lakiri/platform/sql';
import { sha256 } from './digest.ts';
import type { Report } from './finding.ts';
import type { LogDirectory } from './log-directory.ts';
import { type Entries, nameChanged, readEntries } from './log-entries.ts';
import {
  cosignedIn,
  inFile,
  type Keys,
  type LogRow,
  openAll,
  readKeys,
  textOf,
  verifyCosignatures,
} from './log-notes.ts';
import type { Memory } from './memory.ts';

export type VerifyLog = {
  readonly real: Sql;
  readonly files: LogDirectory;
  /** The folder's name, which is the log's. */
  readonly name: string;
  readonly report: Report;
  readonly memory?: Memory | undefined;
  /** The files as they were before the snapshot, where the node goes on: what is signed in them is in it. */
  readonly before?: LogDirectory;
};

/** Files that are not tiles. */
const NAMED = ['checkpoint', 'witnessed', 'vkey', 'policy'];
/** A publisher that runs beside us may move on while its files are read. */
const TRIES_MAX = 5;

export type VerifiedLog = {
  readonly entries: number;
  /** Facts that are not in the log yet: nothing outside vouches for them. */
  readonly waiting: number;
};

/** Verifies the log of a node; undefined where it has none. */
export async function verifyLog(parts: VerifyLog): Promise<VerifiedLog | undefined> {
  const { real, report, name } = parts;
  const { rows } = await real.query<LogRow>(
    'SELECT name, origin, vkey FROM evidence.log ORDER BY name',
  );
  for (const row of rows)
    if (row.name !== name)
      report({
        table: 'evidence.log',
        key: { name: row.name },
        column: 'name',
        is: row.name,
        shouldBe: name,
      });
  const row = rows.find((one) => one.name === name) ?? rows[0];
  if (row === undefined) return await withoutLog(parts);
  await reportStrangers(parts, row);
  const keys = await readKeys({ ...parts, row });
  const head = await findHead(real, row.name);
  if (head === undefined) {
    report({
      table: 'evidence.head',
      key: { log: row.name },
      column: null,
      is: null,
      shouldBe: 'a row',
    });
    return { entries: 0, waiting: 0 };
  }
  const signed = keys === undefined ? [] : await readSigned(parts, { row, keys, head });
  const entries = await readEntries(
    { ...parts, log: row.name },
    { size: head.size, rootsAt: new Set([head.size, ...signed.map(({ size }) => size)]) },
  );
  const isWhole = compareSigned(parts, { head, entries, signed });
  const audited = await auditFiles(parts, { row, keys, head });
  if (!isWhole)
    await nameChanged({ ...parts, log: row.name }, { files: parts.files, size: audited });
  compareHead(parts, { head, entries, row, signed });
  const waiting = await countWaiting(parts, head);
  return { entries: entries.range.size, waiting };
}

/** Rows of a log that there is not. */
async function reportStrangers({ real, report }: VerifyLog, { name }: LogRow): Promise<void> {
  for (const [table, columns] of [
    ['evidence.head', 'log'],
    ['evidence.entry', 'log, index::text'],
    ['evidence.cosignature', 'log, size::text, witness'],
  ] as const) {
    const { rows } = await real.query<Record<string, string>>(
      `SELECT ${columns} FROM ${table} WHERE log <> $1 LIMIT 1000`,
      [name],
    );
    for (const key of rows) report({ table, key, column: null, is: 'a row', shouldBe: null });
  }
}

async function withoutLog({ files, report }: VerifyLog): Promise<undefined> {
  const paths = await files.paths();
  if (paths.length > 0) {
    const say = 'the folder holds a log that the database does not know';
    report({ ...inFile('checkpoint'), is: null, shouldBe: null, say });
    report({ table: 'evidence.log', key: {}, column: null, is: null, shouldBe: 'a row' });
  }
  return undefined;
}

/** A size and root that somebody has signed, and where that is said. */
type Signed = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly at: { readonly table: string; readonly key: Readonly<Record<string, string | null>> };
};
type Known = { readonly row: LogRow; readonly keys: Keys; readonly head: Head };

async function readSigned(parts: VerifyLog, { row, keys, head }: Known): Promise<Signed[]> {
  const { report } = parts;
  const inHead = { table: 'evidence.head', key: { log: row.name } };
  // What the database holds is the log's own note, without the lines of witnesses.
  const own = openAll(head.checkpoint, { ...keys, witnesses: new Map() });
  if (typeof own === 'string')
    report({ ...inHead, column: 'checkpoint', is: head.checkpoint, shouldBe: null, say: own });
  const checkpoint = await readNote(parts, 'checkpoint', keys);
  const witnessed = await readNote(parts, 'witnessed', keys);
  const lines = witnessed === undefined ? [] : cosignedIn(witnessed.note, keys);
  const cosigned = await verifyCosignatures(parts, {
    row,
    keys,
    lines: lines.filter(({ size }) => size <= head.size),
  });
  const signed: Signed[] = [
    ...(typeof own === 'string' ? [] : [{ ...own, at: inHead }]),
    ...[checkpoint, witnessed].filter((note) => note !== undefined),
    ...cosigned.map(({ key, ...one }) => ({ ...one, at: { table: 'evidence.cosignature', key } })),
  ];
  // A file may be of a moment after our snapshot.
  return signed.filter(({ size }) => size <= head.size);
}

type Note = Signed & { readonly note: string };

async function readNote(parts: VerifyLog, path: string, keys: Keys): Promise<Note | undefined> {
  const { report, files, before = files } = parts;
  const note = await textOf(before, path);
  if (note === null && path === 'witnessed') return undefined; // nobody has witnessed it yet
  const opened = note === null ? 'is missing' : openAll(note, keys);
  if (typeof opened !== 'string') return { ...opened, note: note ?? '', at: inFile(path) };
  report({ ...inFile(path), is: note, shouldBe: null, say: opened });
  return undefined;
}

type Compare = {
  readonly head: Head;
  readonly entries: Entries;
  readonly signed: readonly Signed[];
};

/** Whether the facts give every root that was signed. */
function compareSigned({ report }: VerifyLog, { entries, signed }: Compare): boolean {
  let isWhole = true;
  for (const { size, root, at } of signed) {
    const own = size === 0 ? root : entries.roots.get(size);
    if (own !== undefined && sameBytes(own, root)) continue;
    isWhole = false;
    const say = `the facts do not give the root that was signed at ${size}`;
    const is = own === undefined ? null : hex(own);
    report({ ...at, column: 'checkpoint', is, shouldBe: hex(root), say });
  }
  return isWhole;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The row of the head by what is signed; where that is broken, by what the facts give. */
function compareHead(
  { report }: VerifyLog,
  { head, entries, row, signed }: Compare & { readonly row: LogRow },
): void {
  const at = { table: 'evidence.head', key: { log: row.name } };
  const own = signed.find(({ at: { table } }) => table === 'evidence.head');
  const size = own?.size ?? entries.range.size;
  if (head.size !== size)
    report({ ...at, column: 'size', is: String(head.size), shouldBe: String(size) });
  const root = own?.root ?? entries.roots.get(head.size);
  if (root !== undefined && !sameBytes(head.root, root))
    report({ ...at, column: 'root', is: hex(head.root), shouldBe: hex(root) });
  const range = entries.range.hashes.map(hex).join(' ');
  const is = head.range.hashes.map(hex).join(' ');
  if (is !== range) report({ ...at, column: 'range', is, shouldBe: range });
  const { last } = entries;
  for (const [column, name] of [
    ['after_xid', 'xid'],
    ['after_ordinal', 'ordinal'],
  ] as const) {
    const shouldBe = String(last?.[name] ?? 0n);
    if (String(head.after[name]) !== shouldBe)
      report({ ...at, column, is: String(head.after[name]), shouldBe });
  }
}

type Audited = { readonly row: LogRow; readonly keys: Keys | undefined; readonly head: Head };

/** Every tile and bundle by the checkpoint that lies beside them; returns the size they were audited at. */
async function auditFiles(parts: VerifyLog, known: Audited): Promise<number> {
  for (let tries = 1; ; tries++) {
    const before = await textOf(parts.files, 'checkpoint');
    const checkpoint = checkpointOf(before, known);
    if (checkpoint === undefined) return known.head.size; // told already: nothing signed is left to audit by
    const found = await auditOnce(parts, checkpoint);
    const hasMoved = (await textOf(parts.files, 'checkpoint')) !== before;
    if (found.length > 0 && hasMoved && tries < TRIES_MAX) continue;
    for (const { path, detail } of found)
      parts.report({ ...inFile(path), is: null, shouldBe: null, say: detail });
    return checkpoint.size;
  }
}

function checkpointOf(note: string | null, { keys, head }: Audited): Checkpoint | undefined {
  if (keys === undefined) return undefined;
  const inFolder = note === null ? 'missing' : openAll(note, keys);
  if (typeof inFolder !== 'string') return inFolder;
  const inDatabase = openAll(head.checkpoint, keys);
  return typeof inDatabase === 'string' ? undefined : inDatabase;
}

async function auditOnce({ files }: VerifyLog, checkpoint: Checkpoint) {
  const audit = auditLog({ checkpoint, sha256 });
  for (const path of await files.paths()) {
    if (NAMED.includes(path)) continue;
    const bytes = await files.read(path);
    if (bytes !== undefined) audit.file(path, bytes);
  }
  return audit.done();
}

/** Facts after the head wait for the log; one before it that has no entry was put there later. */
async function countWaiting({ real, report }: VerifyLog, { after }: Head): Promise<number> {
  const place = [String(after.xid), String(after.ordinal)];
  const { rows } = await real.query<{ id: string }>(
    `SELECT f.id::text FROM fact.fact f WHERE (f.xid, f.ordinal) <= ($1::text::xid8, $2::bigint)
       AND NOT EXISTS (SELECT FROM evidence.entry e WHERE e.fact = f.id) LIMIT 1000`,
    place,
  );
  const say = 'stands before facts that are in the log, and is not in it: put there later';
  for (const key of rows)
    report({ table: 'fact.fact', key, column: null, is: 'a row', shouldBe: null, say });
  const waiting = await real.query<{ waiting: string }>(
    `SELECT count(*)::text AS waiting FROM fact.fact WHERE (xid, ordinal) > ($1::text::xid8, $2::bigint)`,
    place,
  );
  return Number(waiting.rows[0]?.waiting ?? 0);
}
