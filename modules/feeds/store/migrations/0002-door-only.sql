-- What the door remembers of a vendor's batches, signatures and broker is the vendor's, and of use to the door alone.
ALTER TABLE feeds.batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE feeds.batch FORCE ROW LEVEL SECURITY;
ALTER TABLE feeds.nonce ENABLE ROW LEVEL SECURITY;
ALTER TABLE feeds.nonce FORCE ROW LEVEL SECURITY;
ALTER TABLE feeds.listener ENABLE ROW LEVEL SECURITY;
ALTER TABLE feeds.listener FORCE ROW LEVEL SECURITY;
CREATE POLICY intake_all ON feeds.batch TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY intake_all ON feeds.nonce TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY intake_all ON feeds.listener TO lakiri_intake USING (true) WITH CHECK (true);
