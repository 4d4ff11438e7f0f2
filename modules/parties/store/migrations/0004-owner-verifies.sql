-- A verification reads as the owner, who is under row-level security too and could not see these.
CREATE POLICY owner_reads ON parties.vehicle FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON parties.driver FOR SELECT TO CURRENT_USER USING (true);
