-- Everything that happens is a fact: appended, never changed. The log (a later module) sequences
-- them; `xid` lets a reader stop below the oldest transaction still open, since neither ids nor
-- ordinals commit in order.
CREATE SCHEMA fact;
GRANT USAGE ON SCHEMA fact TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE fact.fact (
  id uuid PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  ordinal bigint GENERATED ALWAYS AS IDENTITY,
  origin text NOT NULL,
  subject_kind text NOT NULL,
  subject uuid NOT NULL,
  subject_version integer NOT NULL CHECK (subject_version > 0),
  type text NOT NULL,
  schema_version smallint NOT NULL CHECK (schema_version > 0),
  occurred_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  authority text,
  causes uuid[] NOT NULL DEFAULT '{}',
  body text NOT NULL CHECK (octet_length(body) <= 60000),
  UNIQUE (subject, subject_version)
);
COMMENT ON TABLE fact.fact IS 'What happened, as said, when, by whom, on whose authority. Only grows.';
COMMENT ON COLUMN fact.fact.body IS 'Exact RFC 8785 text, never jsonb; an entry of the log is at most 65,535 bytes with its envelope.';
COMMENT ON COLUMN fact.fact.subject_version IS 'The version of the subject that this fact made.';
CREATE INDEX fact_in_order ON fact.fact (xid, ordinal);

ALTER TABLE fact.fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE fact.fact FORCE ROW LEVEL SECURITY;
CREATE POLICY party_reads ON fact.fact FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR access.sees(subject, occurred_at));
CREATE POLICY app_appends ON fact.fact FOR INSERT TO lakiri_app WITH CHECK (true);
CREATE POLICY intake_reads ON fact.fact FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY intake_appends ON fact.fact FOR INSERT TO lakiri_intake WITH CHECK (true);
CREATE POLICY sequencer_reads ON fact.fact FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON fact.fact FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON fact.fact TO lakiri_app, lakiri_intake; -- no UPDATE, no DELETE
GRANT SELECT ON fact.fact TO lakiri_sequencer;

CREATE TABLE fact.command_key (
  actor text NOT NULL,
  key uuid NOT NULL,
  request_sha256 bytea NOT NULL,
  result text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (actor, key)
);
COMMENT ON TABLE fact.command_key IS 'Commands already done, so that a repeated one answers the same and does nothing.';
GRANT SELECT, INSERT ON fact.command_key TO lakiri_app;

-- Personal values beside the facts: a fact holds sha256(salt || value); forgetting the row leaves
-- the fact whole and the person unknown.
CREATE TABLE fact.personal (
  subject uuid NOT NULL,
  field text NOT NULL,
  salt bytea NOT NULL,
  value text NOT NULL,
  purpose text NOT NULL,
  forget_after timestamptz NOT NULL,
  PRIMARY KEY (subject, field)
);
COMMENT ON TABLE fact.personal IS 'Names, plates, phones: each with its purpose and its end.';
ALTER TABLE fact.personal ENABLE ROW LEVEL SECURITY;
ALTER TABLE fact.personal FORCE ROW LEVEL SECURITY;
CREATE POLICY party_reads ON fact.personal FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR access.sees(subject, now()));
CREATE POLICY app_writes ON fact.personal FOR INSERT TO lakiri_app WITH CHECK (true);
CREATE POLICY app_mends ON fact.personal FOR UPDATE TO lakiri_app USING (true);
CREATE POLICY app_forgets ON fact.personal FOR DELETE TO lakiri_app USING (forget_after <= now());
GRANT SELECT, INSERT, UPDATE, DELETE ON fact.personal TO lakiri_app;
