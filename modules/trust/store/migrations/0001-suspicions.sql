-- What is remembered of each seal's honesty between two readings.
CREATE SCHEMA trust;
GRANT USAGE ON SCHEMA trust TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE trust.suspicion (
  seal uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN
    ('none', 'gnss-degraded', 'suspect-jam', 'suspect-spoof', 'identity-doubted')),
  since timestamptz CHECK ((state = 'none') = (since IS NULL)),
  memory text NOT NULL CHECK (octet_length(memory) <= 8192)
) WITH (fillfactor = 70);
COMMENT ON TABLE trust.suspicion IS 'Doubt about each seal that ever gave reason: changed only at transitions, and only with the seal''s version.';
COMMENT ON COLUMN trust.suspicion.memory IS 'The whole suspicion as RFC 8785 text; state and since are of it.';
CREATE INDEX suspicion_doubted ON trust.suspicion (since DESC, seal) WHERE state <> 'none';

ALTER TABLE trust.suspicion ENABLE ROW LEVEL SECURITY;
ALTER TABLE trust.suspicion FORCE ROW LEVEL SECURITY;
CREATE POLICY party_sees ON trust.suspicion FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR access.sees(seal, now()));
-- Only who oversees the node takes a seal's word again.
CREATE POLICY overseer_lifts ON trust.suspicion FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_all ON trust.suspicion TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY owner_reads ON trust.suspicion FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT ON trust.suspicion TO lakiri_app, lakiri_intake;
GRANT UPDATE (state, since, memory) ON trust.suspicion TO lakiri_app;
GRANT INSERT, UPDATE ON trust.suspicion TO lakiri_intake; -- no DELETE for anybody

CREATE TABLE trust.peer (
  seal uuid NOT NULL,
  process text NOT NULL CHECK (length(process) <= 100),
  peers text NOT NULL CHECK (octet_length(peers) <= 4096),
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (seal, process)
);
COMMENT ON TABLE trust.peer IS 'By which connections a doubted seal spoke, as each gateway process last saw them. No history: addresses, overwritten.';
ALTER TABLE trust.peer ENABLE ROW LEVEL SECURITY;
ALTER TABLE trust.peer FORCE ROW LEVEL SECURITY;
CREATE POLICY officers ON trust.peer FOR SELECT TO lakiri_app USING ((SELECT access.oversees()));
CREATE POLICY intake_all ON trust.peer TO lakiri_intake USING (true) WITH CHECK (true);
GRANT SELECT ON trust.peer TO lakiri_app;
GRANT SELECT, INSERT, UPDATE ON trust.peer TO lakiri_intake;
