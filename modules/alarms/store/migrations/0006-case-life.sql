-- The whole life of a case: who holds it, when somebody looks again, the shelf, two people who close it, merging, review.
ALTER TABLE alarms.case NO FORCE ROW LEVEL SECURITY; -- the owner sets what the new columns begin with

ALTER TABLE alarms.case
  ADD COLUMN owner uuid,
  ADD COLUMN check_at timestamptz,
  ADD COLUMN wake_at timestamptz,
  ADD COLUMN shelved_by uuid,
  ADD COLUMN shelved_at timestamptz,
  ADD COLUMN shelved_until timestamptz,
  ADD COLUMN shelved_sha256 text,
  ADD COLUMN escalated_at timestamptz,
  ADD COLUMN escalated_of text CHECK (escalated_of IN ('acknowledge', 'check')),
  ADD COLUMN escalated_step smallint CHECK (escalated_step > 0),
  ADD COLUMN proposed_by uuid,
  ADD COLUMN proposed_at timestamptz,
  ADD COLUMN proposed_outcome text,
  ADD COLUMN proposed_cause text,
  ADD COLUMN proposed_sha256 text,
  ADD COLUMN proposed_evidence text[],
  ADD COLUMN close_proposed_by uuid,
  ADD COLUMN evidence text[],
  ADD COLUMN steps text[] NOT NULL DEFAULT '{}',
  ADD COLUMN reopened_at timestamptz,
  ADD COLUMN merged_into uuid REFERENCES alarms.case,
  ADD COLUMN reviewed_by uuid,
  ADD COLUMN reviewed_at timestamptz,
  ADD COLUMN review_verdict text
    CHECK (review_verdict IN ('handled-well', 'handled-late', 'rule-too-sharp', 'needs-training')),
  ADD COLUMN review_sha256 text,
  DROP COLUMN state,
  DROP CONSTRAINT case_outcome_check,
  DROP CONSTRAINT closed_by_somebody_for_a_reason,
  ADD CONSTRAINT case_outcome_check
    CHECK (outcome IN ('true', 'false', 'nuisance', 'technical', 'test', 'undecided'));

UPDATE alarms.case SET owner = acknowledged_by,
  wake_at = CASE WHEN acknowledged_at IS NULL THEN ack_due_at END,
  evidence = CASE WHEN closed_at IS NOT NULL THEN '{}'::text[] END;

ALTER TABLE alarms.case
  -- Computed, so that no row can say one state and hold the acts of another.
  ADD COLUMN state text NOT NULL GENERATED ALWAYS AS (CASE
    WHEN reviewed_at IS NOT NULL THEN 'reviewed'
    WHEN merged_into IS NOT NULL THEN 'merged'
    WHEN closed_at IS NOT NULL THEN 'closed'
    WHEN acknowledged_at IS NOT NULL THEN 'acknowledged'
    ELSE 'open' END) STORED,
  -- A merged case is over too, and its outcome is that of the other.
  ADD CONSTRAINT closed_by_somebody_for_a_reason CHECK (CASE WHEN merged_into IS NULL
    THEN num_nonnulls(closed_by, closed_at, outcome, cause, note_sha256, evidence) IN (0, 6)
    ELSE num_nonnulls(closed_by, closed_at) = 2
      AND num_nonnulls(outcome, cause, note_sha256, evidence, close_proposed_by) = 0 END),
  ADD CONSTRAINT critical_is_closed_by_two CHECK (close_proposed_by IS DISTINCT FROM closed_by OR closed_by IS NULL),
  ADD CONSTRAINT merged_into_another CHECK (merged_into IS DISTINCT FROM id),
  ADD CONSTRAINT shelved_by_somebody_for_a_reason CHECK (
    num_nonnulls(shelved_by, shelved_at, shelved_until, shelved_sha256) IN (0, 4)),
  ADD CONSTRAINT shelved_for_four_hours CHECK (shelved_until <= shelved_at + interval '4 hours'),
  ADD CONSTRAINT escalated_wholly CHECK (num_nonnulls(escalated_at, escalated_of, escalated_step) IN (0, 3)),
  ADD CONSTRAINT proposed_wholly CHECK (num_nonnulls(proposed_by, proposed_at, proposed_outcome,
    proposed_cause, proposed_sha256, proposed_evidence) IN (0, 6)),
  ADD CONSTRAINT reviewed_when_closed CHECK (
    num_nonnulls(reviewed_by, reviewed_at, review_verdict) IN (0, 3)
    AND (reviewed_at IS NULL OR outcome IS NOT NULL)),
  ADD CONSTRAINT over_is_over CHECK (closed_at IS NULL
    OR num_nonnulls(shelved_at, proposed_at, wake_at, check_at) = 0);
COMMENT ON COLUMN alarms.case.wake_at IS 'When the node itself looks at it: to escalate, or to take it off the shelf. From facts alone.';
COMMENT ON COLUMN alarms.case.merged_into IS 'Over, and dealt with in the other case; closed_by and closed_at say who merged it and when.';
COMMENT ON COLUMN alarms.case.close_proposed_by IS 'The first of the two people who closed it; null where one is enough.';

-- A reopened case is people's work that goes on; new alarms open a case of their own beside it.
DROP INDEX alarms.case_open_once;
CREATE UNIQUE INDEX case_open_once ON alarms.case (seal, journey, kind)
  WHERE closed_at IS NULL AND reopened_at IS NULL;
COMMENT ON INDEX alarms.case_open_once IS 'Further alarms of a kind join the open case, whatever the program believes.';
CREATE INDEX case_to_wake ON alarms.case (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX case_over ON alarms.case (closed_at) WHERE closed_at IS NOT NULL;

ALTER TABLE alarms.case FORCE ROW LEVEL SECURITY;

-- The clock runs in the gateways, beside that of the seals.
CREATE POLICY intake_wakes ON alarms.case FOR UPDATE TO lakiri_intake USING (true) WITH CHECK (true);
GRANT UPDATE (owner, check_at, wake_at, shelved_by, shelved_at, shelved_until, shelved_sha256, escalated_at,
  escalated_of, escalated_step, proposed_by, proposed_at, proposed_outcome, proposed_cause, proposed_sha256,
  proposed_evidence, close_proposed_by, evidence, steps, reopened_at, merged_into, reviewed_by, reviewed_at,
  review_verdict, review_sha256) ON alarms.case TO lakiri_app;
GRANT UPDATE (version, changed, check_at, wake_at, shelved_by, shelved_at, shelved_until, shelved_sha256,
  escalated_at, escalated_of, escalated_step) ON alarms.case TO lakiri_intake; -- what time alone does, and no more

CREATE TABLE alarms.clock_rule (
  severity smallint NOT NULL CHECK (severity BETWEEN 1 AND 4),
  version integer NOT NULL CHECK (version > 0),
  check_s integer NOT NULL CHECK (check_s > 0),
  again_s integer NOT NULL CHECK (again_s > 0),
  steps_max smallint NOT NULL CHECK (steps_max > 0),
  effective_from timestamptz NOT NULL,
  basis text NOT NULL CHECK (basis IN ('configuration', 'regulation')),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (severity, version),
  UNIQUE (severity, effective_from)
);
COMMENT ON TABLE alarms.clock_rule IS 'How long a case of a severity may go unlooked at, and how it is escalated; dated, only grows. How soon it must be taken is with the rule of its kind.';
GRANT SELECT ON alarms.clock_rule TO lakiri_app, lakiri_intake;

INSERT INTO alarms.clock_rule (severity, version, check_s, again_s, steps_max, effective_from, basis, source) VALUES
  (1, 1, 300, 60, 3, 'epoch', 'configuration', 'default: a critical case is looked at every five minutes'),
  (2, 1, 900, 300, 3, 'epoch', 'configuration', 'default'),
  (3, 1, 3600, 1800, 2, 'epoch', 'configuration', 'default'),
  (4, 1, 28800, 28800, 1, 'epoch', 'configuration', 'default: once a shift');
