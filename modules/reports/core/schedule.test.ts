import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Decision, type Instant, parseInstant } from '@lakiri/kit';
import {
  dueOf,
  endSchedule,
  evolveSchedule,
  type MakeSchedule,
  makeSchedule,
  SCHEDULES_MAX,
  type Schedule,
  type ScheduleEvents,
  type ScheduleId,
  tellSchedule,
} from './index.ts';

const at = (text: string): Instant => parseInstant(text) ?? assert.fail(text);
const id = '01900000-0000-7000-8000-000000000001' as ScheduleId;
const asked: MakeSchedule = {
  ...{ id, report: 'alarms', every: 'week', zone: 'Africa/Nairobi', language: 'en' },
  ...{ channel: 'channel', party: 'party', person: 'person' },
  at: at('2026-11-25T09:00:00Z'), // a Wednesday
  ...{ mayRead: true, isMailbox: true, schedules: 0 },
};

function after(
  known: Schedule | undefined,
  decided: Decision<ScheduleEvents, { code: string }>,
): Schedule {
  assert.ok(decided.accepted);
  return decided.facts.reduce<Schedule | undefined>(evolveSchedule, known) ?? assert.fail();
}
const made = (over: Partial<MakeSchedule> = {}): Schedule =>
  after(undefined, makeSchedule({ ...asked, ...over }));

test('each row mends what the one above was refused for', () => {
  const rows = [
    { mayRead: false, isMailbox: false, schedules: SCHEDULES_MAX, refused: 'not-your-report' },
    { mayRead: true, isMailbox: false, schedules: SCHEDULES_MAX, refused: 'not-a-mailbox' },
    { mayRead: true, isMailbox: true, schedules: SCHEDULES_MAX, refused: 'too-many-schedules' },
    { mayRead: true, isMailbox: true, schedules: SCHEDULES_MAX - 1, refused: undefined },
  ];
  for (const { refused, ...over } of rows) {
    const decided = makeSchedule({ ...asked, ...over });
    assert.equal(decided.accepted ? undefined : decided.refusal.code, refused);
  }
});

const MONDAY = ['2026-11-23', '2026-11-29'] as const;
const NOVEMBER = ['2026-11-01', '2026-11-30'] as const;
/** A period is told from six in the morning of the day after it, there. */
const rows = [
  { every: 'week', zone: 'Africa/Nairobi', now: '2026-11-30T02:59:59Z', is: undefined },
  { every: 'week', zone: 'Africa/Nairobi', now: '2026-11-30T03:00:00Z', is: MONDAY },
  { every: 'week', zone: 'Africa/Kigali', now: '2026-11-30T03:00:00Z', is: undefined },
  { every: 'week', zone: 'Africa/Kigali', now: '2026-11-30T04:00:00Z', is: MONDAY },
  { every: 'month', zone: 'Africa/Nairobi', now: '2026-12-01T02:59:59Z', is: undefined },
  { every: 'month', zone: 'Africa/Nairobi', now: '2026-12-01T03:00:00Z', is: NOVEMBER },
  { every: 'month', zone: 'Africa/Nairobi', now: '2027-03-09T03:00:00Z', is: NOVEMBER },
] as const;
for (const { every, zone, now, is } of rows)
  test(`every ${every} by ${zone} at ${now}: ${is?.join(' to ') ?? 'nothing yet'}`, () => {
    const due = dueOf(made({ every, zone }), at(now));
    assert.deepEqual(due && [due.firstDay, due.lastDay], is);
  });

test('on a Monday, or on the first, the period that is just over is not told to who was not there', () => {
  const rows = [
    [{ every: 'week', at: at('2026-11-22T21:00:00Z') }, '2026-11-22'],
    [{ every: 'week', at: at('2026-11-22T20:59:59Z') }, '2026-11-15'],
    [{ every: 'month', at: at('2026-10-31T21:00:00Z') }, '2026-10-31'],
    [{ every: 'month', at: at('2026-10-31T20:59:59Z') }, '2026-09-30'],
  ] as const;
  for (const [over, through] of rows) assert.equal(made(over).toldThrough, through);
});

test('each period is told once, in order, and none is left out after an outage', () => {
  let schedule = made({ every: 'month' });
  const told: string[] = [];
  const now = at('2027-03-02T12:00:00Z');
  for (;;) {
    const decided = tellSchedule(schedule, now);
    if (!decided.accepted) {
      assert.equal(decided.refusal.code, 'nothing-due');
      break;
    }
    schedule = after(schedule, decided);
    told.push(schedule.toldThrough);
  }
  assert.deepEqual(told, ['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28']);
});

test('what has ended tells nothing, and is not ended again', () => {
  const now = at('2027-03-02T12:00:00Z');
  const ended = after(made(), endSchedule(made(), now));
  assert.equal(tellSchedule(ended, now).accepted, false);
  assert.equal(endSchedule(ended, now).accepted, false);
  assert.equal(endSchedule(undefined, now).accepted, false);
  assert.equal(tellSchedule(undefined, now).accepted, false);
  const told = { type: 'report-schedule-told', subjectKind: 'report-schedule', subject: id };
  assert.throws(() => evolveSchedule(ended, { ...told, body: {} } as unknown as ScheduleEvents));
});
