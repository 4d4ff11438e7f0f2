-- Who brought a frame that its device did not bring itself: a vendor's feed.
ALTER TABLE telemetry.frame ADD COLUMN origin text CHECK (length(origin) <= 100);
COMMENT ON COLUMN telemetry.frame.origin IS 'feed:<feed>:<party>:signed or unsigned; null where the device spoke itself. Proved with the rest that is said about the frame.';
