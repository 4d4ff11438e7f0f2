-- Versions that people made stand beside those that a release ships: with a condition, with overrides of their own, and
-- withdrawn where they were taken back before they held.
ALTER TABLE alarms.rule_version
  ADD COLUMN condition text CHECK (octet_length(condition) <= 2000),
  ADD COLUMN made boolean NOT NULL DEFAULT false,
  ADD COLUMN withdrawn boolean NOT NULL DEFAULT false CHECK (made OR NOT withdrawn);
COMMENT ON COLUMN alarms.rule_version.condition IS 'CEL: raised only where it holds; null: always.';
COMMENT ON COLUMN alarms.rule_version.made IS 'By a fact of people; otherwise this release''s.';
COMMENT ON COLUMN alarms.rule_version.withdrawn IS 'Taken back before it held: it never judged anything.';
-- Another may be made for the time of one that was withdrawn.
ALTER TABLE alarms.rule_version DROP CONSTRAINT rule_version_kind_effective_from_key;
CREATE UNIQUE INDEX rule_version_from ON alarms.rule_version (kind, effective_from) WHERE NOT withdrawn;

ALTER TABLE alarms.rule_override ADD COLUMN rule_version integer NOT NULL DEFAULT 0 CHECK (rule_version >= 0);
COMMENT ON COLUMN alarms.rule_override.rule_version IS 'The made version that it is of: it holds while that does. 0: this release''s, until the first made version.';
ALTER TABLE alarms.rule_override DROP CONSTRAINT rule_override_pkey;
ALTER TABLE alarms.rule_override ADD PRIMARY KEY (kind, rule_version, name);

GRANT INSERT ON alarms.rule_version, alarms.rule_override TO lakiri_app;
GRANT UPDATE (withdrawn) ON alarms.rule_version TO lakiri_app;
