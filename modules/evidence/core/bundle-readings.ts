// The readings of a bundle, counted: how many there are, and which came late.
import type { Told } from './bundle-findings.ts';

export type ReadingCount = {
  readonly total: number;
  readonly late: number;
  /** Of the late ones, the longest from the device's claim to our hearing it. */
  readonly lateMsMax: number;
};

const NEWLINE = 0x0a;
const NONE: ReadingCount = { total: 0, late: 0, lateMsMax: 0 };

/** Counts the lines of `readings.csv`; its header names the columns. It is a copy to be read: the frames are the evidence. */
export function countReadings(csv: Uint8Array | undefined, told: Told): ReadingCount {
  if (csv === undefined) return NONE;
  let count = NONE;
  let columns: Columns | undefined; // a table without them is counted, and late readings are not told
  for (let from = 0; from < csv.length; ) {
    const newline = csv.indexOf(NEWLINE, from);
    const to = newline === -1 ? csv.length : newline;
    const cells = asciiOf(csv.subarray(from, to)).replace(/\r$/, '').split(',');
    if (from === 0) columns = columnsOf(cells);
    else count = withLine(count, cells, columns);
    from = to + 1;
  }
  if (count.late > 0)
    told.warn('late-readings', 'readings.csv', { count: count.late, ms: count.lateMsMax });
  return count;
}

type Columns = { readonly occurred: number; readonly received: number; readonly late: number };

function columnsOf(cells: readonly string[]): Columns | undefined {
  const [occurred, received, late] = [
    cells.indexOf('occurredAt'),
    cells.indexOf('receivedAt'),
    cells.indexOf('late'),
  ] as const;
  return Math.min(occurred, received, late) < 0 ? undefined : { occurred, received, late };
}

function withLine(
  count: ReadingCount,
  cells: readonly string[],
  columns: Columns | undefined,
): ReadingCount {
  const total = count.total + 1;
  if (columns === undefined || cells[columns.late] !== 'true') return { ...count, total };
  const ms = Date.parse(cells[columns.received] ?? '') - Date.parse(cells[columns.occurred] ?? '');
  const lateMsMax = Math.max(count.lateMsMax, Number.isFinite(ms) ? ms : 0);
  return { total, late: count.late + 1, lateMsMax };
}

/** The columns we read are ASCII; other letters in other columns may come out wrong and are not read. */
function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
