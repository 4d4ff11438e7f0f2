// How soon people answered: from the alarm to each step that was taken.
import type { Severity } from '@lakiri/alarms';
import { type Instant, SECOND_MS } from '@lakiri/kit';
import { localHour } from './period.ts';
import { percentile } from './share.ts';

/** In the order in which a case mostly goes. */
export const STAGES = ['acknowledged', 'called', 'dispatched', 'on-site', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

/** A case opened within the period, with the first time of each step; null: it was not taken. */
export type AnsweredRow = {
  readonly case: string;
  readonly severity: Severity;
  readonly openedAt: Instant;
  readonly ackDueAt: Instant;
  readonly first: Readonly<Record<Stage, Instant | null>>;
};

export type Times = {
  readonly stage: Stage;
  /** Cases that came so far. */
  readonly cases: number;
  readonly medianS: number | null;
  readonly p90S: number | null;
};

export type Answered = {
  readonly cases: number;
  /** Taken later than the rule of its kind allows, or not at all and over it. */
  readonly lateTaken: number;
  readonly stages: readonly Times[];
};

export type ResponseReport = {
  readonly all: Answered;
  readonly bySeverity: readonly (Answered & { readonly severity: Severity })[];
  /** By the hours of the day in which they were opened. */
  readonly byShift: readonly (Answered & { readonly fromH: number; readonly untilH: number })[];
  readonly shifts: { readonly version: number; readonly source: string };
};

/** At which local hours shifts begin: dated data. */
export type ShiftHours = {
  readonly version: number;
  /** 0 to 23, rising; a single one is a shift of a whole day. */
  readonly startsH: readonly number[];
  readonly source: string;
};

export function responseReport(asked: {
  readonly rows: readonly AnsweredRow[];
  readonly zone: string;
  readonly shifts: ShiftHours;
  readonly now: Instant;
}): ResponseReport {
  const { rows, zone, shifts, now } = asked;
  const { startsH, version, source } = shifts;
  const startOf = ({ openedAt }: AnsweredRow): number => {
    const hour = localHour(openedAt, zone);
    return startsH.findLast((start) => start <= hour) ?? startsH.at(-1) ?? 0;
  };
  const shiftOf = Map.groupBy(rows, startOf);
  return {
    all: answered(rows, now),
    bySeverity: ([1, 2, 3, 4] as const).map((severity) => ({
      severity,
      ...answered(
        rows.filter((row) => row.severity === severity),
        now,
      ),
    })),
    byShift: startsH.map((fromH, index) => ({
      fromH,
      untilH: startsH[(index + 1) % startsH.length] ?? fromH,
      ...answered(shiftOf.get(fromH) ?? [], now),
    })),
    shifts: { version, source },
  };
}

function answered(rows: readonly AnsweredRow[], now: Instant): Answered {
  return {
    cases: rows.length,
    lateTaken: rows.filter(({ first, ackDueAt }) => (first.acknowledged ?? now) > ackDueAt).length,
    stages: STAGES.map((stage) => {
      const took = rows.flatMap(({ openedAt, first }) => {
        const at = first[stage];
        // What was done before the case was opened (a unit already on the road) was done at once.
        return at === null ? [] : [Math.max(0, Math.round((at - openedAt) / SECOND_MS))];
      });
      const [medianS, p90S] = [percentile(took, 50), percentile(took, 90)];
      return { stage, cases: took.length, medianS, p90S };
    }),
  };
}
