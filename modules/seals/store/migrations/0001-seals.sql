-- Seals: who they are, who has them, and what they last said.
CREATE SCHEMA seals;
GRANT USAGE ON SCHEMA seals TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE seals.model (
  model text PRIMARY KEY,
  dialect text NOT NULL,
  maker text NOT NULL,
  report_interval_s integer NOT NULL CHECK (report_interval_s > 0),
  drain_pct_per_hour real NOT NULL CHECK (drain_pct_per_hour >= 0),
  source text NOT NULL
);
COMMENT ON TABLE seals.model IS 'What a model is expected to do; configuration until its type approval says better.';
GRANT SELECT ON seals.model TO lakiri_app, lakiri_intake;

-- Intervals: 60 s awake is the factory P04 setting; drains are estimates, to be replaced by measurement.
INSERT INTO seals.model VALUES
  ('JT701D', 'jointech', 'Jointech', 60, 0.4, 'JT701D manual V1.4, command P04; drain estimated'),
  ('JT701', 'jointech', 'Jointech', 60, 0.4, 'as JT701D'),
  ('JT600', 'jointech', 'Jointech', 60, 0.5, 'as JT701D'),
  ('FMB-rope', 'teltonika', 'Teltonika', 60, 1.0, 'tracker with a rope loop on digital input 1; drain estimated');

CREATE TABLE seals.seal (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  number text NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 40),
  dialect text NOT NULL,
  wire_id text NOT NULL,
  model text NOT NULL REFERENCES seals.model,
  owner uuid NOT NULL,
  registered_at timestamptz NOT NULL,
  phase text NOT NULL CHECK (phase IN ('free', 'fitted', 'armed', 'disarmed')),
  journey uuid CHECK ((phase = 'free') = (journey IS NULL)),
  phase_at timestamptz,
  occurred_at timestamptz,
  received_at timestamptz,
  lat double precision,
  lon double precision,
  place_at timestamptz,
  speed_kmh real,
  course_deg real,
  fix smallint NOT NULL DEFAULT 0,
  bits integer NOT NULL DEFAULT 0,
  battery_pct real,
  odometer_km double precision,
  clock smallint NOT NULL DEFAULT 0,
  latches text NOT NULL,
  due_at timestamptz,
  UNIQUE (dialect, wire_id)
) WITH (fillfactor = 60);
COMMENT ON TABLE seals.seal IS 'Each seal as it stands: its facts and readings folded.';
COMMENT ON COLUMN seals.seal.version IS 'Raised by one by each fact and each folded reading; every decision about the seal rests on it.';
COMMENT ON COLUMN seals.seal.due_at IS 'When time alone may mean something; kept lazily, so that reports need not move it (and the row stays a heap-only update).';
COMMENT ON COLUMN seals.seal.bits IS 'Two bits for each of the kit''s SealBits in order: said, value.';
CREATE INDEX seal_due ON seals.seal (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX seal_of_journey ON seals.seal (journey) WHERE journey IS NOT NULL;
CREATE INDEX seal_of_owner ON seals.seal (owner);

ALTER TABLE seals.seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE seals.seal FORCE ROW LEVEL SECURITY;
CREATE POLICY party_sees ON seals.seal FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR owner = (SELECT access.party()) OR access.sees(id, now()));
-- Who may see a seal may not therefore change it: only the administration's people act on seals.
CREATE POLICY officers_register ON seals.seal FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()));
CREATE POLICY officers_act ON seals.seal FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_all ON seals.seal TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY sequencer_reads ON seals.seal FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON seals.seal FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE ON seals.seal TO lakiri_app;
GRANT SELECT, UPDATE ON seals.seal TO lakiri_intake;
GRANT SELECT ON seals.seal TO lakiri_sequencer;

CREATE TABLE seals.stranger (
  dialect text NOT NULL,
  wire_id text NOT NULL CHECK (length(wire_id) <= 64),
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  frames bigint NOT NULL,
  peer text NOT NULL,
  last_frame bytea NOT NULL,
  PRIMARY KEY (dialect, wire_id)
);
COMMENT ON TABLE seals.stranger IS 'Devices that spoke and are not registered: listed for an officer, never let in by themselves.';
CREATE INDEX stranger_newest ON seals.stranger (last_seen_at DESC, dialect, wire_id);
GRANT SELECT, DELETE ON seals.stranger TO lakiri_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON seals.stranger TO lakiri_intake;
ALTER TABLE seals.stranger ENABLE ROW LEVEL SECURITY;
ALTER TABLE seals.stranger FORCE ROW LEVEL SECURITY;
CREATE POLICY officers ON seals.stranger TO lakiri_app USING ((SELECT access.oversees()));
CREATE POLICY intake_all ON seals.stranger TO lakiri_intake USING (true) WITH CHECK (true);
