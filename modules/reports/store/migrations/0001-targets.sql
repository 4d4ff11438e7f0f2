-- What reports hold figures against: dated, with whoever said so.
CREATE SCHEMA reports;
GRANT USAGE ON SCHEMA reports TO lakiri_app, lakiri_sequencer;

CREATE TABLE reports.alarm_target (
  version integer PRIMARY KEY CHECK (version > 0),
  per_slot integer NOT NULL CHECK (per_slot > 0),
  flood_per_slot integer NOT NULL CHECK (flood_per_slot >= per_slot),
  standing_h integer NOT NULL CHECK (standing_h > 0),
  chatter_per_hour integer NOT NULL CHECK (chatter_per_hour > 1),
  mix_pct real[] NOT NULL CHECK (cardinality(mix_pct) = 4),
  effective_from timestamptz NOT NULL UNIQUE,
  basis text NOT NULL CHECK (basis IN ('configuration', 'regulation')),
  source text NOT NULL CHECK (source <> '')
);
COMMENT ON TABLE reports.alarm_target IS 'What alarms should cost who watches, each version in force from a day on; only grows. A slot is ten minutes.';
COMMENT ON COLUMN reports.alarm_target.mix_pct IS 'Of a hundred cases, how many of severity 1, 2, 3 and 4.';
INSERT INTO reports.alarm_target VALUES
  (1, 1, 10, 24, 5, '{1,5,15,79}', 'epoch', 'configuration',
   'EEMUA 191 and ISA 18.2: one alarm a person in ten minutes, a flood from ten on, a day for standing, about 80/15/5 % with under 1 % critical; five an hour for chattering assumed');

CREATE TABLE reports.shift_hours (
  version integer PRIMARY KEY CHECK (version > 0),
  starts_h integer[] NOT NULL CHECK (cardinality(starts_h) BETWEEN 1 AND 6 AND 0 <= ALL (starts_h) AND 23 >= ALL (starts_h)),
  effective_from timestamptz NOT NULL UNIQUE,
  basis text NOT NULL CHECK (basis IN ('configuration', 'regulation')),
  source text NOT NULL CHECK (source <> '')
);
COMMENT ON TABLE reports.shift_hours IS 'At which local hours shifts begin, rising; each version in force from a day on.';
INSERT INTO reports.shift_hours VALUES
  (1, '{6,14,22}', 'epoch', 'configuration', 'three shifts of eight hours, assumed');

CREATE TABLE reports.corridor_target (
  route text NOT NULL CHECK (route <> ''),
  hours real NOT NULL CHECK (hours > 0),
  effective_from timestamptz NOT NULL,
  basis text NOT NULL CHECK (basis IN ('configuration', 'regulation')),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (route, effective_from)
);
COMMENT ON TABLE reports.corridor_target IS 'How long a truck should take from departure to arrival on a route; of a route''s rows the newest in force holds.';
INSERT INTO reports.corridor_target VALUES
  ('mombasa-malaba', 60, '2020-12-01T00:00:00+03', 'configuration', 'target of December 2020 for Mombasa–Malaba, as reported by FEAFFA (observed then: 111–132 h)'),
  ('mombasa-malaba-upper', 60, '2020-12-01T00:00:00+03', 'configuration', 'as Mombasa–Malaba: the same ends by another road'),
  ('mombasa-busia', 65, '2020-12-01T00:00:00+03', 'configuration', 'target of December 2020 for Mombasa–Busia, as reported by FEAFFA (observed then: 108–125 h)');

-- Figures that are promised are nobody's secret.
GRANT SELECT ON reports.alarm_target, reports.shift_hours, reports.corridor_target TO lakiri_app, lakiri_sequencer; -- changed by migration until a command for them exists
