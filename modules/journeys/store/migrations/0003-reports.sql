-- What an officer reports of a truck beside accident and theft: what its driver said, and a seal on it that is not the one fitted.
ALTER TABLE journeys.exception DROP CONSTRAINT exception_kind_check,
  ADD CONSTRAINT exception_kind_check CHECK (kind IN ('breakdown', 'accident', 'transload', 'driver-change', 'route-change',
    'theft', 'driver-report', 'seal-mismatch', 'escort', 'convoy', 'mechanical-seal', 'reseal'));
INSERT INTO journeys.exception_rule (kind, effective_from, roles, stop_min_default, stop_min_max, source) VALUES
  ('driver-report', 'epoch', '{officer,supervisor,station,admin}', NULL, NULL, 'whoever the driver calls'),
  ('seal-mismatch', 'epoch', '{officer,supervisor,station,admin}', NULL, NULL, 'whoever reads the number on the truck');
