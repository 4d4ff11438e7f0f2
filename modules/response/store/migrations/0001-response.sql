-- Who is sent to a case, who was called about it, who was told; and the photographs that reports name.
CREATE SCHEMA response;
GRANT USAGE ON SCHEMA response TO lakiri_app, lakiri_sequencer;

CREATE TABLE response.unit (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 60),
  base_name text NOT NULL CHECK (length(base_name) BETWEEN 1 AND 60),
  base_lat double precision NOT NULL CHECK (base_lat BETWEEN -90 AND 90),
  base_lon double precision NOT NULL CHECK (base_lon BETWEEN -180 AND 180),
  area_km integer NOT NULL CHECK (area_km BETWEEN 1 AND 1000),
  languages text[] NOT NULL,
  person uuid,
  phone_sha256 text,
  place_lat double precision CHECK (place_lat BETWEEN -90 AND 90),
  place_lon double precision CHECK (place_lon BETWEEN -180 AND 180),
  place_at timestamptz,
  place_source text CHECK (place_source IN ('phone', 'officer')),
  retired_at timestamptz,
  CONSTRAINT placed_wholly CHECK (num_nonnulls(place_lat, place_lon, place_at, place_source) IN (0, 4))
);
COMMENT ON TABLE response.unit IS 'Cars with officers: their facts folded. Their telephone numbers are in fact.personal.';
CREATE UNIQUE INDEX unit_by_name ON response.unit (lower(name)) WHERE retired_at IS NULL;

CREATE TABLE response.dispatch (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  unit uuid NOT NULL REFERENCES response.unit,
  case_id uuid NOT NULL,
  journey uuid NOT NULL,
  sent_by uuid NOT NULL,
  reckoned text,
  state text NOT NULL CHECK (state IN ('sent', 'seen', 'accepted', 'declined', 'on-site', 'reported', 'released')),
  sent_at timestamptz NOT NULL,
  seen_at timestamptz,
  answered_at timestamptz,
  on_site_at timestamptz,
  report text,
  released_at timestamptz,
  CONSTRAINT reported_only_on_site CHECK (report IS NULL OR on_site_at IS NOT NULL),
  CONSTRAINT released_is_over CHECK ((released_at IS NOT NULL) = (state = 'released'))
);
COMMENT ON TABLE response.dispatch IS 'One unit sent to one case: its facts folded.';
CREATE UNIQUE INDEX dispatch_out ON response.dispatch (unit) WHERE state NOT IN ('declined', 'released');
COMMENT ON INDEX response.dispatch_out IS 'A unit is on one dispatch at a time, whatever the program believes.';
CREATE INDEX dispatch_of_case ON response.dispatch (case_id);
CREATE INDEX dispatch_of_journey ON response.dispatch (journey);

CREATE TABLE response.call (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  journey uuid NOT NULL,
  called_by uuid NOT NULL,
  at timestamptz NOT NULL,
  whom text NOT NULL,
  result text NOT NULL CHECK (result IN ('answered', 'no-answer', 'busy', 'wrong-number')),
  number_sha256 text,
  note_sha256 text
);
COMMENT ON TABLE response.call IS 'Who was called about a case, and what came of it.';
CREATE INDEX call_of_case ON response.call (case_id, at);
CREATE INDEX call_of_journey ON response.call (journey);

CREATE TABLE response.notification (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  journey uuid NOT NULL,
  told_by uuid NOT NULL,
  at timestamptz NOT NULL,
  whom text NOT NULL,
  means text NOT NULL,
  who_sha256 text NOT NULL,
  note_sha256 text
);
COMMENT ON TABLE response.notification IS 'The police and partners who were told of a case, how, and who took it.';
CREATE INDEX notification_of_case ON response.notification (case_id, at);
CREATE INDEX notification_of_journey ON response.notification (journey);

CREATE TABLE response.photo (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  media text NOT NULL CHECK (media IN ('image/jpeg', 'image/png', 'image/webp')),
  bytes bytea NOT NULL CHECK (octet_length(bytes) <= 2097152)
);
COMMENT ON TABLE response.photo IS 'Photographs that facts name, by their hash: the fact is the evidence, the bytes are beside it.';
CREATE TABLE response.upload (
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  sent_by uuid NOT NULL,
  sent_at timestamptz NOT NULL,
  media text NOT NULL CHECK (media IN ('image/jpeg', 'image/png', 'image/webp')),
  bytes bytea NOT NULL CHECK (octet_length(bytes) <= 2097152),
  PRIMARY KEY (sha256, sent_by)
);
COMMENT ON TABLE response.upload IS 'Photographs sent and not yet named by a fact; forgotten after a day.';

CREATE TABLE response.speed (
  effective_from timestamptz PRIMARY KEY,
  road_kmh integer NOT NULL CHECK (road_kmh BETWEEN 1 AND 200),
  crow_kmh integer NOT NULL CHECK (crow_kmh BETWEEN 1 AND 200),
  crow_factor real NOT NULL CHECK (crow_factor BETWEEN 1 AND 5),
  near_road_m integer NOT NULL CHECK (near_road_m > 0),
  place_age_min integer NOT NULL CHECK (place_age_min > 0),
  source text NOT NULL
);
COMMENT ON TABLE response.speed IS 'How fast units get about; the newest in force holds.';
INSERT INTO response.speed VALUES ('epoch', 60, 40, 1.4, 5000, 60,
  'assumed: a pick-up on the trunk road; the route book''s lines lie within 5 km of the road');
GRANT SELECT ON response.speed TO lakiri_app;

-- Control's own business: no transporter or trader sees who is sent where.
DO $$
DECLARE one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['unit', 'dispatch', 'call', 'notification', 'photo', 'upload'] LOOP
    EXECUTE format('ALTER TABLE response.%I ENABLE ROW LEVEL SECURITY', one);
    EXECUTE format('ALTER TABLE response.%I FORCE ROW LEVEL SECURITY', one);
    EXECUTE format('CREATE POLICY overseer_all ON response.%I TO lakiri_app
      USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()))', one);
    EXECUTE format('CREATE POLICY owner_reads ON response.%I FOR SELECT TO CURRENT_USER USING (true)', one);
    EXECUTE format('GRANT SELECT, INSERT ON response.%I TO lakiri_app', one);
  END LOOP;
END $$;
GRANT UPDATE (version, name, base_name, base_lat, base_lon, area_km, languages, person, phone_sha256,
  place_lat, place_lon, place_at, place_source, retired_at) ON response.unit TO lakiri_app;
GRANT UPDATE (version, state, seen_at, answered_at, on_site_at, report, released_at)
  ON response.dispatch TO lakiri_app; -- to whom it was sent never changes, and nobody deletes
GRANT DELETE ON response.upload TO lakiri_app;
