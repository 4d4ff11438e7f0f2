-- Where cells of mobile networks are, by their versions.
CREATE TABLE trust.cell_place (
  subject uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  cell text NOT NULL CHECK (length(cell) <= 40),
  effective_from timestamptz NOT NULL,
  lat double precision NOT NULL,
  lon double precision NOT NULL,
  radius_m double precision NOT NULL CHECK (radius_m > 0),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (subject, version),
  UNIQUE (cell, version)
);
COMMENT ON TABLE trust.cell_place IS 'Cells and how far they reach, as people say who know, from a date on. Only grows. None is shipped.';
GRANT SELECT, INSERT ON trust.cell_place TO lakiri_app; -- no UPDATE, no DELETE
GRANT SELECT ON trust.cell_place TO lakiri_intake, lakiri_sequencer;
