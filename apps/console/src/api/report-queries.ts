import { queryOptions } from '@tanstack/react-query';
import { look, pathOf, queryOf } from './client.ts';
import type {
  AlarmReport,
  CorridorReport,
  ReportAsked,
  ReportKind,
  ResponseReport,
  Schedule,
} from './report-contract.ts';

/** A report of a period that is over never changes but by late acts; one that runs is made anew when asked. */
const REPORT_MS = 60_000;

function report<Report>(kind: ReportKind, asked: ReportAsked) {
  return queryOptions({
    queryKey: ['reports', kind, asked],
    queryFn: ({ signal }) => look<Report>(`/reports/${kind}${queryOf(asked)}`, signal),
    staleTime: REPORT_MS,
    refetchOnWindowFocus: false,
  });
}

export const alarmReportQuery = (asked: ReportAsked) => report<AlarmReport>('alarms', asked);
export const responseReportQuery = (asked: ReportAsked) =>
  report<ResponseReport>('response', asked);
export const corridorReportQuery = (asked: ReportAsked) =>
  report<CorridorReport>('corridors', asked);

/** Where the same figures are as CSV. */
export const csvPath = (kind: ReportKind, asked: ReportAsked): string =>
  pathOf(`/reports/${kind}.csv${queryOf(asked)}`);

export const schedulesQuery = queryOptions({
  queryKey: ['reports', 'schedules'],
  queryFn: ({ signal }) => look<{ items: readonly Schedule[] }>('/reports/schedules', signal),
});
