-- What should be heard: when a whole maker or feed counts as lost, and the incidents that were.
CREATE SCHEMA expectations;
GRANT USAGE ON SCHEMA expectations TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE expectations.group_rule (
  version integer PRIMARY KEY CHECK (version > 0),
  params text NOT NULL,
  effective_from timestamptz NOT NULL UNIQUE,
  basis text NOT NULL CHECK (basis IN ('configuration', 'regulation')),
  source text NOT NULL CHECK (source <> '')
);
COMMENT ON TABLE expectations.group_rule IS 'When a group of seals counts as lost, each version in force from a day on; only grows.';
GRANT SELECT ON expectations.group_rule TO lakiri_app, lakiri_intake;
INSERT INTO expectations.group_rule VALUES
  (1, '{"sealsMin":5,"lostSharePct":90,"backSharePct":50,"intervals":3,"graceS":120}', 'epoch',
   'configuration', 'defaults; no field data exists');

CREATE TABLE expectations.incident (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  kind text NOT NULL CHECK (kind IN ('maker', 'feed')),
  key text NOT NULL,
  name text NOT NULL,
  seals integer NOT NULL,
  late integer NOT NULL,
  since timestamptz NOT NULL,
  opened_at timestamptz NOT NULL,
  ended_at timestamptz CHECK (ended_at >= opened_at)
);
COMMENT ON TABLE expectations.incident IS 'Whole makers or feeds that fell silent: their facts folded.';
CREATE UNIQUE INDEX incident_open ON expectations.incident (kind, key) WHERE ended_at IS NULL;
CREATE INDEX incident_newest ON expectations.incident (opened_at DESC, id DESC);
ALTER TABLE expectations.incident ENABLE ROW LEVEL SECURITY;
ALTER TABLE expectations.incident FORCE ROW LEVEL SECURITY;
CREATE POLICY officers ON expectations.incident FOR SELECT TO lakiri_app USING ((SELECT access.oversees()));
CREATE POLICY intake_all ON expectations.incident TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY owner_reads ON expectations.incident FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT ON expectations.incident TO lakiri_app;
GRANT SELECT, INSERT, UPDATE ON expectations.incident TO lakiri_intake;
