import { type Instant, isoOf } from '@lakiri/kit';
import { z } from 'zod';
import { type AlarmReport, type Day, type Period, parseDay, STAGES } from '../core/index.ts';

const day = z.string().transform((text, context): Day => {
  const parsed = parseDay(text);
  if (parsed !== undefined) return parsed;
  context.addIssue('a day of the calendar: 2026-11-23');
  return z.NEVER;
});
/** The longest name of a zone in use has 32 characters. */
const ZONE_CHARS_MAX = 64;

export const asked = z.object({
  from: day.meta({ description: 'the first local day, as 2026-11-01' }),
  to: day.meta({ description: 'the last local day, within the period' }),
  zone: z
    .string()
    .min(1)
    .max(ZONE_CHARS_MAX)
    .default('Africa/Nairobi')
    .meta({ description: 'by whose clock days are counted: an IANA zone' }),
});

const about = {
  period: z.object({
    firstDay: z.string(),
    lastDay: z.string(),
    zone: z.string(),
    from: z.string(),
    to: z.string(),
  }),
  madeAt: z.string(),
};
/** Reports are read-only all the way. */
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

const pct = z.number().nullable();
const figure = z.number().nullable();

const counted = {
  alarms: z.int(),
  cases: z.int(),
  sharePct: pct,
  outcomes: z.object({
    true: z.int(),
    false: z.int(),
    nuisance: z.int(),
    technical: z.int(),
    test: z.int(),
    undecided: z.int(),
    open: z.int(),
    merged: z.int(),
  }),
  truePct: pct.meta({ description: 'of those decided true, false or nuisance' }),
};
const tag = { kind: z.string(), number: z.string() };

export const alarmReportSchema = z
  .object({
    ...about,
    rates: z.object({
      slots: z.int().meta({ description: 'steps of ten minutes' }),
      alarms: z.int(),
      mean: figure.meta({ description: 'cases a person in ten minutes' }),
      peak: z.object({ perPerson: z.number(), at: z.string() }).nullable(),
      overTargetPct: pct,
      floodPct: pct,
      unwatchedPct: pct.meta({ description: 'of the time nobody was on shift' }),
      unwatchedAlarms: z.int(),
    }),
    cases: z.int(),
    byRule: list(z.object({ kind: z.string(), ...counted })),
    byMaker: list(z.object({ maker: z.string().nullable(), ...counted })),
    frequent: list(z.object({ ...tag, seal: z.string(), count: z.int(), sharePct: pct })),
    frequentPct: pct,
    chattering: list(z.object({ ...tag, seal: z.string(), count: z.int(), at: z.string() })),
    standing: list(
      z.object({
        ...tag,
        case: z.string(),
        severity: z.int(),
        openedAt: z.string(),
        openH: z.int(),
        isShelved: z.boolean(),
      }),
    ),
    standingCount: z.int(),
    mix: list(z.object({ severity: z.int(), cases: z.int(), pct, targetPct: z.number() })),
    shelved: z.object({ times: z.int(), cases: z.int(), now: z.int() }),
    targets: z.object({
      version: z.int(),
      source: z.string(),
      perSlot: z.number(),
      floodPerSlot: z.number(),
      standingH: z.number(),
      chatterPerHour: z.number(),
    }),
  })
  .meta({ id: 'AlarmReport' });
export type AlarmReportView = z.infer<typeof alarmReportSchema>;

const answered = {
  cases: z.int(),
  lateTaken: z.int(),
  stages: list(z.object({ stage: z.enum(STAGES), cases: z.int(), medianS: figure, p90S: figure })),
};
export const responseReportSchema = z
  .object({
    ...about,
    all: z.object(answered),
    bySeverity: list(z.object({ severity: z.int(), ...answered })),
    byShift: list(z.object({ fromH: z.int(), untilH: z.int(), ...answered })),
    shifts: z.object({ version: z.int(), source: z.string() }),
  })
  .meta({ id: 'ResponseReport' });
export type ResponseReportView = z.infer<typeof responseReportSchema>;

export const corridorReportSchema = z
  .object({
    ...about,
    routes: list(
      z.object({
        route: z.string(),
        name: z.string(),
        arrived: z.int(),
        meanH: figure,
        medianH: figure,
        p90H: figure,
        fastestH: figure,
        slowestH: figure,
        target: z.object({ hours: z.number(), source: z.string() }).nullable(),
        withinPct: pct,
        overdue: z.int(),
        underWay: z.int(),
        stops: z.int().meta({ description: 'stops that a rule fired about' }),
      }),
    ),
  })
  .meta({ id: 'CorridorReport' });
export type CorridorReportView = z.infer<typeof corridorReportSchema>;

/** Of what period, and made when. */
export function viewAbout({
  period: { firstDay, lastDay, zone, from, to },
  madeAt,
}: {
  readonly period: Period;
  readonly madeAt: Instant;
}) {
  return {
    period: { firstDay, lastDay, zone, from: isoOf(from), to: isoOf(to) },
    madeAt: isoOf(madeAt),
  };
}

export function viewAlarms({ rates, chattering, standing, ...rest }: AlarmReport) {
  const { peak } = rates;
  return {
    ...rest,
    rates: { ...rates, peak: peak && { ...peak, at: isoOf(peak.at) } },
    chattering: chattering.map((one) => ({ ...one, at: isoOf(one.at) })),
    standing: standing.map((one) => ({ ...one, openedAt: isoOf(one.openedAt) })),
  };
}
