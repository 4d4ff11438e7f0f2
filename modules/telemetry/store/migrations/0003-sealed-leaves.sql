-- A frame with a password is proved by what is shown of it and by its sealed original: the hash of the original
-- itself would give the password away.
COMMENT ON COLUMN telemetry.frame.secret IS 'The frame with its passwords, sealed with the node''s key; its leaf is over the blanked bytes and over this.';
COMMENT ON TABLE telemetry.batch IS 'The leaf hashes of the raw frames of one intake batch as they are kept, 32 bytes each, by position. Only grows.';
