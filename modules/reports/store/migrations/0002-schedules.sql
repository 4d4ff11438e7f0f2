-- Who wants which report by mail, how often, and up to which day it was told.
CREATE TABLE reports.schedule (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  party uuid NOT NULL,
  person uuid NOT NULL,
  channel uuid NOT NULL,
  report text NOT NULL CHECK (report IN ('alarms', 'response', 'corridors')),
  every text NOT NULL CHECK (every IN ('week', 'month')),
  zone text NOT NULL,
  language text NOT NULL CHECK (language IN ('en', 'sw')),
  state text NOT NULL CHECK (state IN ('active', 'ended')),
  made_at timestamptz NOT NULL,
  told_through date NOT NULL
);
COMMENT ON TABLE reports.schedule IS 'Reports by mail: their facts folded. Told and kept to be sent in one transaction.';
CREATE INDEX schedule_of_person ON reports.schedule (person) WHERE state = 'active';

ALTER TABLE reports.schedule ENABLE ROW LEVEL SECURITY;
ALTER TABLE reports.schedule FORCE ROW LEVEL SECURITY;
-- A party's own; and all for who tells, with the eyes of who oversees the node.
CREATE POLICY own ON reports.schedule TO lakiri_app
  USING ((SELECT access.oversees()) OR party = (SELECT access.party()))
  WITH CHECK ((SELECT access.oversees()) OR party = (SELECT access.party()));
CREATE POLICY sequencer_reads ON reports.schedule FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON reports.schedule FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON reports.schedule TO lakiri_app; -- no DELETE
GRANT UPDATE (version, state, told_through) ON reports.schedule TO lakiri_app; -- what it is of never changes
GRANT SELECT ON reports.schedule TO lakiri_sequencer;
