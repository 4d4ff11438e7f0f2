-- The log of this node: which fact stands at which index, and the newest checkpoint. The tiles, bundles and
-- the checkpoint file are made from this and from the facts; they can be made again at any time.
CREATE SCHEMA evidence;
GRANT USAGE ON SCHEMA evidence TO lakiri_app, lakiri_sequencer;

CREATE TABLE evidence.log (
  name text PRIMARY KEY CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  origin text NOT NULL,
  vkey text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE evidence.log IS 'A log and the key that signs it, from its first start on. Never changed.';

CREATE TABLE evidence.head (
  log text PRIMARY KEY REFERENCES evidence.log,
  size bigint NOT NULL CHECK (size BETWEEN 0 AND 9007199254740991),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  range bytea NOT NULL CHECK (octet_length(range) % 32 = 0),
  after_xid xid8 NOT NULL,
  after_ordinal bigint NOT NULL,
  checkpoint text NOT NULL,
  integrated_at timestamptz NOT NULL
);
COMMENT ON TABLE evidence.head IS 'How far a log is. Changed only by comparing size and root, so that two sequencers make one log.';
COMMENT ON COLUMN evidence.head.range IS 'RFC 6962 roots of the perfect subtrees of the first size entries, the largest first.';
COMMENT ON COLUMN evidence.head.after_xid IS 'With after_ordinal: the last fact that is in the log.';
COMMENT ON COLUMN evidence.head.checkpoint IS 'The signed note of this size and root, as it is published.';

CREATE TABLE evidence.entry (
  log text NOT NULL REFERENCES evidence.log,
  index bigint NOT NULL CHECK (index >= 0),
  fact uuid NOT NULL UNIQUE,
  ordinal bigint NOT NULL,
  PRIMARY KEY (log, index)
);
COMMENT ON TABLE evidence.entry IS 'Which fact is the entry at an index. Only grows, in the transaction that moves the head.';

CREATE TABLE evidence.cosignature (
  log text NOT NULL REFERENCES evidence.log,
  size bigint NOT NULL CHECK (size >= 0),
  witness text NOT NULL,
  line text NOT NULL,
  checkpoint text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (log, size, witness)
);
COMMENT ON TABLE evidence.cosignature IS 'What witnesses signed: their line, and the checkpoint it stands under.';

GRANT SELECT ON evidence.log, evidence.head, evidence.entry, evidence.cosignature TO lakiri_app;
GRANT SELECT, INSERT ON evidence.log, evidence.head, evidence.entry, evidence.cosignature TO lakiri_sequencer;
GRANT UPDATE ON evidence.head TO lakiri_sequencer; -- nothing else is ever changed, and nothing deleted

-- An entry is visible where its fact is; log, head and cosignatures are public.
ALTER TABLE evidence.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence.entry FORCE ROW LEVEL SECURITY;
CREATE POLICY with_its_fact ON evidence.entry FOR SELECT TO lakiri_app
  USING (EXISTS (SELECT FROM fact.fact f WHERE f.id = entry.fact));
CREATE POLICY sequencer_reads ON evidence.entry FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY sequencer_appends ON evidence.entry FOR INSERT TO lakiri_sequencer WITH CHECK (true);
CREATE POLICY owner_reads ON evidence.entry FOR SELECT TO CURRENT_USER USING (true);
