-- Who is told of what, by which channel; and what was sent.
CREATE SCHEMA notices;
GRANT USAGE ON SCHEMA notices TO lakiri_app, lakiri_intake, lakiri_sequencer;

-- What tells of a node's facts reads them with the eyes of who oversees the node; nobody has signed in then.
CREATE FUNCTION notices.overseer() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog
  RETURN (SELECT party FROM access.permit WHERE subject IS NULL
    AND now() >= valid_from AND now() < valid_until ORDER BY valid_from, party LIMIT 1);
COMMENT ON FUNCTION notices.overseer() IS 'The party that oversees the node, for the sender of notices; null before there is one.';
REVOKE EXECUTE ON FUNCTION notices.overseer() FROM PUBLIC, lakiri_intake, lakiri_sequencer;
GRANT EXECUTE ON FUNCTION notices.overseer() TO lakiri_app;

CREATE TABLE notices.channel (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  party uuid NOT NULL,
  person uuid,
  kind text NOT NULL CHECK (kind IN ('webhook', 'email', 'sms', 'push')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  sealed bytea CHECK (octet_length(sealed) <= 8192),
  sealed_sha256 text NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'paused', 'removed')),
  added_at timestamptz NOT NULL,
  CONSTRAINT forgotten_when_removed CHECK ((sealed IS NULL) = (state = 'removed'))
);
COMMENT ON TABLE notices.channel IS 'Where a person or a party wants to be told: its facts folded.';
COMMENT ON COLUMN notices.channel.person IS 'Whose it is; null: the party''s own.';
COMMENT ON COLUMN notices.channel.sealed IS 'Address and keys, sealed under the node''s key (nonce, tag, text); gone when it is removed.';
CREATE INDEX channel_of_owner ON notices.channel (party, person);

CREATE TABLE notices.subscription (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  party uuid NOT NULL,
  person uuid,
  channel uuid NOT NULL REFERENCES notices.channel DEFERRABLE INITIALLY DEFERRED,
  wish text NOT NULL CHECK (octet_length(wish) <= 16384),
  state text NOT NULL CHECK (state IN ('active', 'ended')),
  made_at timestamptz NOT NULL
);
COMMENT ON TABLE notices.subscription IS 'What an owner wants to be told, and when not: its facts folded.';
COMMENT ON COLUMN notices.subscription.wish IS 'RFC 8785 text: language, topics, kinds, severities, scope, quiet hours.';
CREATE INDEX subscription_of_owner ON notices.subscription (party, person) WHERE state = 'active';
CREATE INDEX subscription_of_channel ON notices.subscription (channel) WHERE state = 'active';

CREATE TABLE notices.carrier (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  kind text NOT NULL UNIQUE CHECK (kind IN ('email', 'sms')),
  sealed bytea NOT NULL CHECK (octet_length(sealed) <= 16384),
  sealed_sha256 text NOT NULL,
  set_at timestamptz NOT NULL
);
COMMENT ON TABLE notices.carrier IS 'What carries letters and short messages for the node, sealed under its key.';

CREATE TABLE notices.delivery (
  id uuid PRIMARY KEY,
  party uuid NOT NULL,
  person uuid,
  channel uuid NOT NULL,
  subscription uuid,
  fact uuid,
  content text NOT NULL CHECK (octet_length(content) <= 8192),
  language text NOT NULL CHECK (language IN ('en', 'sw')),
  zone text,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'dead', 'withheld')),
  why text,
  made_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  ended_at timestamptz,
  CONSTRAINT told_once UNIQUE (subscription, fact),
  CONSTRAINT ended_in_an_end CHECK ((ended_at IS NULL) = (state = 'waiting'))
);
COMMENT ON TABLE notices.delivery IS 'One notice to one channel, and what became of it; forgotten after a while. Its id is the id of the message, however often it is sent.';
COMMENT ON COLUMN notices.delivery.due_at IS 'When it is tried next. Whoever tries it sets this to when another may, should it die.';
COMMENT ON COLUMN notices.delivery.tries IS 'Tries since it was made or sent again by hand.';
CREATE INDEX delivery_due ON notices.delivery (due_at) WHERE state = 'waiting';
CREATE INDEX delivery_waiting ON notices.delivery (channel, due_at) WHERE state = 'waiting';
CREATE INDEX delivery_of_owner ON notices.delivery (party, person, id DESC);
CREATE INDEX delivery_ended ON notices.delivery (ended_at) WHERE state <> 'waiting';

CREATE TABLE notices.attempt (
  delivery uuid NOT NULL REFERENCES notices.delivery ON DELETE CASCADE,
  n integer NOT NULL CHECK (n > 0),
  party uuid NOT NULL,
  begun_at timestamptz NOT NULL,
  outcome text,
  status integer,
  took_ms integer,
  PRIMARY KEY (delivery, n)
);
COMMENT ON TABLE notices.attempt IS 'Each try of a delivery; without an outcome: whoever tried died, and nobody knows whether it arrived.';

CREATE TABLE notices.reader (
  name text PRIMARY KEY,
  xid xid8 NOT NULL,
  ordinal bigint NOT NULL
);
COMMENT ON TABLE notices.reader IS 'Up to which fact notices were made. Moved in the transaction that makes them.';

ALTER TABLE notices.channel ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices.channel FORCE ROW LEVEL SECURITY;
ALTER TABLE notices.subscription ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices.subscription FORCE ROW LEVEL SECURITY;
ALTER TABLE notices.carrier ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices.carrier FORCE ROW LEVEL SECURITY;
ALTER TABLE notices.delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices.delivery FORCE ROW LEVEL SECURITY;
ALTER TABLE notices.attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices.attempt FORCE ROW LEVEL SECURITY;
ALTER TABLE notices.reader ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices.reader FORCE ROW LEVEL SECURITY;
-- A party's own; and all for the sender, which has the eyes of who oversees the node.
CREATE POLICY own ON notices.channel TO lakiri_app
  USING ((SELECT access.oversees()) OR party = (SELECT access.party()))
  WITH CHECK ((SELECT access.oversees()) OR party = (SELECT access.party()));
CREATE POLICY own ON notices.subscription TO lakiri_app
  USING ((SELECT access.oversees()) OR party = (SELECT access.party()))
  WITH CHECK ((SELECT access.oversees()) OR party = (SELECT access.party()));
CREATE POLICY own ON notices.delivery TO lakiri_app
  USING ((SELECT access.oversees()) OR party = (SELECT access.party()))
  WITH CHECK ((SELECT access.oversees()) OR party = (SELECT access.party()));
CREATE POLICY own ON notices.attempt TO lakiri_app
  USING ((SELECT access.oversees()) OR party = (SELECT access.party()))
  WITH CHECK ((SELECT access.oversees()) OR party = (SELECT access.party()));
-- Everybody may know whether the node has one; what it is opens with the node's key only.
CREATE POLICY known ON notices.carrier FOR SELECT TO lakiri_app USING (true);
CREATE POLICY overseer_adds ON notices.carrier FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()));
CREATE POLICY overseer_sets ON notices.carrier FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY sender ON notices.reader TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY owner_reads ON notices.channel FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON notices.subscription FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON notices.carrier FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON notices.delivery FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON notices.attempt FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON notices.channel, notices.subscription, notices.carrier TO lakiri_app;
-- What a channel is and whose never changes; nobody deletes one.
GRANT UPDATE (version, sealed, sealed_sha256, state) ON notices.channel TO lakiri_app;
GRANT UPDATE (version, channel, wish, state) ON notices.subscription TO lakiri_app;
GRANT UPDATE (version, sealed, sealed_sha256, set_at) ON notices.carrier TO lakiri_app;
GRANT SELECT, INSERT, DELETE ON notices.delivery, notices.attempt TO lakiri_app;
GRANT UPDATE (state, why, due_at, tries, attempts, ended_at) ON notices.delivery TO lakiri_app;
GRANT UPDATE (outcome, status, took_ms) ON notices.attempt TO lakiri_app;
GRANT SELECT, INSERT ON notices.reader TO lakiri_app;
GRANT UPDATE (xid, ordinal) ON notices.reader TO lakiri_app;
