-- How the rules that raise alarms came to be as they are: drafts, proposals, and trials on what was really said.
CREATE SCHEMA rules;
GRANT USAGE ON SCHEMA rules TO lakiri_app, lakiri_sequencer;

CREATE TABLE rules.rule (
  id uuid PRIMARY KEY,
  kind text NOT NULL UNIQUE CHECK (kind <> ''),
  version integer NOT NULL CHECK (version > 0),
  state text NOT NULL CHECK (octet_length(state) <= 1000000)
);
COMMENT ON TABLE rules.rule IS 'What people made of each kind of rule: its facts folded. A kind nobody has drafted has none.';
COMMENT ON COLUMN rules.rule.state IS 'JSON: the draft, and each made version with who, when and why. What is in force is read from alarms.rule_version.';

CREATE TABLE rules.back_test (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind <> ''),
  state text NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
  asked text NOT NULL CHECK (octet_length(asked) <= 100000),
  by_person uuid NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  progress text NOT NULL CHECK (octet_length(progress) <= 1000),
  fault text CHECK (length(fault) <= 400),
  result text CHECK (octet_length(result) <= 4000000),
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK ((state = 'done') = (result IS NOT NULL))
);
COMMENT ON TABLE rules.back_test IS 'Stored readings judged twice, by the rule in force and by a draft. Can be made again; proves nothing.';
COMMENT ON COLUMN rules.back_test.asked IS 'JSON: from, until, one journey in how many, the version in force, the draft and its content.';
CREATE INDEX back_test_newest ON rules.back_test (kind, started_at DESC);

CREATE TABLE rules.target (
  version integer PRIMARY KEY CHECK (version > 0),
  effective_from timestamptz NOT NULL UNIQUE,
  per_shift integer NOT NULL CHECK (per_shift > 0),
  shift_hours integer NOT NULL CHECK (shift_hours BETWEEN 1 AND 24),
  source text NOT NULL CHECK (source <> '')
);
COMMENT ON TABLE rules.target IS 'How many alarms of all kinds an operator is to have in a shift; dated data.';
INSERT INTO rules.target VALUES (1, 'epoch', 48, 8, 'EEMUA 191: about one alarm an operator in ten minutes, in eight hours');

ALTER TABLE rules.rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE rules.rule FORCE ROW LEVEL SECURITY;
ALTER TABLE rules.back_test ENABLE ROW LEVEL SECURITY;
ALTER TABLE rules.back_test FORCE ROW LEVEL SECURITY;
CREATE POLICY officers ON rules.rule TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY officers ON rules.back_test TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY owner_all ON rules.rule TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON rules.back_test TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON rules.rule, rules.back_test TO lakiri_app;
GRANT SELECT ON rules.target TO lakiri_app;
