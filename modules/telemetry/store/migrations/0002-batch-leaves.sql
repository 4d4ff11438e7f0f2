-- The leaves of each batch's Merkle tree. With them a frame is proved under its batch's root without
-- reading the frames of other seals, and also where passwords had to be blanked: the original's leaf is here.
CREATE TABLE telemetry.batch (
  id uuid PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  leaves bytea NOT NULL CHECK (octet_length(leaves) > 0 AND octet_length(leaves) % 32 = 0),
  about bytea NOT NULL CHECK (octet_length(about) = octet_length(leaves))
);
COMMENT ON TABLE telemetry.batch IS 'The leaf hashes of the raw frames of one intake batch, 32 bytes each, by position. Only grows.';
COMMENT ON COLUMN telemetry.batch.about IS 'Likewise of what is said about each frame: its seal, dialect, time and verdict.';
-- Hashes do not compress: trying would only cost the intake time.
ALTER TABLE telemetry.batch ALTER COLUMN leaves SET STORAGE EXTERNAL;
ALTER TABLE telemetry.batch ALTER COLUMN about SET STORAGE EXTERNAL;

ALTER TABLE telemetry.batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE telemetry.batch FORCE ROW LEVEL SECURITY;
CREATE POLICY officers ON telemetry.batch FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()));
CREATE POLICY intake_all ON telemetry.batch TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY sequencer_reads ON telemetry.batch FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_all ON telemetry.batch TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT ON telemetry.batch TO lakiri_app, lakiri_sequencer;
GRANT SELECT, INSERT ON telemetry.batch TO lakiri_intake;
