-- Alarms, and the cases in which people deal with them.
CREATE TABLE alarms.case (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  kind text NOT NULL,
  severity smallint NOT NULL CHECK (severity BETWEEN 1 AND 4),
  journey uuid NOT NULL,
  seal uuid NOT NULL,
  rule_version integer NOT NULL,
  opened_at timestamptz NOT NULL,
  ack_due_at timestamptz NOT NULL CHECK (ack_due_at > opened_at),
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  closed_by uuid,
  closed_at timestamptz,
  outcome text CHECK (outcome IN ('true', 'false', 'test', 'undecided')),
  cause text,
  note_sha256 text,
  -- Computed, so that no row can say one state and hold the acts of another.
  state text NOT NULL GENERATED ALWAYS AS (CASE
    WHEN closed_at IS NOT NULL THEN 'closed'
    WHEN acknowledged_at IS NOT NULL THEN 'acknowledged'
    ELSE 'open' END) STORED,
  FOREIGN KEY (kind, rule_version) REFERENCES alarms.rule_version (kind, version),
  CONSTRAINT acknowledged_by_somebody CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL)),
  CONSTRAINT closed_needs_acknowledged CHECK (closed_at IS NULL OR acknowledged_at IS NOT NULL),
  CONSTRAINT closed_by_somebody_for_a_reason CHECK (
    num_nonnulls(closed_by, closed_at, outcome, cause, note_sha256) IN (0, 5))
);
COMMENT ON TABLE alarms.case IS 'What people do about alarms of one kind on one seal of one journey: its facts folded.';
COMMENT ON COLUMN alarms.case.version IS 'Raised by acts of people only; an alarm that joins leaves it, so that no officer is in conflict with a device.';
CREATE UNIQUE INDEX case_open_once ON alarms.case (seal, journey, kind) WHERE closed_at IS NULL;
COMMENT ON INDEX alarms.case_open_once IS 'Further alarms of a kind join the open case, whatever the program believes.';
CREATE INDEX case_to_do ON alarms.case (severity, ack_due_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_closed ON alarms.case (closed_at DESC, id DESC) WHERE closed_at IS NOT NULL;
CREATE INDEX case_opened ON alarms.case (opened_at);
CREATE INDEX case_of_journey ON alarms.case (journey);
CREATE INDEX case_changed ON alarms.case (changed);

CREATE TABLE alarms.alarm (
  id uuid PRIMARY KEY,
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  case_id uuid NOT NULL REFERENCES alarms.case,
  journey uuid NOT NULL,
  seal uuid NOT NULL,
  kind text NOT NULL,
  severity smallint NOT NULL,
  rule_version integer NOT NULL,
  occurred_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  late boolean NOT NULL,
  lat double precision,
  lon double precision CHECK ((lat IS NULL) = (lon IS NULL)),
  km real,
  off_m real,
  why text NOT NULL,
  cause_at timestamptz,
  cause_digest text NOT NULL,
  FOREIGN KEY (kind, rule_version) REFERENCES alarms.rule_version (kind, version),
  UNIQUE (seal, journey, kind, cause_digest, occurred_at)
);
COMMENT ON TABLE alarms.alarm IS 'A rule fired: once for one reading, or once for one instant that fell due. Only grows.';
COMMENT ON COLUMN alarms.alarm.cause_digest IS 'With the seal and cause_at the key of the reading; ''deadline'' where time alone was the cause.';
COMMENT ON COLUMN alarms.alarm.changed IS 'An alarm that joins a case leaves the case''s row alone; the live feed finds it here.';
CREATE INDEX alarm_of_case ON alarms.alarm (case_id, occurred_at, id);
CREATE INDEX alarm_changed ON alarms.alarm (changed);

ALTER TABLE alarms.case ENABLE ROW LEVEL SECURITY;
ALTER TABLE alarms.case FORCE ROW LEVEL SECURITY;
-- The party's permits of journeys are read once for a query; those of seals are of a time.
CREATE POLICY party_reads ON alarms.case FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees())
    OR journey IN (SELECT subject FROM access.permit
      WHERE party = access.party() AND subject IS NOT NULL
        AND now() >= valid_from AND now() < valid_until)
    OR access.sees(seal, opened_at));
-- Cases are decided by who oversees the node.
CREATE POLICY overseer_acts ON alarms.case FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_reads ON alarms.case FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY intake_opens ON alarms.case FOR INSERT TO lakiri_intake WITH CHECK (true);
CREATE POLICY sequencer_reads ON alarms.case FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON alarms.case FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT ON alarms.case TO lakiri_app, lakiri_intake, lakiri_sequencer;
GRANT UPDATE (version, changed, acknowledged_by, acknowledged_at, closed_by, closed_at, outcome,
  cause, note_sha256) ON alarms.case TO lakiri_app; -- what a case is of never changes
GRANT INSERT ON alarms.case TO lakiri_intake; -- no DELETE for anybody

ALTER TABLE alarms.alarm ENABLE ROW LEVEL SECURITY;
ALTER TABLE alarms.alarm FORCE ROW LEVEL SECURITY;
CREATE POLICY party_reads ON alarms.alarm FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees())
    OR journey IN (SELECT subject FROM access.permit
      WHERE party = access.party() AND subject IS NOT NULL
        AND now() >= valid_from AND now() < valid_until)
    OR access.sees(seal, occurred_at));
CREATE POLICY intake_reads ON alarms.alarm FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY intake_raises ON alarms.alarm FOR INSERT TO lakiri_intake WITH CHECK (true);
CREATE POLICY sequencer_reads ON alarms.alarm FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON alarms.alarm FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT ON alarms.alarm TO lakiri_app, lakiri_intake, lakiri_sequencer;
GRANT INSERT ON alarms.alarm TO lakiri_intake; -- no UPDATE, no DELETE: it only grows
