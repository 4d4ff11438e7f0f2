// A report of a period, from the rows that the party of the transaction may see.
import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import {
  type AlarmReport,
  alarmLines,
  alarmReport,
  type CorridorReport,
  corridorLines,
  corridorReport,
  type Line,
  type Period,
  type PeriodRefusal,
  type ReportKind,
  type ResponseReport,
  responseLines,
  responseReport,
} from '../core/index.ts';
import { alarmTargetsAt, corridorTargets, shiftHoursAt } from '../store/index.ts';
import type { ReportsDeps } from './deps.ts';

/**
 * A quarter of 300 trucks a day with three alarms each is 83,000. What is more is read by shorter periods: all of it is
 * held at once.
 */
const ROWS_MAX = 200_000;

export type MakeRefusal =
  | PeriodRefusal
  | { readonly code: 'too-much-to-report'; readonly rowsMax: number };

type Made<Report> =
  | { readonly report: Report; readonly lines: readonly Line[] }
  | { readonly refusal: MakeRefusal };
type Making = Pick<ReportsDeps, 'rows'> & { readonly now: Instant };

/** The three reports; each may be asked for by who its route lets in. */
type MadeReport = {
  readonly alarms: AlarmReport;
  readonly response: ResponseReport;
  readonly corridors: CorridorReport;
};

export const makers: {
  readonly [Kind in ReportKind]: (
    tx: Sql,
    deps: Making,
    period: Period,
  ) => Promise<Made<MadeReport[Kind]>>;
} = { alarms: makeAlarms, response: makeResponse, corridors: makeCorridors };

/** One more than may be is asked for, so that too much is known from as much as may be. */
const spanOf = ({ from, to }: Period) => ({ from, to, max: ROWS_MAX + 1 });
const isTooMuch = (...rows: readonly (readonly unknown[])[]): boolean =>
  rows.some(({ length }) => length > ROWS_MAX);
const tooMuch = { refusal: { code: 'too-much-to-report', rowsMax: ROWS_MAX } } as const;

async function makeAlarms(
  tx: Sql,
  { rows, now }: Making,
  period: Period,
): Promise<Made<AlarmReport>> {
  const found = await rows.alarmsOf(tx, spanOf(period));
  if (isTooMuch(found.alarms, found.cases, found.shelvings, found.watches)) return tooMuch;
  const targets = await alarmTargetsAt(tx, period.from);
  const report = alarmReport({ ...found, period, now, targets });
  return { report, lines: alarmLines(report) };
}

async function makeResponse(
  tx: Sql,
  { rows, now }: Making,
  period: Period,
): Promise<Made<ResponseReport>> {
  const found = await rows.answeredOf(tx, spanOf(period));
  if (isTooMuch(found)) return tooMuch;
  const shifts = await shiftHoursAt(tx, period.from);
  const report = responseReport({ rows: found, zone: period.zone, shifts, now });
  return { report, lines: responseLines(report) };
}

async function makeCorridors(
  tx: Sql,
  { rows, now }: Making,
  period: Period,
): Promise<Made<CorridorReport>> {
  const end = Math.min(period.to, now) as Instant;
  const found = await rows.tripsOf(tx, { ...spanOf(period), to: end });
  if (isTooMuch(found.trips)) return tooMuch;
  const report = corridorReport({ ...found, end, targets: await corridorTargets(tx) });
  return { report, lines: corridorLines(report) };
}
