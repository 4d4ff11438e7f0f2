-- Emergency diversions by signed bulletin, and how long one may hold.
CREATE TABLE corridors.bulletin_rule (
  effective_from timestamptz PRIMARY KEY,
  days_max integer NOT NULL CHECK (days_max BETWEEN 1 AND 90),
  source text NOT NULL CHECK (source <> '')
);
COMMENT ON TABLE corridors.bulletin_rule IS 'How many days a bulletin may divert a route; the newest in force holds. What lasts longer is a version of the route.';
INSERT INTO corridors.bulletin_rule (effective_from, days_max, source) VALUES
  ('epoch', 14, 'configuration: our default, to be set by the administration');
GRANT SELECT ON corridors.bulletin_rule TO lakiri_app;

CREATE TABLE corridors.bulletin (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  state text NOT NULL CHECK (state IN ('drafted', 'published', 'ended', 'discarded')),
  route text NOT NULL CHECK (route <> ''),
  says text NOT NULL CHECK (octet_length(says) <= 40000),
  authors uuid[] NOT NULL CHECK (cardinality(authors) > 0),
  made_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  number integer UNIQUE CHECK (number > 0),
  effective_from timestamptz,
  effective_until timestamptz,
  published text CHECK (octet_length(published) <= 40000),
  published_by uuid,
  ended text CHECK (octet_length(ended) <= 8000),
  discarded_by uuid,
  -- Signed or not published, and never by one officer alone, whatever the program does.
  CHECK ((state IN ('published', 'ended')) = (published IS NOT NULL)),
  CHECK ((published IS NULL) = (published_by IS NULL)),
  CHECK ((published IS NULL) = (number IS NULL)),
  CHECK ((published IS NULL) = (effective_from IS NULL)),
  CHECK ((published IS NULL) = (effective_until IS NULL)),
  CHECK (NOT published_by = ANY (authors)),
  CHECK ((state = 'ended') = (ended IS NOT NULL)),
  CHECK ((state = 'discarded') = (discarded_by IS NOT NULL)),
  CHECK (effective_until >= effective_from)
);
COMMENT ON TABLE corridors.bulletin IS 'Diversions of routes for a time: drafted by officers, published with a signature by another, ended early or run out.';
COMMENT ON COLUMN corridors.bulletin.says IS 'RFC 8785 text of what the fact that wrote it says.';
COMMENT ON COLUMN corridors.bulletin.published IS 'RFC 8785 text: the signed text, its signature and by which key, by whom and when.';
COMMENT ON COLUMN corridors.bulletin.effective_until IS 'As published, or when it was ended early: of a reading of then or later it says nothing.';
CREATE INDEX bulletin_waiting ON corridors.bulletin (changed_at) WHERE state = 'drafted';
CREATE INDEX bulletin_of_route ON corridors.bulletin (route, effective_until) WHERE number IS NOT NULL;

ALTER TABLE corridors.bulletin ENABLE ROW LEVEL SECURITY;
ALTER TABLE corridors.bulletin FORCE ROW LEVEL SECURITY;
-- What is published is for every driver's company to read; what is only drafted is the officers'.
CREATE POLICY all_read_published ON corridors.bulletin FOR SELECT TO lakiri_app USING (number IS NOT NULL);
CREATE POLICY officers ON corridors.bulletin TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_reads ON corridors.bulletin FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY owner_all ON corridors.bulletin TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON corridors.bulletin TO lakiri_app; -- no DELETE
GRANT SELECT ON corridors.bulletin TO lakiri_intake;
