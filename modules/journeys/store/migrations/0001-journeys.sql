-- Journeys and the seals fitted to them.
CREATE SCHEMA journeys;
GRANT USAGE ON SCHEMA journeys TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE journeys.journey (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  ref text COLLATE "C" NOT NULL UNIQUE CHECK (ref ~ '^[0-9A-Z]{4}-[0-9A-Z]{2}$'),
  route_id text NOT NULL,
  route_version integer NOT NULL CHECK (route_version > 0),
  vehicle uuid NOT NULL,
  trailer uuid,
  driver uuid,
  cargo text NOT NULL CHECK (length(cargo) BETWEEN 1 AND 200),
  transporter uuid NOT NULL,
  created_at timestamptz NOT NULL,
  sealed_at timestamptz CHECK (sealed_at >= created_at),
  armed_at timestamptz CHECK (armed_at >= sealed_at),
  deadline_at timestamptz CHECK (deadline_at > armed_at),
  departed_at timestamptz CHECK (departed_at >= armed_at),
  arrived_at timestamptz CHECK (arrived_at >= departed_at),
  disarmed_at timestamptz CHECK (disarmed_at >= coalesce(arrived_at, departed_at, armed_at)),
  closed_at timestamptz CHECK (closed_at >= coalesce(disarmed_at, sealed_at, created_at)),
  -- Computed, so that no row can say one state and have the milestones of another.
  state text NOT NULL GENERATED ALWAYS AS (CASE
    WHEN closed_at IS NOT NULL THEN 'closed'
    WHEN disarmed_at IS NOT NULL THEN 'disarmed'
    WHEN arrived_at IS NOT NULL THEN 'arrived'
    WHEN departed_at IS NOT NULL THEN 'in-transit'
    WHEN armed_at IS NOT NULL THEN 'armed'
    WHEN sealed_at IS NOT NULL THEN 'sealed'
    ELSE 'created' END) STORED,
  CONSTRAINT armed_needs_sealed CHECK (armed_at IS NULL OR sealed_at IS NOT NULL),
  CONSTRAINT armed_has_deadline CHECK ((armed_at IS NULL) = (deadline_at IS NULL)),
  CONSTRAINT departed_needs_armed CHECK (departed_at IS NULL OR armed_at IS NOT NULL),
  CONSTRAINT arrived_needs_departed CHECK (arrived_at IS NULL OR departed_at IS NOT NULL),
  CONSTRAINT disarmed_needs_armed CHECK (disarmed_at IS NULL OR armed_at IS NOT NULL),
  CONSTRAINT never_closed_while_armed
    CHECK (closed_at IS NULL OR armed_at IS NULL OR disarmed_at IS NOT NULL)
);
COMMENT ON TABLE journeys.journey IS 'One truck''s movement under seal: its facts folded.';
COMMENT ON COLUMN journeys.journey.route_version IS 'Pinned at creation; a later version of the route changes nothing here.';
COMMENT ON COLUMN journeys.journey.deadline_at IS 'The route''s time limit counted from arming.';
CREATE INDEX journey_by_state ON journeys.journey (state, id);
CREATE INDEX journey_by_vehicle ON journeys.journey (vehicle);

CREATE TABLE journeys.fitting (
  journey uuid NOT NULL REFERENCES journeys.journey,
  seal uuid NOT NULL,
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 40),
  fitted_at timestamptz NOT NULL,
  until_at timestamptz CHECK (until_at >= fitted_at),
  mechanical_seal text CHECK (length(mechanical_seal) BETWEEN 1 AND 40),
  PRIMARY KEY (journey, seal)
);
COMMENT ON TABLE journeys.fitting IS 'Which seal was on which journey from when until when (null: still).';
CREATE UNIQUE INDEX fitting_open ON journeys.fitting (seal) WHERE until_at IS NULL;
COMMENT ON INDEX journeys.fitting_open IS 'A seal is on one journey at a time, whatever the program believes.';
CREATE INDEX fitting_by_number ON journeys.fitting (number text_pattern_ops);

ALTER TABLE journeys.journey ENABLE ROW LEVEL SECURITY;
ALTER TABLE journeys.journey FORCE ROW LEVEL SECURITY;
-- The party's own permits, read once for a query and not once for a row.
CREATE POLICY party_reads ON journeys.journey FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR id IN (SELECT subject FROM access.permit
    WHERE party = access.party() AND subject IS NOT NULL
      AND now() >= valid_from AND now() < valid_until));
-- Only who oversees the node's journeys may make and move them.
CREATE POLICY overseer_creates ON journeys.journey FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()));
CREATE POLICY overseer_moves ON journeys.journey FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_reads ON journeys.journey FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY sequencer_reads ON journeys.journey FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON journeys.journey FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON journeys.journey TO lakiri_app; -- no DELETE
GRANT UPDATE (version, changed, sealed_at, armed_at, deadline_at, departed_at, arrived_at,
  disarmed_at, closed_at) ON journeys.journey TO lakiri_app; -- what a journey is never changes
GRANT SELECT ON journeys.journey TO lakiri_intake, lakiri_sequencer;

ALTER TABLE journeys.fitting ENABLE ROW LEVEL SECURITY;
ALTER TABLE journeys.fitting FORCE ROW LEVEL SECURITY;
CREATE POLICY party_reads ON journeys.fitting FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR journey IN (SELECT subject FROM access.permit
    WHERE party = access.party() AND subject IS NOT NULL
      AND now() >= valid_from AND now() < valid_until));
CREATE POLICY overseer_fits ON journeys.fitting FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()));
CREATE POLICY overseer_ends ON journeys.fitting FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_reads ON journeys.fitting FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY sequencer_reads ON journeys.fitting FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON journeys.fitting FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE (until_at) ON journeys.fitting TO lakiri_app; -- no DELETE
GRANT SELECT ON journeys.fitting TO lakiri_intake, lakiri_sequencer;
