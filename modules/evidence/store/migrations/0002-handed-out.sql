-- What was handed out as evidence, when outsiders vouched for the time, and when this node ran.
CREATE TABLE evidence.export (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  subject_kind text NOT NULL CHECK (subject_kind IN ('journey', 'case', 'fact')),
  subject uuid NOT NULL,
  exported_by uuid NOT NULL,
  exported_at timestamptz NOT NULL,
  log text NOT NULL REFERENCES evidence.log,
  size bigint NOT NULL CHECK (size > 0),
  checkpoint text NOT NULL,
  policy text,
  stamps uuid[] NOT NULL,
  tool text NOT NULL,
  manifest_sha256 text NOT NULL CHECK (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  files integer NOT NULL CHECK (files > 0),
  bytes bigint NOT NULL CHECK (bytes > 0)
);
COMMENT ON TABLE evidence.export IS 'An evidence bundle: all choices that make its bytes, so that it can be made again.';
COMMENT ON COLUMN evidence.export.checkpoint IS 'The note with the cosignatures it had; its SHA-256 is in the fact.';
COMMENT ON COLUMN evidence.export.version IS 'Raised by each fact: the export itself, and each asking for its file.';
CREATE INDEX export_of_subject ON evidence.export (subject, id);

ALTER TABLE evidence.export ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence.export FORCE ROW LEVEL SECURITY;
CREATE POLICY overseer_all ON evidence.export TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY owner_reads ON evidence.export FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE (version) ON evidence.export TO lakiri_app; -- what was handed out never changes

CREATE TABLE evidence.time_stamp (
  id uuid PRIMARY KEY,
  log text NOT NULL REFERENCES evidence.log,
  size bigint NOT NULL CHECK (size > 0),
  checkpoint text NOT NULL,
  reply bytea NOT NULL CHECK (octet_length(reply) BETWEEN 1 AND 65536),
  stamped_at timestamptz NOT NULL,
  authority text NOT NULL,
  trusted_pem text
);
COMMENT ON TABLE evidence.time_stamp IS 'RFC 3161 replies over checkpoints: each covers every entry below its size. Only grows.';
COMMENT ON COLUMN evidence.time_stamp.trusted_pem IS 'The certificates that the operator trusted then; null where none was named.';
CREATE INDEX time_stamp_newest ON evidence.time_stamp (log, size DESC, id DESC);
GRANT SELECT, INSERT ON evidence.time_stamp TO lakiri_app; -- no UPDATE, no DELETE

CREATE TABLE evidence.run (
  id uuid PRIMARY KEY,
  origin text NOT NULL,
  process text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  started_at timestamptz NOT NULL,
  alive_at timestamptz NOT NULL CHECK (alive_at >= started_at),
  ended_at timestamptz
);
COMMENT ON TABLE evidence.run IS 'One run of a process, with its last sign of life. What is known of it for certain is in its facts.';
CREATE INDEX run_open ON evidence.run (origin, alive_at) WHERE ended_at IS NULL;
CREATE INDEX run_started ON evidence.run (started_at);
GRANT SELECT, INSERT, UPDATE (version, alive_at, ended_at) ON evidence.run TO lakiri_app;
