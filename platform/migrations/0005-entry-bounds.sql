-- An entry of the log holds a whole fact in at most 65,535 bytes: its length is a uint16. The body has
-- 60,000 of them (0002); these bounds leave the envelope below 5,535 even where every character is
-- escaped with six bytes.
ALTER TABLE fact.fact
  ADD CONSTRAINT entry_origin CHECK (octet_length(origin) <= 63),
  ADD CONSTRAINT entry_subject_kind CHECK (octet_length(subject_kind) <= 63),
  ADD CONSTRAINT entry_type CHECK (octet_length(type) <= 63),
  ADD CONSTRAINT entry_actor CHECK (octet_length(actor) <= 128),
  ADD CONSTRAINT entry_authority CHECK (octet_length(authority) <= 256),
  ADD CONSTRAINT entry_causes CHECK (cardinality(causes) <= 32 AND array_position(causes, NULL) IS NULL),
  -- Times stand in an entry with four digits of the year.
  ADD CONSTRAINT entry_times CHECK (
    occurred_at >= '0001-01-01 00:00:00+00' AND occurred_at < '10000-01-01 00:00:00+00'
    AND received_at >= '0001-01-01 00:00:00+00' AND received_at < '10000-01-01 00:00:00+00');

-- The sequencer's word about the transactions of this cluster; see platform/read-facts.ts.
COMMENT ON COLUMN fact.fact.xid IS 'The transaction that recorded it; with the ordinal, the order of the log. Means nothing in another cluster.';
