-- Who watches, from when until when, and to whom it went over.
CREATE SCHEMA shifts;
GRANT USAGE ON SCHEMA shifts TO lakiri_app, lakiri_sequencer;

CREATE TABLE shifts.target (
  version integer PRIMARY KEY CHECK (version > 0),
  per_hour integer NOT NULL CHECK (per_hour > 0),
  effective_from timestamptz NOT NULL UNIQUE,
  basis text NOT NULL CHECK (basis IN ('configuration', 'regulation')),
  source text NOT NULL CHECK (source <> '')
);
COMMENT ON TABLE shifts.target IS 'How many alarms an hour one person can deal with, each version in force from a day on; only grows.';
GRANT SELECT ON shifts.target TO lakiri_app;
INSERT INTO shifts.target VALUES
  (1, 6, 'epoch', 'configuration', 'EEMUA 191: about one alarm an operator in ten minutes');

CREATE TABLE shifts.shift (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  person uuid NOT NULL,
  started_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > started_at),
  handed_over_at timestamptz,
  note_sha256 text CHECK ((note_sha256 IS NULL) = (handed_over_at IS NULL)),
  accepted_by uuid CHECK (accepted_by <> person),
  ended_at timestamptz CHECK (ended_at >= started_at),
  CONSTRAINT accepted_ends CHECK (accepted_by IS NULL OR (ended_at IS NOT NULL AND handed_over_at IS NOT NULL))
);
COMMENT ON TABLE shifts.shift IS 'The shifts of people: their facts folded.';
CREATE UNIQUE INDEX shift_on ON shifts.shift (person) WHERE ended_at IS NULL;
COMMENT ON INDEX shifts.shift_on IS 'One person watches once at a time.';
CREATE INDEX shift_of_person ON shifts.shift (person, ended_at DESC);

ALTER TABLE shifts.shift ENABLE ROW LEVEL SECURITY;
ALTER TABLE shifts.shift FORCE ROW LEVEL SECURITY;
CREATE POLICY overseer_reads ON shifts.shift FOR SELECT TO lakiri_app USING ((SELECT access.oversees()));
CREATE POLICY overseer_starts ON shifts.shift FOR INSERT TO lakiri_app WITH CHECK ((SELECT access.oversees()));
CREATE POLICY overseer_acts ON shifts.shift FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY sequencer_reads ON shifts.shift FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON shifts.shift FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON shifts.shift TO lakiri_app;
GRANT SELECT ON shifts.shift TO lakiri_sequencer;
GRANT UPDATE (version, handed_over_at, note_sha256, accepted_by, ended_at) ON shifts.shift TO lakiri_app; -- who and when it began stays
