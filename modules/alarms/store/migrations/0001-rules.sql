-- The rules that raise alarms, as dated data.
CREATE SCHEMA alarms;
GRANT USAGE ON SCHEMA alarms TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE alarms.rule_version (
  kind text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  severity smallint NOT NULL CHECK (severity BETWEEN 1 AND 4),
  ack_due_s integer NOT NULL CHECK (ack_due_s > 0),
  params text NOT NULL,
  effective_from timestamptz NOT NULL,
  basis text NOT NULL CHECK (basis IN ('configuration', 'regulation')),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (kind, version),
  UNIQUE (kind, effective_from)
);
COMMENT ON TABLE alarms.rule_version IS 'Versions of rules, each in force from a day on; only grows. Alarms name the version that fired them.';
COMMENT ON COLUMN alarms.rule_version.params IS 'JSON; each name carries its unit.';
COMMENT ON COLUMN alarms.rule_version.ack_due_s IS 'How soon somebody must take a case of this rule.';
GRANT SELECT ON alarms.rule_version TO lakiri_app, lakiri_intake; -- changed by migration until a command for it exists

INSERT INTO alarms.rule_version (kind, version, severity, ack_due_s, params, effective_from, basis, source) VALUES
  ('seal-cut', 1, 1, 60, '{}', 'epoch', 'configuration', 'default of the alarm catalogue'),
  ('opened-no-order', 1, 1, 60, '{}', 'epoch', 'configuration', 'default of the alarm catalogue'),
  ('cover-opened', 1, 1, 60, '{}', 'epoch', 'configuration', 'default of the alarm catalogue'),
  ('unlock-refused', 1, 2, 300, '{"attemptsMin":3,"windowMin":30}', 'epoch', 'configuration',
   'Jointech P45 wrong-password count; number is a default'),
  ('off-route', 1, 2, 300,
   '{"fixesMin":2,"outsideS":120,"backWithinPct":80,"backFixes":2,"lateWindowMin":10}', 'epoch',
   'configuration', 'default of the alarm catalogue'),
  ('long-stop', 1, 3, 1800,
   '{"dayMin":30,"nightMin":15,"nightFromH":19,"nightUntilH":6,"utcOffsetMin":180,"anchorRadiusM":200,"slowKmh":5}',
   'epoch', 'configuration', 'default of the alarm catalogue'),
  ('silent', 1, 3, 1800, '{"intervals":2,"graceMin":10}', 'epoch', 'configuration',
   'default of the alarm catalogue'),
  ('battery-short', 1, 4, 86400, '{"paceKmh":25,"reservePct":10,"recoverPct":5}', 'epoch',
   'configuration', 'default of the alarm catalogue');
