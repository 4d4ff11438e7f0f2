import { type Day, dayAfter, localDay, parseDay } from '@lakiri/reports';
import type { ReportAsked, ReportKind } from '../api/report-contract.ts';

export const ZONES = ['Africa/Nairobi', 'Africa/Kigali'] as const;
const KINDS = ['alarms', 'response', 'corridors'] as const satisfies readonly ReportKind[];

/** What the address says; what it leaves out is the week that ends today, in Nairobi. */
export type ReportsSearch = {
  readonly report?: ReportKind;
  readonly from?: string;
  readonly to?: string;
  readonly zone?: (typeof ZONES)[number];
};

/** Reads the address; anything it does not know is left out. */
export function reportsSearch(search: Record<string, unknown>): ReportsSearch {
  const report = KINDS.find((it) => it === search.report);
  const zone = ZONES.find((it) => it === search.zone);
  const [from, to] = [dayIn(search.from), dayIn(search.to)];
  return {
    ...(report === undefined ? {} : { report }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(zone === undefined ? {} : { zone }),
  };
}

const dayIn = (said: unknown): Day | undefined =>
  typeof said === 'string' ? parseDay(said) : undefined;

/** A week, counted with today. */
const DAYS_BEFORE = -6;

export function askedOf(search: ReportsSearch, now: number): ReportAsked {
  const zone = search.zone ?? ZONES[0];
  const to = dayIn(search.to) ?? localDay(now as Parameters<typeof localDay>[0], zone);
  return { from: search.from ?? dayAfter(to, DAYS_BEFORE), to, zone };
}
