-- Devices that prove what they say, as the dialect's specification has them. What a device may be trusted with is
-- still no more than its registered key is good for.
INSERT INTO seals.model (model, dialect, maker, id)
  VALUES ('lakiri-reference', 'lakiri', 'Lakiri', md5('lakiri model lakiri-reference')::uuid);
INSERT INTO seals.model_version (model, version, effective_from, report_interval_s, drain_pct_per_hour, tier_max,
  basis, source)
  VALUES ('lakiri-reference', 1, 'epoch', 60, 0.4, 3, 'manual',
    'the dialect''s SPEC.md: records signed in the secure element; interval and drain assumed');
