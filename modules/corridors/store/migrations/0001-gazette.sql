-- The gazette: places and routes, each as a row of versions. Gazettes are public: no party owns
-- them, so there is no row-level security here. Nothing is ever changed or taken back; a change
-- is a new version with a later date.
CREATE SCHEMA corridors;
GRANT USAGE ON SCHEMA corridors TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE corridors.place_version (
  subject uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  id text NOT NULL,
  effective_from timestamptz NOT NULL,
  content text NOT NULL CHECK (octet_length(content) <= 60000),
  PRIMARY KEY (subject, version),
  UNIQUE (id, version)
);
COMMENT ON TABLE corridors.place_version IS 'Places and their fences, as gazetted from a date on. Only grows.';
COMMENT ON COLUMN corridors.place_version.content IS 'RFC 8785 text of what the fact that published it says.';
GRANT SELECT, INSERT ON corridors.place_version TO lakiri_app; -- no UPDATE, no DELETE
GRANT SELECT ON corridors.place_version TO lakiri_intake, lakiri_sequencer;

CREATE TABLE corridors.route_version (
  subject uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  id text NOT NULL,
  effective_from timestamptz NOT NULL,
  content text NOT NULL CHECK (octet_length(content) <= 60000),
  PRIMARY KEY (subject, version),
  UNIQUE (id, version)
);
COMMENT ON TABLE corridors.route_version IS 'Routes as gazetted from a date on, with whole copies of their places. Only grows.';
COMMENT ON COLUMN corridors.route_version.content IS 'RFC 8785 text of what the fact that published it says.';
GRANT SELECT, INSERT ON corridors.route_version TO lakiri_app; -- no UPDATE, no DELETE
GRANT SELECT ON corridors.route_version TO lakiri_intake, lakiri_sequencer;
