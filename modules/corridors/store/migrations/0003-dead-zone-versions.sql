-- Dead zones by their versions, set and ended by people. The table before was filled by nobody.
DROP TABLE corridors.dead_zone;
CREATE TABLE corridors.dead_zone_version (
  subject uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  effective_from timestamptz NOT NULL,
  is_ended boolean NOT NULL,
  content text NOT NULL CHECK (octet_length(content) <= 8000),
  PRIMARY KEY (subject, version)
);
COMMENT ON TABLE corridors.dead_zone_version IS 'Where a silence is excused, and for how long, from a date on. Only grows. None is shipped: nobody has measured any for us.';
COMMENT ON COLUMN corridors.dead_zone_version.content IS 'RFC 8785 text of what the fact that set it says.';
GRANT SELECT, INSERT ON corridors.dead_zone_version TO lakiri_app; -- no UPDATE, no DELETE
GRANT SELECT ON corridors.dead_zone_version TO lakiri_intake, lakiri_sequencer;
