-- An alarm names whose seal told of an opening: the intake reads the names of parties.
GRANT USAGE ON SCHEMA parties TO lakiri_intake;
GRANT SELECT ON parties.party TO lakiri_intake;
CREATE POLICY intake_reads ON parties.party FOR SELECT TO lakiri_intake USING (true);
