-- How much of the centre works, as two officers said it.
CREATE TABLE shifts.mode (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  mode text NOT NULL CHECK (mode IN ('green', 'amber', 'red', 'black')),
  reason text NOT NULL CHECK (reason <> ''),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  confirmed_by uuid CHECK (confirmed_by <> proposed_by),
  confirmed_at timestamptz CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
  declined_by uuid,
  declined_at timestamptz CHECK ((declined_at IS NULL) = (declined_by IS NULL)),
  CONSTRAINT one_end CHECK (confirmed_at IS NULL OR declined_at IS NULL)
);
COMMENT ON TABLE shifts.mode IS 'Declarations of the mode of the centre: their facts folded; the last that was confirmed holds.';
CREATE UNIQUE INDEX mode_proposed ON shifts.mode ((true)) WHERE confirmed_at IS NULL AND declined_at IS NULL;
COMMENT ON INDEX shifts.mode_proposed IS 'One waits for its second officer at a time.';
CREATE INDEX mode_confirmed ON shifts.mode (confirmed_at DESC) WHERE confirmed_at IS NOT NULL;

ALTER TABLE shifts.mode ENABLE ROW LEVEL SECURITY;
ALTER TABLE shifts.mode FORCE ROW LEVEL SECURITY;
CREATE POLICY overseer_reads ON shifts.mode FOR SELECT TO lakiri_app USING ((SELECT access.oversees()));
CREATE POLICY overseer_proposes ON shifts.mode FOR INSERT TO lakiri_app WITH CHECK ((SELECT access.oversees()));
CREATE POLICY overseer_settles ON shifts.mode FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY sequencer_reads ON shifts.mode FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON shifts.mode FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON shifts.mode TO lakiri_app;
GRANT SELECT ON shifts.mode TO lakiri_sequencer;
GRANT UPDATE (version, confirmed_by, confirmed_at, declined_by, declined_at) ON shifts.mode TO lakiri_app; -- what was proposed stays
