-- Who oversees a node sees whom its subjects were shown to, and so can end a permit: an UPDATE finds
-- only the rows that its party may read.
CREATE POLICY overseer_reads ON access.permit FOR SELECT TO lakiri_app
  USING ((SELECT access.oversees()));
