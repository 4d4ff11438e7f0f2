-- Who may see what. A grant says: this party sees this subject, of this period. A grant without a
-- subject is an administration's: it sees all of its own node.
CREATE SCHEMA access;
GRANT USAGE ON SCHEMA access TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE access.permit (
  party uuid NOT NULL,
  subject uuid,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz NOT NULL DEFAULT 'infinity',
  reason text NOT NULL,
  CHECK (valid_from < valid_until)
);
COMMENT ON TABLE access.permit IS 'A party may see a subject (null: all) as it was in a period.';
CREATE UNIQUE INDEX permit_once ON access.permit (party, subject, valid_from) NULLS NOT DISTINCT;
CREATE INDEX permit_by_subject ON access.permit (subject, party);

-- The scope of a transaction: set by SET LOCAL, so it ends with it.
CREATE FUNCTION access.party() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('lakiri.party', true), '')::uuid;

-- SECURITY DEFINER: the permits themselves are hidden from the application's role by policy.
CREATE FUNCTION access.oversees() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog
  RETURN EXISTS (SELECT FROM access.permit
    WHERE party = access.party() AND subject IS NULL
      AND now() >= valid_from AND now() < valid_until);

CREATE FUNCTION access.sees(subject_seen uuid, seen_at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  RETURN EXISTS (SELECT FROM access.permit
    WHERE party = access.party() AND subject = subject_seen
      AND seen_at >= valid_from AND seen_at < valid_until);

ALTER TABLE access.permit ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.permit FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON access.permit FOR SELECT TO lakiri_app
  USING (party = access.party());
-- The application gives permits only as a consequence of a fact; it may end them, never delete them.
CREATE POLICY give ON access.permit FOR INSERT TO lakiri_app WITH CHECK (true);
CREATE POLICY ending ON access.permit FOR UPDATE TO lakiri_app USING (true);
CREATE POLICY owner_all ON access.permit TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON access.permit TO lakiri_app;
GRANT UPDATE (valid_until) ON access.permit TO lakiri_app;
