-- Who acts: parties, their people, vehicles and drivers. References are checked at the commit, since
-- a commit saves its states in the order of their ids, whichever names the other.
CREATE SCHEMA parties;
GRANT USAGE ON SCHEMA parties TO lakiri_app;

CREATE TABLE parties.party (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  kind text NOT NULL CHECK (kind IN ('administration', 'transporter', 'vendor', 'agent')),
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 120),
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  home boolean NOT NULL CHECK (NOT home OR kind = 'administration')
);
COMMENT ON TABLE parties.party IS 'Organisations that own, carry, declare or control.';
COMMENT ON COLUMN parties.party.home IS 'The administration whose node this is.';
CREATE UNIQUE INDEX party_home ON parties.party (home) WHERE home;
CREATE UNIQUE INDEX party_once ON parties.party (kind, country, lower(name));
ALTER TABLE parties.party ENABLE ROW LEVEL SECURITY;
ALTER TABLE parties.party FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON parties.party FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR id = access.party() OR access.sees(id, now()));
-- A party's own row: the administration's, made under its own scope when the node is set up.
CREATE POLICY registered ON parties.party FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()) OR id = access.party());
CREATE POLICY owner_reads ON parties.party FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON parties.party TO lakiri_app;

CREATE TABLE parties.person (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  party uuid NOT NULL REFERENCES parties.party DEFERRABLE INITIALLY DEFERRED,
  roles text[] NOT NULL
    CHECK (roles <@ ARRAY['officer', 'supervisor', 'station', 'transporter', 'admin']),
  language text NOT NULL CHECK (language IN ('en', 'sw'))
);
COMMENT ON TABLE parties.person IS 'People who act for a party. Their names are in parties.personal.';
CREATE INDEX person_of_party ON parties.person (party);
ALTER TABLE parties.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE parties.person FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON parties.person TO lakiri_app
  USING ((SELECT access.oversees()) OR party = access.party())
  WITH CHECK ((SELECT access.oversees()) OR party = access.party());
CREATE POLICY owner_reads ON parties.person FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON parties.person TO lakiri_app;

CREATE TABLE parties.vehicle (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  party uuid NOT NULL REFERENCES parties.party DEFERRABLE INITIALLY DEFERRED,
  kind text NOT NULL CHECK (kind IN ('truck', 'trailer'))
);
COMMENT ON TABLE parties.vehicle IS 'Trucks and trailers of a party. Their plates are in parties.personal.';
CREATE INDEX vehicle_of_party ON parties.vehicle (party);
ALTER TABLE parties.vehicle ENABLE ROW LEVEL SECURITY;
ALTER TABLE parties.vehicle FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON parties.vehicle TO lakiri_app
  USING ((SELECT access.oversees()) OR party = access.party() OR access.sees(id, now()))
  WITH CHECK ((SELECT access.oversees()) OR party = access.party());
GRANT SELECT, INSERT ON parties.vehicle TO lakiri_app;

CREATE TABLE parties.driver (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  party uuid NOT NULL REFERENCES parties.party DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE parties.driver IS 'Drivers of a party. Their names and phones are in parties.personal.';
CREATE INDEX driver_of_party ON parties.driver (party);
ALTER TABLE parties.driver ENABLE ROW LEVEL SECURITY;
ALTER TABLE parties.driver FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON parties.driver TO lakiri_app
  USING ((SELECT access.oversees()) OR party = access.party() OR access.sees(id, now()))
  WITH CHECK ((SELECT access.oversees()) OR party = access.party());
GRANT SELECT, INSERT ON parties.driver TO lakiri_app;
