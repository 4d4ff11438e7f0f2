// What somebody with the owner’s rights might do to cases, shifts and alarms of the small history.
import type { Edit } from './small-edit.ts';

const CUT = `(SELECT id FROM alarms.alarm WHERE kind = 'seal-cut')`;

export const CASE_EDITS: readonly Edit[] = [
  {
    say: 'a case is closed with another outcome',
    sql: [`UPDATE alarms.case SET outcome = 'false' WHERE kind = 'seal-cut'`],
    table: 'alarms.case',
    column: 'outcome',
  },
  {
    say: 'the second person of a critical case is forgotten',
    sql: [`UPDATE alarms.case SET close_proposed_by = NULL WHERE kind = 'seal-cut'`],
    table: 'alarms.case',
    column: 'close_proposed_by',
  },
  {
    say: 'a review is made milder',
    sql: [
      `UPDATE alarms.case SET review_verdict = 'handled-well' WHERE review_verdict IS NOT NULL`,
    ],
    table: 'alarms.case',
    column: 'review_verdict',
  },
  {
    say: 'a shift is said to have been taken over by nobody',
    sql: ['UPDATE shifts.shift SET accepted_by = NULL WHERE accepted_by IS NOT NULL'],
    table: 'shifts.shift',
    column: 'accepted_by',
  },
  {
    say: 'the mode of the centre is said to have been worse',
    sql: [`UPDATE shifts.mode SET mode = 'black' WHERE confirmed_at IS NOT NULL`],
    table: 'shifts.mode',
    column: 'mode',
  },
  {
    say: 'the clock of critical cases is set slower',
    sql: ['UPDATE alarms.clock_rule SET check_s = 86400 WHERE severity = 1'],
    table: 'alarms.clock_rule',
    column: 'check_s',
  },
  {
    say: 'an alarm goes, with its fact and its case',
    sql: [
      `DELETE FROM fact.fact WHERE subject = ${CUT}`,
      `DELETE FROM alarms.alarm WHERE id = ${CUT}`,
    ],
    table: 'fact.fact',
    column: null,
  },
  {
    say: 'an alarm is invented, with its fact',
    sql: [
      `INSERT INTO fact.fact (id, origin, subject_kind, subject, subject_version, type, schema_version,
         occurred_at, received_at, actor, body)
       SELECT gen_random_uuid(), origin, subject_kind, '01900000-0000-7000-8000-000000000001', 1, type, 1,
         occurred_at, received_at, actor, replace(body, 'seal-cut', 'cover-opened')
       FROM fact.fact WHERE type = 'alarm-raised' AND body LIKE '%seal-cut%' LIMIT 1`,
    ],
    table: 'fact.fact',
    column: null,
  },
];
