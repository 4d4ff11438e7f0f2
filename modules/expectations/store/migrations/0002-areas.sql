-- Incidents of a place: several trucks lost together, or more at one point than have room there.
ALTER TABLE expectations.incident DROP CONSTRAINT incident_kind_check;
ALTER TABLE expectations.incident ADD CONSTRAINT incident_kind_check
  CHECK (kind IN ('maker', 'feed', 'area', 'point'));
COMMENT ON TABLE expectations.incident IS 'What befell many seals at once: their facts folded.';

CREATE TABLE expectations.area_rule (
  version integer PRIMARY KEY CHECK (version > 0),
  params text NOT NULL,
  effective_from timestamptz NOT NULL UNIQUE,
  basis text NOT NULL CHECK (basis IN ('configuration', 'regulation')),
  source text NOT NULL CHECK (source <> '')
);
COMMENT ON TABLE expectations.area_rule IS 'When several trucks count as jammed together, or as one crowd, each version in force from a day on; only grows.';
GRANT SELECT ON expectations.area_rule TO lakiri_app, lakiri_intake;
INSERT INTO expectations.area_rule VALUES
  (1, '{"lostMin":3,"nearKm":5,"withinMin":10,"lostSharePct":60,"pointM":5,"drivingMin":4,"standingMin":6,"drivingKmh":15,"apartS":20}',
   'epoch', 'configuration', 'defaults; no field data exists');
