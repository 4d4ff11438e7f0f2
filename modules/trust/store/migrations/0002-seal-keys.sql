-- The keys by which seals prove that a record is theirs.
CREATE TABLE trust.seal_key (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  seal uuid NOT NULL,
  key_id text NOT NULL CHECK (length(key_id) BETWEEN 1 AND 64),
  kind text NOT NULL CHECK (kind IN ('mac', 'signature')),
  material bytea NOT NULL CHECK (octet_length(material) <= 1024),
  material_sha256 text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz CHECK (valid_until > valid_from),
  revoked_at timestamptz,
  UNIQUE (seal, key_id)
);
COMMENT ON TABLE trust.seal_key IS 'Keys of seals: public ones as they are, symmetric ones sealed under a key of the node. Revoked, never removed.';
COMMENT ON COLUMN trust.seal_key.material IS 'A public key; or a symmetric one, sealed (nonce, tag, text): set, never shown.';
COMMENT ON COLUMN trust.seal_key.material_sha256 IS 'Of material as it lies here; it stands in the fact.';

ALTER TABLE trust.seal_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE trust.seal_key FORCE ROW LEVEL SECURITY;
CREATE POLICY officers ON trust.seal_key TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_reads ON trust.seal_key FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY owner_reads ON trust.seal_key FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON trust.seal_key TO lakiri_app;
GRANT UPDATE (version, revoked_at) ON trust.seal_key TO lakiri_app; -- a key never becomes another
GRANT SELECT ON trust.seal_key TO lakiri_intake;
