-- Facts are looked through newest first, without the one of each intake batch: those are by far the most,
-- and nobody looks for one by its type.
CREATE INDEX fact_told ON fact.fact (id DESC) WHERE type <> 'frames-received';
