-- How sure we are of each reading's origin: written with it, and never judged better afterwards.
ALTER TABLE telemetry.reading
  ADD COLUMN tier smallint NOT NULL DEFAULT 0 CHECK (tier BETWEEN 0 AND 3);
COMMENT ON COLUMN telemetry.reading.tier IS '0: names itself only; 1: a vendor signed for it; 2: the seal''s symmetric key; 3: its secure element, chain unbroken.';
