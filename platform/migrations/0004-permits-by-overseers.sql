-- Nobody gives a permit to itself: only who oversees the node gives and ends them, and, while nobody
-- does, the first administration. Before, any party's transaction could have.
CREATE FUNCTION access.is_overseen() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog
  RETURN EXISTS (SELECT FROM access.permit WHERE subject IS NULL);

ALTER POLICY give ON access.permit
  WITH CHECK ((SELECT access.oversees()) OR NOT (SELECT access.is_overseen()));
ALTER POLICY ending ON access.permit
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
