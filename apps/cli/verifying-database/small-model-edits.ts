// What somebody might do to the models of the small history.
import type { Edit } from './small-edit.ts';

export const MODEL_EDITS: readonly Edit[] = [
  {
    say: 'a version of a model is changed',
    sql: ['UPDATE seals.model_version SET profile = NULL WHERE version = 2'],
    table: 'seals.model_version',
    column: 'profile',
  },
  {
    say: 'a version of a model is made by nobody',
    sql: [
      `INSERT INTO seals.model_version SELECT model, 3, effective_from + interval '1 s', report_interval_s,
         parked_interval_s, asleep_interval_s, drain_pct_per_hour, 3, profile, basis, source
       FROM seals.model_version WHERE version = 2`,
    ],
    table: 'seals.model_version',
    column: null,
  },
  {
    say: 'a model is another maker’s than two people said',
    sql: [`UPDATE seals.model SET maker = 'Jointech' WHERE model = 'XG-9'`],
    table: 'seals.model',
    column: 'maker',
  },
  {
    say: 'a proposal is said to be another person’s',
    sql: [`UPDATE seals.model_draft SET proposed_by = gen_random_uuid() WHERE model = 'XG-9'`],
    table: 'seals.model_draft',
    column: 'proposed_by',
  },
  {
    say: 'what the release says of a model is changed',
    sql: [`UPDATE seals.model_version SET tier_max = 3 WHERE model = 'JT701D'`],
    table: 'seals.model_version',
    column: 'tier_max',
  },
];
