-- Feeds of vendors: who may speak through them, by which keys, and how well they do.
CREATE SCHEMA feeds;
GRANT USAGE ON SCHEMA feeds TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE feeds.feed (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(name) <= 60),
  kind text NOT NULL CHECK (kind IN ('https', 'mqtt')),
  party uuid NOT NULL,
  makers text[] NOT NULL,
  expected_s integer NOT NULL CHECK (expected_s > 0),
  late_after_s integer NOT NULL CHECK (late_after_s > 0),
  broker text CHECK ((kind = 'mqtt') = (broker IS NOT NULL)),
  keys text NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'suspended')),
  registered_at timestamptz NOT NULL
);
COMMENT ON TABLE feeds.feed IS 'Each feed as it stands: its facts folded.';
COMMENT ON COLUMN feeds.feed.makers IS 'It may speak for the seals of these makers, besides those that its party owns.';
COMMENT ON COLUMN feeds.feed.broker IS 'RFC 8785 text of where the messages are; without the password.';
COMMENT ON COLUMN feeds.feed.keys IS 'RFC 8785 text: public keys with when each was added and revoked.';
ALTER TABLE feeds.feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE feeds.feed FORCE ROW LEVEL SECURITY;
CREATE POLICY party_sees ON feeds.feed FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR party = (SELECT access.party()));
CREATE POLICY officers_register ON feeds.feed FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()));
CREATE POLICY officers_act ON feeds.feed FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_reads ON feeds.feed FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY owner_reads ON feeds.feed FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE ON feeds.feed TO lakiri_app;
GRANT SELECT ON feeds.feed TO lakiri_intake;

CREATE TABLE feeds.batch (
  feed uuid NOT NULL,
  id text NOT NULL CHECK (length(id) <= 80),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  received_at timestamptz NOT NULL,
  outcomes text NOT NULL,
  PRIMARY KEY (feed, id)
);
COMMENT ON TABLE feeds.batch IS 'Batches that were answered, with their answers, so that one told again is answered the same.';
CREATE INDEX batch_oldest ON feeds.batch (received_at);
GRANT SELECT, INSERT, DELETE ON feeds.batch TO lakiri_intake;

CREATE TABLE feeds.nonce (
  feed uuid NOT NULL,
  nonce text NOT NULL CHECK (length(nonce) <= 100),
  until timestamptz NOT NULL,
  PRIMARY KEY (feed, nonce)
);
COMMENT ON TABLE feeds.nonce IS 'Signatures that were used, until they would have expired by themselves.';
CREATE INDEX nonce_until ON feeds.nonce (until);
GRANT SELECT, INSERT, DELETE ON feeds.nonce TO lakiri_intake;

CREATE TABLE feeds.health (
  feed uuid PRIMARY KEY,
  party uuid NOT NULL,
  state text NOT NULL
);
COMMENT ON TABLE feeds.health IS 'How well each feed does: counters of its operation.';
CREATE TABLE feeds.refusal (
  id uuid PRIMARY KEY,
  feed uuid NOT NULL,
  party uuid NOT NULL,
  at timestamptz NOT NULL,
  code text NOT NULL,
  detail text NOT NULL CHECK (length(detail) <= 300),
  peer text NOT NULL
);
COMMENT ON TABLE feeds.refusal IS 'The last refusals of each feed, for whoever has to mend it.';
CREATE INDEX refusal_newest ON feeds.refusal (feed, id DESC);
ALTER TABLE feeds.health ENABLE ROW LEVEL SECURITY;
ALTER TABLE feeds.health FORCE ROW LEVEL SECURITY;
ALTER TABLE feeds.refusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE feeds.refusal FORCE ROW LEVEL SECURITY;
CREATE POLICY party_sees ON feeds.health FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR party = (SELECT access.party()));
CREATE POLICY intake_all ON feeds.health TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY owner_reads ON feeds.health FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY party_sees ON feeds.refusal FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()) OR party = (SELECT access.party()));
CREATE POLICY intake_all ON feeds.refusal TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY owner_reads ON feeds.refusal FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT ON feeds.health, feeds.refusal TO lakiri_app;
GRANT SELECT, INSERT, UPDATE ON feeds.health TO lakiri_intake;
GRANT SELECT, INSERT, DELETE ON feeds.refusal TO lakiri_intake;

CREATE TABLE feeds.listener (
  feed uuid PRIMARY KEY,
  holder text NOT NULL,
  until timestamptz NOT NULL
);
COMMENT ON TABLE feeds.listener IS 'Which gateway listens to a broker for a feed: a lease, renewed while it does.';
GRANT SELECT, INSERT, UPDATE, DELETE ON feeds.listener TO lakiri_intake;
