-- An order to open that nobody could prove is told to people.
INSERT INTO alarms.rule_version (kind, version, severity, ack_due_s, params, effective_from, basis, source) VALUES
  ('opening-uncertain', 1, 2, 300, '{}', 'epoch', 'configuration', 'default of the alarm catalogue');
