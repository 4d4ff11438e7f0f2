-- The rules by which a seal's word is doubted: each asks a person to look, and accuses nobody.
INSERT INTO alarms.rule_version (kind, version, severity, ack_due_s, params, effective_from, basis, source) VALUES
  ('identity-doubted', 1, 2, 300,
   '{"turnsMin":2,"windowMin":15,"againMin":5,"againOlderMin":10,"trackTurnsMin":3}', 'epoch', 'configuration',
   'two devices under one id: numbers are defaults, tried on made-up tracks'),
  ('position-doubted', 1, 2, 300,
   '{"oddsMin":40,"jumpKmMin":2,"jumpKmhMin":200,"jumpOdds":40,"frozenKmhMin":15,"frozenFixesMin":5,"frozenOdds":40,"smoothM":0.5,"smoothFixesMin":8,"smoothOdds":40,"mismatchKmh":45,"mismatchFixesMin":3,"mismatchOdds":30,"odometerKmMin":3,"odometerOdds":40,"easeOdds":10}',
   'epoch', 'configuration', 'log-odds in tenths: defaults, tried on made-up tracks'),
  ('jamming-suspected', 1, 2, 300,
   '{"oddsMin":40,"movingKmhMin":15,"noSatelliteOdds":10,"fewSatellitesOdds":0,"unknownSatellitesOdds":5,"movedKmMin":1.5,"movedOdds":10}',
   'epoch', 'configuration', 'log-odds in tenths: defaults, tried on made-up tracks'),
  ('clock-jumped', 1, 3, 1800,
   '{"offMinS":600,"offMaxS":2592000,"steadyS":30,"apartMinS":20,"reportsMin":3}', 'epoch', 'configuration',
   'default of the alarm catalogue');
