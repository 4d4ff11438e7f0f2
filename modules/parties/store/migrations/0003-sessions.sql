-- Signing in happens before any party is known, so it looks through three narrow functions of the
-- owner; everything else keeps to row-level security.
CREATE TABLE parties.credential (
  person uuid PRIMARY KEY REFERENCES parties.person,
  party uuid NOT NULL REFERENCES parties.party,
  password text NOT NULL CHECK (password LIKE '$scrypt$%')
);
COMMENT ON TABLE parties.credential IS 'Password hashes with their parameters. The application writes them and cannot read them.';
ALTER TABLE parties.credential ENABLE ROW LEVEL SECURITY;
ALTER TABLE parties.credential FORCE ROW LEVEL SECURITY;
CREATE POLICY given ON parties.credential FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()) OR party = access.party());
CREATE POLICY owner_reads ON parties.credential FOR SELECT TO CURRENT_USER USING (true);
GRANT INSERT ON parties.credential TO lakiri_app; -- no SELECT

CREATE TABLE parties.session (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  person uuid NOT NULL REFERENCES parties.person,
  party uuid NOT NULL REFERENCES parties.party,
  expires_at timestamptz NOT NULL,
  is_ended boolean NOT NULL,
  token_sha256 bytea UNIQUE CHECK (octet_length(token_sha256) = 32),
  seen_at timestamptz
);
COMMENT ON TABLE parties.session IS 'Who signed in until when. The cookie''s token is kept as its hash only.';
COMMENT ON COLUMN parties.session.seen_at IS 'When its person last asked for anything, to the minute.';
CREATE INDEX session_of_person ON parties.session (person);
ALTER TABLE parties.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE parties.session FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON parties.session TO lakiri_app
  USING (party = access.party()) WITH CHECK (party = access.party());
CREATE POLICY owner_reads ON parties.session FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON parties.session TO lakiri_app;
GRANT UPDATE (version, is_ended, token_sha256, seen_at) ON parties.session TO lakiri_app;

CREATE TABLE parties.sign_in_try (
  key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
  since timestamptz NOT NULL,
  tries integer NOT NULL CHECK (tries >= 0)
);
COMMENT ON TABLE parties.sign_in_try IS 'Tries to sign in since a moment, by the hash of who tried from where: a login typed may be a password. Belongs to no party.';
CREATE INDEX sign_in_try_age ON parties.sign_in_try (since);
GRANT SELECT, INSERT, UPDATE, DELETE ON parties.sign_in_try TO lakiri_app;

CREATE FUNCTION parties.is_set_up() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM parties.party) $$;
COMMENT ON FUNCTION parties.is_set_up() IS 'Whether this node has any party.';

CREATE FUNCTION parties.find_login(login text)
  RETURNS TABLE (person uuid, party uuid, password text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT c.person, c.party, c.password
    FROM parties.personal l JOIN parties.credential c ON c.person = l.subject
    WHERE l.field = 'login' AND l.value_key = login
  $$;
COMMENT ON FUNCTION parties.find_login(text) IS 'Whose login this is, and what their password must match.';

CREATE FUNCTION parties.find_session(token_sha256 bytea)
  RETURNS TABLE (session uuid, expires_at timestamptz, is_ended boolean, seen_at timestamptz,
    person uuid, name text, roles text[], language text,
    party uuid, party_kind text, party_name text, party_country text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT s.id, s.expires_at, s.is_ended, s.seen_at, p.id, n.value, p.roles, p.language,
      o.id, o.kind, o.name, o.country
    FROM parties.session s
    JOIN parties.person p ON p.id = s.person
    JOIN parties.party o ON o.id = s.party
    LEFT JOIN parties.personal n ON n.subject = p.id AND n.field = 'name'
    WHERE s.token_sha256 = find_session.token_sha256
  $$;
COMMENT ON FUNCTION parties.find_session(bytea) IS 'Who holds this token, live or not: the rules decide.';

REVOKE EXECUTE ON FUNCTION parties.is_set_up(), parties.find_login(text), parties.find_session(bytea)
  FROM PUBLIC, lakiri_intake, lakiri_sequencer;
GRANT EXECUTE ON FUNCTION parties.is_set_up(), parties.find_login(text), parties.find_session(bytea)
  TO lakiri_app;
