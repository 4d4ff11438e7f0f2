-- Stretches of a route where the network is known not to reach.
CREATE TABLE corridors.dead_zone (
  id uuid PRIMARY KEY,
  route text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  from_km double precision NOT NULL CHECK (from_km >= 0),
  to_km double precision NOT NULL CHECK (to_km > from_km),
  excused_min integer NOT NULL CHECK (excused_min BETWEEN 1 AND 1440),
  effective_from timestamptz NOT NULL,
  effective_until timestamptz NOT NULL DEFAULT 'infinity',
  source text NOT NULL CHECK (source <> '')
);
COMMENT ON TABLE corridors.dead_zone IS 'Where a silence is excused, on a route and for a time, by whoever measured it. None is shipped: nobody has measured any for us.';
COMMENT ON COLUMN corridors.dead_zone.excused_min IS 'How long a truck may need to come out of it, in minutes.';
CREATE INDEX dead_zone_of_route ON corridors.dead_zone (route);
GRANT SELECT ON corridors.dead_zone TO lakiri_app, lakiri_intake, lakiri_sequencer; -- given by migration until a command for it exists
