-- The catalogue of alarms for dry cargo, and what is laid over and beside its rules: overrides for a scope, places where
-- no truck may go, and who is in charge of customs where.
CREATE TABLE alarms.rule_override (
  kind text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  scope text NOT NULL CHECK (octet_length(scope) <= 1024),
  params text NOT NULL CHECK (octet_length(params) <= 1024),
  severity smallint CHECK (severity BETWEEN 1 AND 4),
  effective_from timestamptz NOT NULL,
  effective_until timestamptz NOT NULL DEFAULT 'infinity' CHECK (effective_until > effective_from),
  basis text NOT NULL CHECK (basis IN ('configuration', 'regulation')),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (kind, name)
);
COMMENT ON TABLE alarms.rule_override IS 'Numbers of a rule that are other on a route, in a place, at some hours or for a model; of those that apply the most specific wins, whole. Alarms name it.';
COMMENT ON COLUMN alarms.rule_override.scope IS 'JSON: place {name, lat, lon, radiusM}, route, hours {fromH, untilH, utcOffsetMin}, model; what it names must all hold.';
COMMENT ON COLUMN alarms.rule_override.params IS 'JSON; only the numbers that are other.';
GRANT SELECT ON alarms.rule_override TO lakiri_app, lakiri_intake; -- changed by migration until a command for it exists

CREATE TABLE alarms.forbidden_fence (
  id text PRIMARY KEY CHECK (id <> ''),
  name text NOT NULL CHECK (name <> ''),
  lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lon double precision NOT NULL CHECK (lon BETWEEN -180 AND 180),
  radius_m double precision NOT NULL CHECK (radius_m > 0 AND radius_m <= 20000),
  effective_from timestamptz NOT NULL,
  effective_until timestamptz NOT NULL DEFAULT 'infinity' CHECK (effective_until > effective_from),
  source text NOT NULL CHECK (source <> '')
);
COMMENT ON TABLE alarms.forbidden_fence IS 'Where no truck under control may go. None is shipped: whoever knows of one gives it.';
GRANT SELECT ON alarms.forbidden_fence TO lakiri_app, lakiri_intake; -- given by migration until a command for it exists

CREATE TABLE alarms.administration (
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  name text NOT NULL CHECK (name <> ''),
  effective_from timestamptz NOT NULL,
  effective_until timestamptz NOT NULL DEFAULT 'infinity' CHECK (effective_until > effective_from),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (country, effective_from)
);
COMMENT ON TABLE alarms.administration IS 'Who is in charge of customs in a country: an alarm names the one in whose territory its place lies.';
GRANT SELECT ON alarms.administration TO lakiri_app, lakiri_intake;

ALTER TABLE alarms.alarm
  ADD COLUMN rule_override text,
  ADD COLUMN jurisdiction text;
COMMENT ON COLUMN alarms.alarm.rule_override IS 'The override that was laid over the version; null: none.';
COMMENT ON COLUMN alarms.alarm.jurisdiction IS 'The administration in whose territory its place lies; null: nobody can say.';

GRANT UPDATE (severity, changed) ON alarms.case TO lakiri_intake; -- a further alarm may be graver, never lighter

INSERT INTO alarms.rule_version (kind, version, severity, ack_due_s, params, effective_from, basis, source) VALUES
  ('long-stop', 2, 3, 1800, '{"dayMin":30,"nightMin":15,"nightFromH":19,"nightUntilH":6,"utcOffsetMin":180,"anchorRadiusM":200,"slowKmh":5,"growMin":60,"growSeverity":2}', '2026-01-01T00:00:00.000Z',
   'configuration', 'default of the alarm catalogue; high at 60 min as in the rules editor’s example, assumed'),
  ('opened-outside', 1, 1, 60, '{"ageMin":30}', 'epoch',
   'configuration', 'alarm catalogue §1.5; number assumed'),
  ('device-removed', 1, 1, 60, '{"againMin":30}', 'epoch',
   'configuration', 'alarm catalogue §1.5 (Traccar removing); number assumed'),
  ('tractor-trailer-split', 1, 2, 300, '{"apartM":300,"holdMin":3,"togetherM":200,"alignS":120}', 'epoch',
   'configuration', 'alarm catalogue §1.5 (Jordan, Pakistan): 300 m for 3 min; the others assumed'),
  ('wrong-way', 1, 2, 300, '{"backKm":5,"startM":100,"recoverKm":1,"slowKmh":5}', 'epoch',
   'configuration', 'alarm catalogue §1.5 (Saudi): 5 km back; the others assumed'),
  ('forbidden-place', 1, 1, 60, '{"fixesMin":2,"leaveM":100}', 'epoch',
   'configuration', 'alarm catalogue §1.5 (Kenya, known dump zones); numbers assumed'),
  ('stop-overdue', 1, 3, 1800, '{"weighbridgeMin":120,"borderMin":1440,"restMin":720,"otherMin":1440,"slowKmh":5}', 'epoch',
   'configuration', 'alarm catalogue §1.5 (RRA, per point); numbers assumed: a night’s rest, a day at a border'),
  ('night-move', 1, 3, 1800, '{"on":0,"fromH":19,"untilH":6,"utcOffsetMin":180,"movingKmh":15,"holdMin":10}', 'epoch',
   'configuration', 'alarm catalogue §1.5 (ERC policy for tankers): off for dry cargo; numbers assumed'),
  ('trip-time', 1, 3, 1800, '{"warnH":24,"limitSeverity":2}', 'epoch',
   'configuration', 'alarm catalogue §1.5 (Saudi, Kuwait): a warning 24 h before the limit of the route'),
  ('transit-period', 1, 3, 1800, '{"warnDays":25,"limitDays":30,"limitSeverity":2}', 'epoch',
   'regulation', 'EACCM Regulations 2010, reg. 104: 30 days; day 25 for the warning assumed'),
  ('trip-distance', 1, 2, 300, '{"pctMax":115,"slackKm":25,"kmhMax":120}', 'epoch',
   'configuration', 'alarm catalogue §1.5 (Saudi): 115 %; the others assumed'),
  ('overspeed', 1, 4, 86400, '{"limitKmh":80,"easeKmh":5,"holdS":120,"gapMin":10}', 'epoch',
   'configuration', 'alarm catalogue §1.5: 80 km/h for trucks; the others assumed'),
  ('gps-lost', 1, 2, 300, '{"movingMin":15,"standingMin":60,"movingKmh":15,"movedKm":1}', 'epoch',
   'configuration', 'alarm catalogue §1.5; number assumed'),
  ('power-cut', 1, 3, 1800, '{"againMin":60}', 'epoch',
   'configuration', 'alarm catalogue §1.5; number assumed'),
  ('shock', 1, 4, 86400, '{"shocksMin":3,"windowMin":10,"againMin":60}', 'epoch',
   'configuration', 'alarm catalogue §1.5; number assumed'),
  ('temperature-out', 1, 3, 1800, '{"minC":-20,"maxC":70,"easeC":2,"holdMin":10}', 'epoch',
   'configuration', 'type-approval profile §3.2: −20 to +70 °C of the seal; a reefer’s own limits are an override'),
  ('humidity-out', 1, 4, 86400, '{"minPct":0,"maxPct":100,"easePct":5,"holdMin":30}', 'epoch',
   'configuration', 'no limit for dry cargo: a cargo’s own limits are an override'),
  ('seal-mismatch', 1, 1, 60, '{}', 'epoch',
   'configuration', 'alarm catalogue §1.5 (India): an officer’s act'),
  ('sos', 1, 1, 60, '{"againMin":10}', 'epoch',
   'configuration', 'alarm catalogue §1.5; number assumed'),
  ('accident', 1, 1, 60, '{"againMin":30}', 'epoch',
   'configuration', 'alarm catalogue §1.5; number assumed'),
  ('driver-report', 1, 2, 300, '{}', 'epoch',
   'configuration', 'alarm catalogue §1.5: an officer’s act'),
  ('stop-cluster', 1, 3, 1800, '{"trucksMin":5,"radiusM":300,"stoppedMin":15}', 'epoch',
   'configuration', 'alarm catalogue §1.5; number assumed');

INSERT INTO alarms.administration (country, name, effective_from, source) VALUES
  ('BI', 'OBR', 'epoch', 'the administrations’ own sites'),
  ('CD', 'DGDA', 'epoch', 'the administrations’ own sites'),
  ('ET', 'ECC', 'epoch', 'the administrations’ own sites'),
  ('KE', 'KRA', 'epoch', 'the administrations’ own sites'),
  ('RW', 'RRA', 'epoch', 'the administrations’ own sites'),
  ('SS', 'SSRA', 'epoch', 'the administrations’ own sites'),
  ('TZ', 'TRA', 'epoch', 'the administrations’ own sites'),
  ('UG', 'URA', 'epoch', 'the administrations’ own sites');
