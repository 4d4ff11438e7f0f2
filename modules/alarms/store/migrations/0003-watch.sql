-- What the rules remember of each armed seal between two readings.
CREATE TABLE alarms.watch (
  seal uuid PRIMARY KEY,
  journey uuid NOT NULL,
  state text NOT NULL CHECK (octet_length(state) <= 8192)
) WITH (fillfactor = 70);
COMMENT ON TABLE alarms.watch IS 'Stop, distance from the route, attempts, open cases: changed only at transitions, and only with the seal''s version.';

ALTER TABLE alarms.watch ENABLE ROW LEVEL SECURITY;
ALTER TABLE alarms.watch FORCE ROW LEVEL SECURITY;
-- Closing a case takes it out of the watch; nobody else but the intake has business here.
CREATE POLICY overseer_closes ON alarms.watch TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_all ON alarms.watch TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY owner_reads ON alarms.watch FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT ON alarms.watch TO lakiri_app, lakiri_intake;
GRANT UPDATE (state) ON alarms.watch TO lakiri_app;
GRANT INSERT, UPDATE ON alarms.watch TO lakiri_intake;
