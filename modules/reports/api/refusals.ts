import { problemsOf } from '@lakiri/platform/http';
import { SCHEDULES_MAX, type ScheduleRefusal } from '../core/index.ts';
import type { MakeRefusal } from './make.ts';

/** The refusal as a person reads it; its facts stay in the problem. */
export const problemOf = problemsOf<MakeRefusal>({
  statusOf: {
    'no-such-zone': 422,
    'period-backwards': 422,
    'period-too-long': 422,
    'too-much-to-report': 422,
  },
  words: {
    'no-such-zone': ['This time zone is not known', 'Name it as Africa/Nairobi or Africa/Kigali.'],
    'period-backwards': ['The period ends before it begins', 'Choose a last day after the first.'],
    'period-too-long': ['The period is too long', 'Choose at most 92 days: a quarter of a year.'],
    'too-much-to-report': ['There is too much in this period', 'Choose fewer days.'],
  },
});

export const scheduleProblemOf = problemsOf<ScheduleRefusal>({
  statusOf: {
    'no-such-schedule': 404,
    'not-a-mailbox': 422,
    'not-your-report': 403,
    'too-many-schedules': 422,
  },
  words: {
    'no-such-schedule': ['No such report is sent', 'Reload the page.'],
    'not-a-mailbox': ['This is no mailbox of yours', 'Add one under Notices first.'],
    'not-your-report': ['This report is not yours to read', 'Ask a supervisor for it.'],
    'too-many-schedules': [
      'You are sent too many reports',
      `End one first: at most ${SCHEDULES_MAX}.`,
    ],
  },
});
