import type { Report } from '@lakiri/kit';
import { hexAt, u16At, u32At } from './bytes.ts';
import type { Batch } from './fixed-batch.ts';
import { EXTENDED, noteBlock, noteByte, noteLong, noteShort } from './parameters.ts';
import type { MeitrackProfile } from './profile.ts';
import { nothingSaid, reportOf, type Said } from './report.ts';

/** Records still in the cache 4, records in this batch 2. */
const HEAD_BYTES = 6;
/** Number of parameters 2, and four counts of 1. */
const RECORD_BYTES_MIN = 6;
const EXTENSION = 0xfe;

/** CCE: records of parameters, each with its length before it. */
export function readBatch(
  frame: Uint8Array,
  { word, from, to }: { readonly word: string; readonly from: number; readonly to: number },
  profile: MeitrackProfile,
): Batch {
  if (to - from < HEAD_BYTES) return { code: 'cut-off', offset: to };
  const count = u16At(frame, from + 4);
  const remaining = u32At(frame, from);
  const reports: Report[] = [];
  let at = from + HEAD_BYTES;
  for (let left = count; left > 0; left--) {
    if (at + 2 > to) return { code: 'record-cut-off', offset: to };
    const size = u16At(frame, at);
    if (size < RECORD_BYTES_MIN || at + 2 + size > to)
      return { code: 'record-cut-off', offset: at };
    const record = frame.subarray(at + 2, at + 2 + size);
    const said = nothingSaid({ word, remaining });
    const wrongAt = walk(record, said);
    if (wrongAt !== undefined) return { code: 'parameter-cut-off', offset: at + 2 + wrongAt };
    reports.push(reportOf(said, record, profile));
    at += 2 + size;
  }
  return at === to ? { reports } : { code: 'trailing-bytes', offset: at };
}

/** Notes the parameters of one record; gives the offset at which one passes its end. */
function walk(record: Uint8Array, said: Said): number | undefined {
  const cursor = { at: 2, parameters: 0 };
  for (let group = 1; group <= 4; group++)
    if (!walkGroup(record, cursor, { group, said })) return Math.min(cursor.at, record.length);
  const { raw } = said;
  if (cursor.parameters !== u16At(record, 0)) raw['parameters'] = u16At(record, 0);
  if (cursor.at < record.length) raw['rest'] = hexAt(record, cursor.at, record.length - cursor.at);
  return undefined;
}

type Cursor = { at: number; parameters: number };

/** A count, then so many ids and values; false, with the cursor there, where one passes the end. */
function walkGroup(
  record: Uint8Array,
  cursor: Cursor,
  { group, said }: { readonly group: number; readonly said: Said },
): boolean {
  if (cursor.at >= record.length) return false;
  const count = record[cursor.at++] ?? 0;
  cursor.parameters += count;
  for (let left = count; left > 0; left--) {
    let at = cursor.at;
    let id = record[at++] ?? 0;
    if (id === EXTENSION) id = EXTENDED + (record[at++] ?? 0);
    const size = group < 4 ? 1 << (group - 1) : (record[at++] ?? 0);
    if (at + size > record.length) return false;
    note(said, { group, id, at, size }, record);
    cursor.at = at + size;
  }
  return true;
}

type Parameter = {
  readonly group: number;
  readonly id: number;
  readonly at: number;
  readonly size: number;
};

function note(said: Said, { group, id, at, size }: Parameter, record: Uint8Array): void {
  if (group === 1) noteByte(said, id, record[at] ?? 0);
  else if (group === 2) noteShort(said, id, record, at);
  else if (group === 3) noteLong(said, id, record, at);
  else noteBlock(said, id, record.subarray(at, at + size));
}
