-- A model that no release knows is made by two people: one proposes it, another agrees.
ALTER TABLE seals.model ADD COLUMN made boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN seals.model.made IS 'By people, whose facts say it; all others are this release''s.';
CREATE UNIQUE INDEX model_named_once ON seals.model (lower(model));

ALTER TABLE seals.model ENABLE ROW LEVEL SECURITY;
ALTER TABLE seals.model FORCE ROW LEVEL SECURITY;
CREATE POLICY all_read ON seals.model FOR SELECT USING (true);
CREATE POLICY supervisors_make ON seals.model FOR INSERT TO lakiri_app
  WITH CHECK (made AND (SELECT access.oversees()));
CREATE POLICY owner_all ON seals.model TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT INSERT ON seals.model TO lakiri_app; -- no UPDATE, no DELETE: what seals are registered as stays

CREATE TABLE seals.model_draft (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  model text NOT NULL CHECK (length(model) BETWEEN 1 AND 40),
  dialect text NOT NULL,
  maker text NOT NULL,
  like_model text NOT NULL,
  said text NOT NULL CHECK (octet_length(said) <= 65536),
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'withdrawn')),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  why text,
  CONSTRAINT decided_wholly CHECK ((state = 'proposed') = (decided_by IS NULL)
    AND (decided_by IS NULL) = (decided_at IS NULL) AND (state = 'withdrawn') = (why IS NOT NULL)),
  CONSTRAINT approved_by_another CHECK (state <> 'approved' OR decided_by <> proposed_by)
);
COMMENT ON TABLE seals.model_draft IS 'Models that somebody proposed, and what became of it: their facts folded.';
COMMENT ON COLUMN seals.model_draft.said IS 'RFC 8785 text of what its first version is to say.';
CREATE UNIQUE INDEX model_draft_open_once ON seals.model_draft (lower(model)) WHERE state = 'proposed';

ALTER TABLE seals.model_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE seals.model_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY overseers_all ON seals.model_draft TO lakiri_app
  USING ((SELECT access.oversees())) WITH CHECK ((SELECT access.oversees()));
CREATE POLICY owner_reads ON seals.model_draft TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON seals.model_draft TO lakiri_app;
GRANT UPDATE (version, state, decided_by, decided_at, why) ON seals.model_draft TO lakiri_app;
