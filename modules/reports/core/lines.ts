// Every figure of a report as a line of its own, so that one table holds all of it and a spreadsheet can pivot it.
import { type Instant, isoOf } from '@lakiri/kit';
import type { AlarmReport, Counted } from './alarm-report.ts';
import type { CorridorReport } from './corridor-report.ts';
import type { Answered, ResponseReport } from './response-report.ts';

/** `target` and `source` where something was promised, and by whom. */
export type Line = {
  readonly section: string;
  readonly item: string;
  readonly measure: string;
  readonly value: string | number | null;
  readonly target: number | null;
  readonly source: string | null;
};

export const LINE_COLUMNS = [
  'section',
  'item',
  'measure',
  'value',
  'target',
  'source',
] as const satisfies readonly (keyof Line)[];

type Value = Line['value'];
type Promised = Partial<Pick<Line, 'target' | 'source'>>;

function lineOf(
  [section, item, measure]: readonly [string, string, string],
  value: Value,
  { target = null, source = null }: Promised = {},
): Line {
  return { section, item, measure, value, target, source };
}

export function alarmLines(report: AlarmReport): readonly Line[] {
  const { rates, targets, shelved } = report;
  const { source } = targets;
  const rate = (measure: string, value: Value, target?: number): Line =>
    lineOf(['rate', '', measure], value, target === undefined ? {} : { target, source });
  return [
    rate('cases', report.cases),
    rate('mean_per_person_10min', rates.mean, targets.perSlot),
    rate('peak_per_person_10min', rates.peak?.perPerson ?? null, targets.floodPerSlot),
    rate('peak_at', timeOf(rates.peak?.at)),
    rate('over_target_pct', rates.overTargetPct),
    rate('flood_pct', rates.floodPct),
    rate('unwatched_pct', rates.unwatchedPct),
    ...report.byRule.flatMap((row) => countedLines('rule', row.kind, row)),
    ...report.byMaker.flatMap((row) => countedLines('maker', row.maker ?? '', row)),
    ...report.frequent.map(({ kind, number, count }) =>
      lineOf(['frequent', `${kind} ${number}`, 'alarms'], count),
    ),
    ...report.chattering.flatMap(({ kind, number, count, at }) => [
      lineOf(['chattering', `${kind} ${number}`, 'most_per_hour'], count, {
        target: targets.chatterPerHour,
        source,
      }),
      lineOf(['chattering', `${kind} ${number}`, 'from'], timeOf(at)),
    ]),
    ...report.standing.map(({ kind, number, openH }) =>
      lineOf(['standing', `${kind} ${number}`, 'open_h'], openH, {
        target: targets.standingH,
        source,
      }),
    ),
    lineOf(['standing', '', 'cases'], report.standingCount),
    ...report.mix.flatMap(({ severity, cases, pct, targetPct }) => [
      lineOf(['severity', String(severity), 'cases'], cases),
      lineOf(['severity', String(severity), 'pct'], pct, { target: targetPct, source }),
    ]),
    lineOf(['shelved', '', 'times'], shelved.times),
    lineOf(['shelved', '', 'cases'], shelved.cases),
    lineOf(['shelved', '', 'now'], shelved.now),
  ];
}

function countedLines(section: string, item: string, row: Counted): readonly Line[] {
  return [
    lineOf([section, item, 'alarms'], row.alarms),
    lineOf([section, item, 'cases'], row.cases),
    lineOf([section, item, 'share_pct'], row.sharePct),
    ...Object.entries(row.outcomes).map(([outcome, cases]) =>
      lineOf([section, item, `outcome_${outcome}`], cases),
    ),
    lineOf([section, item, 'true_pct'], row.truePct),
  ];
}

export function responseLines({ all, bySeverity, byShift }: ResponseReport): readonly Line[] {
  return [
    ...answeredLines('all', '', all),
    ...bySeverity.flatMap((row) => answeredLines('severity', String(row.severity), row)),
    ...byShift.flatMap((row) => answeredLines('shift', `${row.fromH}-${row.untilH}`, row)),
  ];
}

function answeredLines(section: string, item: string, row: Answered): readonly Line[] {
  return [
    lineOf([section, item, 'cases'], row.cases),
    lineOf([section, item, 'taken_late'], row.lateTaken),
    ...row.stages.flatMap(({ stage, cases, medianS, p90S }) => [
      lineOf([section, item, `${stage}_cases`], cases),
      lineOf([section, item, `${stage}_median_s`], medianS),
      lineOf([section, item, `${stage}_p90_s`], p90S),
    ]),
  ];
}

export function corridorLines({ routes }: CorridorReport): readonly Line[] {
  return routes.flatMap((row) => {
    const line = (measure: string, value: Value, promised: Promised = {}): Line =>
      lineOf(['route', row.name, measure], value, promised);
    const promised: Promised =
      row.target === null ? {} : { target: row.target.hours, source: row.target.source };
    return [
      line('arrived', row.arrived),
      line('mean_h', row.meanH, promised),
      line('median_h', row.medianH, promised),
      line('p90_h', row.p90H, promised),
      line('fastest_h', row.fastestH),
      line('slowest_h', row.slowestH),
      line('within_target_pct', row.withinPct),
      line('under_way', row.underWay),
      line('overdue', row.overdue),
      line('stops', row.stops),
    ];
  });
}

const timeOf = (at: Instant | undefined): string | null => (at === undefined ? null : isoOf(at));
