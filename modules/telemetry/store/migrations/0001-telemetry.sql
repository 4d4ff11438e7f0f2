-- What devices sent: every raw frame with its verdict, every reading once. By day, keyed by seal.
CREATE SCHEMA telemetry;
GRANT USAGE ON SCHEMA telemetry TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE telemetry.reading (
  seal_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 16),
  received_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seal_version integer NOT NULL,
  batch uuid NOT NULL,
  position integer NOT NULL,
  clock smallint NOT NULL,
  late boolean NOT NULL,
  stored boolean NOT NULL,
  fix smallint NOT NULL,
  lat_e7 integer,
  lon_e7 integer,
  speed_kmh real,
  course_deg real,
  battery_pct real,
  odometer_km real,
  bits integer NOT NULL,
  event text,
  PRIMARY KEY (seal_id, occurred_at, digest)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE telemetry.reading IS 'Each reading of each seal, once. The key is the record itself: a retransmission has the same.';
COMMENT ON COLUMN telemetry.reading.occurred_at IS 'The device''s claim; 1970-01-01 when it claimed no time. A claim that cannot be right has clock <> 1 and lies in the default partition.';
COMMENT ON COLUMN telemetry.reading.digest IS 'First 16 bytes of SHA-256 over the record without its serial and live/stored flag.';
COMMENT ON COLUMN telemetry.reading.seal_version IS 'The version of the seal that this reading made: a replay follows what the node knew, in the order it knew it.';
COMMENT ON COLUMN telemetry.reading.batch IS 'With position: the raw frame, and its place under the batch''s Merkle root.';
CREATE TABLE telemetry.reading_default PARTITION OF telemetry.reading DEFAULT;

CREATE TABLE telemetry.frame (
  seal_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  batch uuid NOT NULL,
  position integer NOT NULL,
  dialect text NOT NULL,
  verdict text NOT NULL CHECK (length(verdict) <= 64),
  bytes bytea NOT NULL,
  secret bytea,
  PRIMARY KEY (seal_id, received_at, batch, position)
) PARTITION BY RANGE (received_at);
COMMENT ON TABLE telemetry.frame IS 'Each raw frame as it came, with what we made of it. Passwords in it are blanked.';
COMMENT ON COLUMN telemetry.frame.verdict IS 'reports, doubled, heartbeat, request, reply, unknown, or why it was malformed.';
COMMENT ON COLUMN telemetry.frame.secret IS 'The frame with its passwords, sealed with the node''s key; the Merkle root is over that original.';
CREATE TABLE telemetry.frame_default PARTITION OF telemetry.frame DEFAULT;

CREATE TABLE telemetry.reject (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  dialect text NOT NULL,
  peer text NOT NULL,
  code text NOT NULL,
  at_offset integer NOT NULL,
  bytes bytea NOT NULL CHECK (octet_length(bytes) <= 4096)
);
COMMENT ON TABLE telemetry.reject IS 'Bytes that belong to no known seal: a sample of each connection, the rest only counted.';
CREATE INDEX reject_newest ON telemetry.reject (received_at DESC);

ALTER TABLE telemetry.reading ENABLE ROW LEVEL SECURITY;
ALTER TABLE telemetry.reading FORCE ROW LEVEL SECURITY;
ALTER TABLE telemetry.frame ENABLE ROW LEVEL SECURITY;
ALTER TABLE telemetry.frame FORCE ROW LEVEL SECURITY;
ALTER TABLE telemetry.reject ENABLE ROW LEVEL SECURITY;
ALTER TABLE telemetry.reject FORCE ROW LEVEL SECURITY;
CREATE POLICY party_sees ON telemetry.reading FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR access.sees(seal_id, occurred_at));
CREATE POLICY party_sees ON telemetry.frame FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR access.sees(seal_id, received_at));
CREATE POLICY officers ON telemetry.reject FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()));
CREATE POLICY intake_all ON telemetry.reading TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY intake_all ON telemetry.frame TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY intake_all ON telemetry.reject TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON telemetry.reading TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON telemetry.frame TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT ON telemetry.reading, telemetry.frame, telemetry.reject TO lakiri_app;
GRANT SELECT, INSERT ON telemetry.reading, telemetry.frame, telemetry.reject TO lakiri_intake;

-- Days are made ahead by the server, which may not create tables itself. A day whose rows already lie
-- in the default partition (a device's clock said so) stays there: returned, so that it can be told.
CREATE FUNCTION telemetry.ensure_days(first date, last date) RETURNS SETOF date
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  parent text;
  day date;
  part text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('telemetry.ensure_days'));
  IF last - first > 800 THEN
    RAISE EXCEPTION 'at most 800 days at once';
  END IF;
  FOREACH parent IN ARRAY ARRAY['reading', 'frame'] LOOP
    FOR day IN SELECT generate_series(first, last, interval '1 day')::date LOOP
      part := parent || '_' || to_char(day, 'YYYYMMDD');
      CONTINUE WHEN to_regclass('telemetry.' || part) IS NOT NULL;
      BEGIN
        EXECUTE format('CREATE TABLE telemetry.%I PARTITION OF telemetry.%I FOR VALUES FROM (%L) TO (%L)',
          part, parent, day::text || ' 00:00+00', (day + 1)::text || ' 00:00+00');
      EXCEPTION WHEN check_violation THEN
        RETURN NEXT day;
      END;
    END LOOP;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION telemetry.ensure_days FROM PUBLIC;
GRANT EXECUTE ON FUNCTION telemetry.ensure_days TO lakiri_intake;
