import { type Instant, isoOf } from '@lakiri/kit';
import { stringify } from 'csv-stringify/sync';
import { LINE_COLUMNS, type Line, type Period } from '../core/index.ts';

/**
 * The lines as RFC 4180 text with a byte order mark, by which spreadsheets know UTF-8. A field that a spreadsheet would run as a
 * formula (it begins with = + - @ or a tab) is given an apostrophe before it: names of routes and seals are people's words.
 */
export function csvOf(lines: readonly Line[], about: CsvAbout): string {
  const text = stringify([...headOf(about), ...lines], {
    ...{ bom: true, header: true, columns: [...LINE_COLUMNS], escape_formulas: true },
    record_delimiter: 'windows',
  });
  return text;
}

export type CsvAbout = {
  readonly report: string;
  readonly period: Period;
  readonly madeAt: Instant;
};

function headOf({ report, period, madeAt }: CsvAbout): readonly Line[] {
  const { firstDay, lastDay, zone } = period;
  const rows = { report, first_day: firstDay, last_day: lastDay, zone, made_at: isoOf(madeAt) };
  return Object.entries(rows).map(([measure, value]) => ({
    ...{ section: 'about', item: '', measure, value, target: null, source: null },
  }));
}

export const csvName = ({ report, period: { firstDay, lastDay } }: CsvAbout): string =>
  `lakiri-${report}-${firstDay}-${lastDay}.csv`;
