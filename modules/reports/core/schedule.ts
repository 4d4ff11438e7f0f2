// The life of a schedule: made by somebody who wants a report of every week or month by mail; told once for each period
// that is over; ended. Up to which day it was told is its state, so that no period is told twice or left out.
import { accept, addMs, type Decision, HOUR_MS, type Id, type Instant, refuse } from '@lakiri/kit';
import { type Day, dayAfter, localDay, midnight } from './period.ts';

export type ScheduleId = Id<'ReportSchedule'>;
export const REPORT_KINDS = ['alarms', 'response', 'corridors'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
/** A week begins on Monday (ISO 8601). */
export const CADENCES = ['week', 'month'] as const;
type Cadence = (typeof CADENCES)[number];

/** The clocks of the corridors: EAT and CAT. */
export const SCHEDULE_ZONES = ['Africa/Nairobi', 'Africa/Kigali'] as const;

type ScheduleWish = {
  readonly report: ReportKind;
  readonly every: Cadence;
  readonly zone: (typeof SCHEDULE_ZONES)[number];
  readonly language: 'en' | 'sw';
  /** A mailbox of its owner’s, or of their party’s. */
  readonly channel: string;
};

export type Schedule = ScheduleWish & {
  readonly id: ScheduleId;
  readonly party: string;
  readonly person: string;
  readonly state: 'active' | 'ended';
  readonly madeAt: Instant;
  /** The last day that was told of, or the last before it was made. */
  readonly toldThrough: Day;
};

/** One for each report, weekly and monthly, and some to spare. */
export const SCHEDULES_MAX = 12;
/** Letters go out when the morning's shift comes, not at midnight. */
const TELL_HOUR = 6;

type Fact<Type extends string, Body> = {
  readonly subjectKind: 'report-schedule';
  readonly subject: ScheduleId;
  readonly type: Type;
  readonly body: Body;
};
export type ScheduleEvents =
  | Fact<'report-schedule-made', Omit<Schedule, 'id' | 'state' | 'madeAt'> & { at: Instant }>
  | Fact<'report-schedule-told', { firstDay: Day; lastDay: Day; at: Instant }>
  | Fact<'report-schedule-ended', { at: Instant }>;

export type ScheduleRefusal =
  | { readonly code: 'no-such-schedule' }
  | { readonly code: 'not-a-mailbox' }
  | { readonly code: 'not-your-report'; readonly report: ReportKind }
  | { readonly code: 'too-many-schedules'; readonly schedulesMax: number };
type Decided = Decision<ScheduleEvents, ScheduleRefusal>;

export type MakeSchedule = ScheduleWish & {
  readonly id: ScheduleId;
  readonly party: string;
  readonly person: string;
  readonly at: Instant;
  /** Whether who asks may read this report at all. */
  readonly mayRead: boolean;
  /** Whether the channel is a mailbox that is theirs to use. */
  readonly isMailbox: boolean;
  /** Active ones that they have. */
  readonly schedules: number;
};

/** What was before is not told: the first letter is of the period that ends next. */
export function makeSchedule(asked: MakeSchedule): Decided {
  const { id, at, mayRead, isMailbox, schedules, ...body } = asked;
  if (!mayRead) return refuse({ code: 'not-your-report', report: asked.report });
  if (!isMailbox) return refuse({ code: 'not-a-mailbox' });
  if (schedules >= SCHEDULES_MAX)
    return refuse({ code: 'too-many-schedules', schedulesMax: SCHEDULES_MAX });
  const toldThrough = lastEnd(asked.every, localDay(at, asked.zone));
  return accept(factOf(id, 'report-schedule-made', { ...body, toldThrough, at }));
}

export function endSchedule(known: Schedule | undefined, at: Instant): Decided {
  if (known?.state !== 'active') return refuse({ code: 'no-such-schedule' });
  return accept(factOf(known.id, 'report-schedule-ended', { at }));
}

/** Tells of the next period, where it is over; otherwise there is nothing to tell. */
export function tellSchedule(
  known: Schedule | undefined,
  at: Instant,
): Decision<ScheduleEvents, { readonly code: 'nothing-due' }> {
  const due = known === undefined ? undefined : dueOf(known, at);
  if (known === undefined || due === undefined) return refuse({ code: 'nothing-due' });
  return accept(factOf(known.id, 'report-schedule-told', { ...due, at }));
}

export type Days = { readonly firstDay: Day; readonly lastDay: Day };

/** The period that is to be told now: the first that was not, where its morning has come. */
export function dueOf(
  { state, every, zone, toldThrough }: Schedule,
  at: Instant,
): Days | undefined {
  if (state !== 'active') return undefined;
  const firstDay = dayAfter(toldThrough);
  const lastDay = dayAfter(nextBegin(every, firstDay), -1);
  const tellAt = addMs(midnight(dayAfter(lastDay), zone), TELL_HOUR * HOUR_MS);
  return at < tellAt ? undefined : { firstDay, lastDay };
}

/** The last day of the last week or month that is over on this day. */
function lastEnd(every: Cadence, today: Day): Day {
  if (every === 'month') return dayAfter(`${today.slice(0, 8)}01` as Day, -1);
  return dayAfter(today, -weekday(today) - 1);
}

/** The first day of the week or month after the one that begins on this day. */
function nextBegin(every: Cadence, firstDay: Day): Day {
  if (every === 'week') return dayAfter(firstDay, 7);
  // Thirty-two days on it is another month, whichever this one is.
  return `${dayAfter(firstDay, 32).slice(0, 8)}01` as Day;
}

/** 0 is Monday. */
function weekday(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function factOf<Type extends ScheduleEvents['type'], Body>(
  subject: ScheduleId,
  type: Type,
  body: Body,
): Fact<Type, Body> {
  return { subjectKind: 'report-schedule', subject, type, body };
}

/** The only way a fact changes a schedule. Throws where none can have come to it. */
export function evolveSchedule(known: Schedule | undefined, fact: ScheduleEvents): Schedule {
  if (fact.type === 'report-schedule-made') {
    const { at, ...body } = fact.body;
    return { id: fact.subject, ...body, state: 'active', madeAt: at };
  }
  if (known?.state !== 'active') throw new Error(`${fact.type} of a schedule that does not run`);
  if (fact.type === 'report-schedule-ended') return { ...known, state: 'ended' };
  return { ...known, toldThrough: fact.body.lastDay };
}
