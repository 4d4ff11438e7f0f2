-- Where a fact stands among the others, and when it was recorded, is for the database to say: one that was put
-- before the last fact of the log by its transaction's number would never come into the log.
REVOKE INSERT ON fact.fact FROM lakiri_app, lakiri_intake;
GRANT INSERT (id, origin, subject_kind, subject, subject_version, type, schema_version, occurred_at, received_at, actor,
  authority, causes, body) ON fact.fact TO lakiri_app, lakiri_intake; -- not xid, ordinal, recorded_at
