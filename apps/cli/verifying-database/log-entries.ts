// Every entry of the log made again from its fact, and the tree over them.
import {
  appendLeaf,
  EMPTY_RANGE,
  entriesPath,
  leafHash,
  parseEntries,
  type Range,
  rangeRoot,
  sameBytes,
  TILE_WIDTH,
  widthAt,
} from '@lakiri/evidence';
import {
  type EntryFact,
  entryOf,
  FACT_COLUMNS,
  type FactRow,
  factOfEntry,
  factOfRow,
  type RecordedFact,
} from '@lakiri/platform/fact-entry';
import type { Sql } from '@lakiri/platform/sql';
import { sha256 } from './digest.ts';
import type { Report } from './finding.ts';
import type { LogDirectory } from './log-directory.ts';
import { isBefore, type Place } from './places.ts';
import { streamed } from './rows.ts';

export type Entries = {
  readonly range: Range;
  /** The roots at the sizes that were asked for. */
  readonly roots: ReadonlyMap<number, Uint8Array>;
  /** The last fact of the log. */
  readonly last: Place | undefined;
};

type Row = FactRow & {
  readonly at_index: string;
  readonly entry_ordinal: string;
  readonly fact: string;
};

type Parts = { readonly real: Sql; readonly log: string; readonly report: Report };

const SELECT = `SELECT e.index::text AS at_index, e.ordinal::text AS entry_ordinal, e.fact::text, ${FACT_COLUMNS}
  FROM evidence.entry e LEFT JOIN fact.fact f ON f.id = e.fact WHERE e.log = $1`;

/** Walks all entries in order; each must be there, be of a fact, and come after the one before it. */
export async function readEntries(
  { real, log, report }: Parts,
  { size, rootsAt }: { readonly size: number; readonly rootsAt: ReadonlySet<number> },
): Promise<Entries> {
  let range = EMPTY_RANGE;
  const roots = new Map<number, Uint8Array>();
  let last: RecordedFact | undefined;
  let next = 0;
  for await (const row of streamed<Row>(real, `${SELECT} ORDER BY e.index`, [log])) {
    const index = Number(row.at_index);
    const at = { table: 'evidence.entry', key: { log, index: row.at_index } };
    for (; next < Math.min(index, size); next++) {
      const key = { log, index: String(next) };
      report({ ...at, key, column: null, is: null, shouldBe: 'a row' });
    }
    if (index >= size) report({ ...at, column: null, is: 'a row', shouldBe: null });
    next = index + 1;
    const fact = factOfJoined(row);
    if (fact === undefined) {
      report({
        table: 'fact.fact',
        key: { id: row.fact },
        column: null,
        is: null,
        shouldBe: 'a row',
      });
      continue;
    }
    compareOrdinals({ report, log }, row, fact);
    if (last !== undefined && !isBefore(last, fact)) outOfOrder(report, last, fact);
    last = fact;
    range = appendLeaf(range, leafHash(entryOf(fact), sha256), sha256);
    if (rootsAt.has(range.size)) roots.set(range.size, rangeRoot(range, sha256));
  }
  for (; next < size; next++) {
    const key = { log, index: String(next) };
    report({ table: 'evidence.entry', key, column: null, is: null, shouldBe: 'a row' });
  }
  return { range, roots, last };
}

/** Both hold it, and neither is proved: whichever was changed, both are named. */
function compareOrdinals({ report, log }: Omit<Parts, 'real'>, row: Row, fact: RecordedFact): void {
  const [said, own] = [row.entry_ordinal, String(fact.ordinal)];
  if (said === own) return;
  const say = `the fact has the ordinal ${own}, its entry in the log ${said}`;
  const key = { log, index: row.at_index };
  report({ table: 'evidence.entry', key, column: 'ordinal', is: said, shouldBe: own, say });
  const found = { table: 'fact.fact', key: { id: fact.id } };
  report({ ...found, column: 'ordinal', is: own, shouldBe: said, say });
}

function outOfOrder(report: Report, before: RecordedFact, fact: RecordedFact): void {
  const say = `${before.id} stands before ${fact.id} in the log, and not by transaction and ordinal`;
  for (const one of [before, fact]) {
    const found = { table: 'fact.fact', key: { id: one.id } };
    report({ ...found, column: 'xid', is: placeText(one), shouldBe: null, say });
  }
}

const placeText = ({ xid, ordinal }: Place): string => `${xid}/${ordinal}`;

/** A join that finds no fact gives nulls. */
function factOfJoined(row: Row): RecordedFact | undefined {
  return (row.id as string | null) === null ? undefined : factOfRow(row);
}

/** Names the facts that are not what the log’s own entries say they were. */
export async function nameChanged(
  { real, log, report }: Parts,
  { files, size }: { readonly files: LogDirectory; readonly size: number },
): Promise<void> {
  let held: { readonly bundle: number; readonly entries: readonly Uint8Array[] } | undefined;
  for await (const row of streamed<Row>(real, `${SELECT} ORDER BY e.index`, [log])) {
    const index = Number(row.at_index);
    const bundle = Math.floor(index / TILE_WIDTH);
    if (held?.bundle !== bundle) held = { bundle, entries: await readBundle(files, bundle, size) };
    const logged = held.entries[index % TILE_WIDTH];
    const fact = factOfJoined(row);
    if (logged === undefined) continue; // told already
    if (fact === undefined) nameMissing({ report, log, index }, row.fact, logged);
    else if (!sameBytes(logged, entryOf(fact))) nameOne({ report, log, index }, fact, logged);
  }
}

async function readBundle(files: LogDirectory, bundle: number, size: number) {
  const width = widthAt(0, bundle, size);
  const bytes =
    (await files.read(entriesPath(bundle, width))) ?? (await files.read(entriesPath(bundle)));
  const entries = bytes === undefined ? [] : parseEntries(bytes);
  return 'code' in entries ? [] : entries;
}

const COLUMNS: Readonly<Record<keyof EntryFact, string>> = {
  id: 'id',
  origin: 'origin',
  subjectKind: 'subject_kind',
  subject: 'subject',
  subjectVersion: 'subject_version',
  type: 'type',
  schemaVersion: 'schema_version',
  occurredAt: 'occurred_at',
  receivedAt: 'received_at',
  recordedAt: 'recorded_at',
  actor: 'actor',
  authority: 'authority',
  causes: 'causes',
  body: 'body',
};

type Where = { readonly report: Report; readonly log: string; readonly index: number };

function nameOne({ report, log, index }: Where, fact: RecordedFact, bytes: Uint8Array): void {
  const logged = factOfEntry(bytes);
  const at = { table: 'fact.fact', key: { id: fact.id } };
  if (logged === undefined) {
    const say = `the log’s entry ${index} is no fact`;
    report({ ...at, column: null, is: null, shouldBe: null, say });
    return;
  }
  if (logged.id !== fact.id) {
    const place = { table: 'evidence.entry', key: { log, index: String(index) } };
    report({ ...place, column: 'fact', is: fact.id, shouldBe: logged.id });
    return;
  }
  for (const [name, column] of Object.entries(COLUMNS) as [keyof EntryFact, string][]) {
    const [is, shouldBe] = [textOf(fact[name]), textOf(logged[name])];
    if (is !== shouldBe) report({ ...at, column, is, shouldBe });
  }
}

/** A fact that is not there may also be one that never was: then the entry's row was changed. */
function nameMissing({ report, log, index }: Where, is: string, bytes: Uint8Array): void {
  const shouldBe = factOfEntry(bytes)?.id ?? null;
  const at = { table: 'evidence.entry', key: { log, index: String(index) } };
  if (is !== shouldBe) report({ ...at, column: 'fact', is, shouldBe });
}

function textOf(value: EntryFact[keyof EntryFact]): string | null {
  if (value === null || typeof value === 'string') return value;
  return JSON.stringify(value);
}
