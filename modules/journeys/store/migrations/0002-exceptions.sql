-- What befell journeys on the road, who may report it, and what it changes of the journey itself.
CREATE TABLE journeys.exception (
  id uuid PRIMARY KEY,
  journey uuid NOT NULL REFERENCES journeys.journey,
  kind text NOT NULL CHECK (kind IN ('breakdown', 'accident', 'transload', 'driver-change', 'route-change',
    'theft', 'escort', 'convoy', 'mechanical-seal', 'reseal')),
  at timestamptz NOT NULL,
  until_at timestamptz CHECK (until_at > at),
  ended_at timestamptz CHECK (ended_at >= at AND ended_at < until_at),
  reported_by uuid NOT NULL,
  note_sha256 text CHECK (length(note_sha256) = 64),
  what text NOT NULL CHECK (octet_length(what) <= 2048),
  ordinal smallint NOT NULL CHECK (ordinal >= 0),
  UNIQUE (journey, ordinal),
  CONSTRAINT ended_only_with_an_end CHECK (ended_at IS NULL OR until_at IS NOT NULL)
);
COMMENT ON TABLE journeys.exception IS 'Breakdowns, transloads, reseals and their like: the journey''s facts folded.';
COMMENT ON COLUMN journeys.exception.until_at IS 'Until when the truck may stand where it stands; null: it opens no stop.';
COMMENT ON COLUMN journeys.exception.what IS 'JSON: the kind with the fields of its form.';

ALTER TABLE journeys.exception ENABLE ROW LEVEL SECURITY;
ALTER TABLE journeys.exception FORCE ROW LEVEL SECURITY;
CREATE POLICY party_reads ON journeys.exception FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR journey IN (SELECT subject FROM access.permit
    WHERE party = access.party() AND subject IS NOT NULL
      AND now() >= valid_from AND now() < valid_until));
CREATE POLICY overseer_reports ON journeys.exception FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()));
CREATE POLICY overseer_ends ON journeys.exception FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_reads ON journeys.exception FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY sequencer_reads ON journeys.exception FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON journeys.exception FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE (ended_at) ON journeys.exception TO lakiri_app; -- no DELETE
GRANT SELECT ON journeys.exception TO lakiri_intake, lakiri_sequencer;

CREATE TABLE journeys.exception_rule (
  kind text NOT NULL,
  effective_from timestamptz NOT NULL,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  stop_min_default integer CHECK (stop_min_default BETWEEN 1 AND stop_min_max),
  stop_min_max integer CHECK (stop_min_max <= 10080),
  source text NOT NULL,
  PRIMARY KEY (kind, effective_from),
  CHECK ((stop_min_default IS NULL) = (stop_min_max IS NULL))
);
COMMENT ON TABLE journeys.exception_rule IS 'Who may report what, and how long a stop it opens; of a kind''s rows the newest in force holds.';
INSERT INTO journeys.exception_rule (kind, effective_from, roles, stop_min_default, stop_min_max, source) VALUES
  ('breakdown', 'epoch', '{officer,supervisor,station,admin}', 120, 720, 'a tyre or a hose at the roadside; longer is said again'),
  ('accident', 'epoch', '{officer,supervisor,station,admin}', 240, 1440, 'until the police have measured'),
  ('transload', 'epoch', '{supervisor,station,admin}', 240, 1440, 'two trucks side by side, by hand'),
  ('driver-change', 'epoch', '{officer,supervisor,station,admin}', NULL, NULL, 'the office calls both drivers'),
  ('route-change', 'epoch', '{supervisor,admin}', NULL, NULL, 'floods and closures come as bulletins of the administration'),
  ('theft', 'epoch', '{officer,supervisor,station,admin}', NULL, NULL, 'whoever hears it first'),
  ('escort', 'epoch', '{officer,supervisor,station,admin}', NULL, NULL, 'ordered by the monitoring centre'),
  ('convoy', 'epoch', '{officer,supervisor,station,admin}', NULL, NULL, 'ordered by the monitoring centre'),
  ('mechanical-seal', 'epoch', '{officer,supervisor,station,admin}', NULL, NULL, 'the officer at the truck'),
  ('reseal', 'epoch', '{officer,supervisor,station,admin}', NULL, NULL, 'the officer at the truck');
GRANT SELECT ON journeys.exception_rule TO lakiri_app;

ALTER TABLE journeys.fitting ADD COLUMN replaces uuid CHECK (replaces <> seal);
COMMENT ON COLUMN journeys.fitting.replaces IS 'The seal that came off, on the road, when this one went on.';

COMMENT ON COLUMN journeys.journey.route_version IS 'Pinned at creation; a later version of the route changes nothing here, only an exception of the journey does.';
-- By an exception, which is a fact of the journey: its route, its truck, its driver.
GRANT UPDATE (route_id, route_version, vehicle, trailer, driver) ON journeys.journey TO lakiri_app;
