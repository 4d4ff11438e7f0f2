-- When trucks passed the marks of their routes: from what earlier ones took, the arrival of others is expected.
CREATE TABLE journeys.passage (
  journey uuid NOT NULL, -- no reference: what is forgotten by itself stands in the way of nothing
  mark smallint NOT NULL CHECK (mark >= 0),
  route text NOT NULL CHECK (route <> ''),
  at timestamptz NOT NULL,
  PRIMARY KEY (journey, mark)
);
COMMENT ON TABLE journeys.passage IS 'When a truck first was within so many marks of the end of its route, by its seal''s own fix; forgotten with its use.';
COMMENT ON COLUMN journeys.passage.mark IS 'Marks of ten kilometres still to go.';
CREATE INDEX passage_of_route ON journeys.passage (route, mark, at DESC);
CREATE INDEX passage_by_age ON journeys.passage (at);
CREATE INDEX journey_by_arrival ON journeys.journey (arrived_at) WHERE arrived_at IS NOT NULL;

ALTER TABLE journeys.passage ENABLE ROW LEVEL SECURITY;
ALTER TABLE journeys.passage FORCE ROW LEVEL SECURITY;
CREATE POLICY party_reads ON journeys.passage FOR SELECT TO lakiri_app
  USING (journey IN (SELECT id FROM journeys.journey));
CREATE POLICY intake_all ON journeys.passage TO lakiri_intake USING (true) WITH CHECK (true);
CREATE POLICY owner_reads ON journeys.passage FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT ON journeys.passage TO lakiri_app;
GRANT SELECT, INSERT, DELETE ON journeys.passage TO lakiri_intake;

-- How long others took is told to whoever asks for an arrival; whose journeys those were is not.
CREATE FUNCTION journeys.onward_ms(of_route text, of_mark smallint, since timestamptz, journeys_max integer)
  RETURNS double precision[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(array_agg(took), '{}') FROM (
    SELECT 1000 * extract(epoch FROM j.arrived_at - p.at)::double precision AS took
    FROM journeys.passage p JOIN journeys.journey j ON j.id = p.journey
    WHERE p.route = of_route AND p.mark = of_mark AND p.at >= since AND j.arrived_at > p.at
    ORDER BY p.at DESC LIMIT journeys_max) those
$$;
COMMENT ON FUNCTION journeys.onward_ms IS 'Of the last journeys that passed a mark of a route and arrived: milliseconds from there to the arrival.';
REVOKE ALL ON FUNCTION journeys.onward_ms FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journeys.onward_ms TO lakiri_app;

CREATE TABLE journeys.usual_pace (
  route text NOT NULL,
  fast_kmh real NOT NULL,
  middle_kmh real NOT NULL,
  slow_kmh real NOT NULL CHECK (slow_kmh > 0),
  effective_from timestamptz NOT NULL,
  basis text NOT NULL CHECK (basis IN ('configuration', 'regulation')),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (route, effective_from),
  CHECK (fast_kmh >= middle_kmh AND middle_kmh >= slow_kmh)
);
COMMENT ON TABLE journeys.usual_pace IS 'How fast trucks get on with stops and nights, while no journeys are known that passed here; '''' is any route without rows of its own.';
INSERT INTO journeys.usual_pace VALUES
  ('', 14.4, 7.1, 6.5, 'epoch', 'configuration', 'Mombasa–Malaba, 863 km of our line: 111–132 h observed in December 2020 and a target of 60 h, as reported by FEAFFA; assumed for all routes');
GRANT SELECT ON journeys.usual_pace TO lakiri_app;
