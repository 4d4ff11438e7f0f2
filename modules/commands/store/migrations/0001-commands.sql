-- What is ordered of seals, and the passwords that some seals want with an order.
CREATE SCHEMA commands;
GRANT USAGE ON SCHEMA commands TO lakiri_app, lakiri_intake, lakiri_sequencer;

CREATE TABLE commands.command (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seal uuid NOT NULL,
  word text NOT NULL CHECK (word IN ('unlock', 'lock', 'locate', 'set-interval')),
  interval_s integer CHECK ((word = 'set-interval') = (interval_s IS NOT NULL)),
  journey uuid,
  requested_by uuid NOT NULL,
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > requested_at),
  reason_sha256 text NOT NULL,
  override_sha256 text,
  state text NOT NULL CHECK (state IN ('requested', 'approved', 'recorded', 'sent', 'acknowledged',
    'confirmed', 'refused', 'uncertain', 'expired', 'cancelled')),
  approved_by uuid,
  approved_at timestamptz,
  dispatch text,
  sent_at timestamptz,
  acked_at timestamptz,
  ended_at timestamptz,
  why text,
  CONSTRAINT opening_has_two_officers CHECK (word <> 'unlock' OR approved_at IS NULL
    OR (approved_by IS NOT NULL AND approved_by <> requested_by)),
  CONSTRAINT recorded_only_approved CHECK (dispatch IS NULL OR approved_at IS NOT NULL),
  CONSTRAINT sent_only_recorded CHECK (sent_at IS NULL OR dispatch IS NOT NULL),
  CONSTRAINT answered_only_sent CHECK (acked_at IS NULL OR sent_at IS NOT NULL),
  CONSTRAINT ended_for_a_reason CHECK ((ended_at IS NULL) = (why IS NULL)),
  CONSTRAINT ended_in_an_end CHECK ((ended_at IS NULL) =
    (state IN ('requested', 'approved', 'recorded', 'sent', 'acknowledged')))
);
COMMENT ON TABLE commands.command IS 'One thing asked of one seal, once: its facts folded.';
COMMENT ON COLUMN commands.command.dispatch IS 'JSON: when, by which gateway and after which version of the seal it was recorded, before anything was sent.';
CREATE UNIQUE INDEX command_in_flight ON commands.command (seal, word) WHERE ended_at IS NULL;
COMMENT ON INDEX commands.command_in_flight IS 'One at a time: answers of most devices carry no serial.';
CREATE INDEX command_newest ON commands.command (requested_at DESC, id DESC);
CREATE INDEX command_of_seal ON commands.command (seal, requested_at DESC, id DESC);
CREATE INDEX command_open ON commands.command (expires_at) WHERE ended_at IS NULL;
CREATE INDEX command_doubted ON commands.command (ended_at) WHERE state = 'uncertain';

ALTER TABLE commands.command ENABLE ROW LEVEL SECURITY;
ALTER TABLE commands.command FORCE ROW LEVEL SECURITY;
CREATE POLICY overseer_reads ON commands.command FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()));
CREATE POLICY overseer_asks ON commands.command FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()));
CREATE POLICY overseer_acts ON commands.command FOR UPDATE TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY intake_reads ON commands.command FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY intake_acts ON commands.command FOR UPDATE TO lakiri_intake
  USING (true) WITH CHECK (true);
CREATE POLICY sequencer_reads ON commands.command FOR SELECT TO lakiri_sequencer USING (true);
CREATE POLICY owner_reads ON commands.command FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON commands.command TO lakiri_app;
GRANT SELECT ON commands.command TO lakiri_intake, lakiri_sequencer;
-- What was asked never changes, and nobody deletes. Approving is people's, sending the gateway's.
GRANT UPDATE (version, changed, state, approved_by, approved_at, dispatch, sent_at, acked_at,
  ended_at, why) ON commands.command TO lakiri_app, lakiri_intake;

CREATE TABLE commands.password (
  id uuid PRIMARY KEY,
  seal uuid NOT NULL,
  set_at timestamptz NOT NULL,
  sealed bytea NOT NULL CHECK (octet_length(sealed) <= 100),
  sealed_sha256 text NOT NULL
);
COMMENT ON TABLE commands.password IS 'Passwords of seals, each sealed under the node''s key (nonce, tag, text); the newest of a seal holds.';
CREATE INDEX password_newest ON commands.password (seal, set_at DESC, id DESC);
ALTER TABLE commands.password ENABLE ROW LEVEL SECURITY;
ALTER TABLE commands.password FORCE ROW LEVEL SECURITY;
CREATE POLICY overseer_sets ON commands.password FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()));
CREATE POLICY overseer_knows ON commands.password FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()));
CREATE POLICY intake_reads ON commands.password FOR SELECT TO lakiri_intake USING (true);
CREATE POLICY owner_reads ON commands.password FOR SELECT TO CURRENT_USER USING (true);
GRANT INSERT ON commands.password TO lakiri_app;
-- That one is set may be known to the server; the sealed bytes only to who sends.
GRANT SELECT (id, seal, set_at, sealed_sha256) ON commands.password TO lakiri_app;
GRANT SELECT ON commands.password TO lakiri_intake;

CREATE TABLE commands.told_password (
  seal uuid PRIMARY KEY,
  told_at timestamptz NOT NULL,
  sealed bytea NOT NULL CHECK (octet_length(sealed) <= 100)
);
COMMENT ON TABLE commands.told_password IS 'The newest password that a seal made for itself and told; its frame is the evidence.';
ALTER TABLE commands.told_password ENABLE ROW LEVEL SECURITY;
ALTER TABLE commands.told_password FORCE ROW LEVEL SECURITY;
CREATE POLICY overseer_knows ON commands.told_password FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()));
CREATE POLICY intake_all ON commands.told_password TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY owner_reads ON commands.told_password FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT (seal, told_at) ON commands.told_password TO lakiri_app;
GRANT SELECT, INSERT, UPDATE ON commands.told_password TO lakiri_intake;
