-- Personal values beside the facts, which hold only sha256(salt || value). Forgetting a row leaves
-- the log whole and the person unknown. Here and not in fact.personal, because these are also found
-- by their value: one plate is one vehicle of its party, one login is one person.
CREATE TABLE parties.personal (
  subject uuid NOT NULL,
  field text NOT NULL CHECK (field IN ('name', 'login', 'phone', 'plate')),
  party uuid NOT NULL REFERENCES parties.party,
  value text NOT NULL CHECK (length(value) BETWEEN 1 AND 200),
  value_key text NOT NULL,
  salt bytea NOT NULL CHECK (octet_length(salt) >= 16),
  purpose text NOT NULL,
  forget_after timestamptz NOT NULL,
  PRIMARY KEY (subject, field)
);
COMMENT ON TABLE parties.personal IS 'Names, logins, phones and plates: each with its purpose and its end.';
COMMENT ON COLUMN parties.personal.value_key IS 'The value as it is compared: without the spaces that people write or leave out.';
CREATE UNIQUE INDEX personal_login ON parties.personal (value_key) WHERE field = 'login';
CREATE UNIQUE INDEX personal_plate ON parties.personal (party, value_key) WHERE field = 'plate';
CREATE INDEX personal_found ON parties.personal (party, field, value_key);
CREATE INDEX personal_plate_prefix ON parties.personal (value_key text_pattern_ops)
  WHERE field = 'plate';
CREATE INDEX personal_due ON parties.personal (forget_after);
ALTER TABLE parties.personal ENABLE ROW LEVEL SECURITY;
ALTER TABLE parties.personal FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON parties.personal FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR party = access.party() OR access.sees(subject, now()));
CREATE POLICY kept ON parties.personal FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()) OR party = access.party());
CREATE POLICY prolonged ON parties.personal FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees()) OR party = access.party());
CREATE POLICY owner_reads ON parties.personal FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_forgets ON parties.personal FOR DELETE TO CURRENT_USER USING (forget_after <= now());
GRANT SELECT, INSERT ON parties.personal TO lakiri_app;
GRANT UPDATE (forget_after) ON parties.personal TO lakiri_app;

-- What is due is forgotten whosever it was, so not under anybody's scope.
CREATE FUNCTION parties.forget_due() RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    WITH forgotten AS (
      DELETE FROM parties.personal WHERE forget_after <= now() RETURNING 1
    ) SELECT count(*) FROM forgotten
  $$;
COMMENT ON FUNCTION parties.forget_due() IS 'Forgets the personal values whose purpose has ended; how many.';
REVOKE EXECUTE ON FUNCTION parties.forget_due() FROM PUBLIC, lakiri_intake, lakiri_sequencer;
GRANT EXECUTE ON FUNCTION parties.forget_due() TO lakiri_app;
