-- Fences by their versions, and drafts of what shall stand in the gazette until a second officer has put it in force.
CREATE TABLE corridors.fence_version (
  subject uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  effective_from timestamptz NOT NULL,
  is_withdrawn boolean NOT NULL,
  kind text NOT NULL CHECK (kind IN ('station', 'yard', 'forbidden', 'territory', 'custom')),
  content text NOT NULL CHECK (octet_length(content) <= 20000),
  PRIMARY KEY (subject, version)
);
COMMENT ON TABLE corridors.fence_version IS 'Pieces of ground that mean something to customs, from a date on. Only grows. None is shipped.';
COMMENT ON COLUMN corridors.fence_version.content IS 'RFC 8785 text of what the fact that published it says.';
GRANT SELECT, INSERT ON corridors.fence_version TO lakiri_app; -- no UPDATE, no DELETE
GRANT SELECT ON corridors.fence_version TO lakiri_intake, lakiri_sequencer;

CREATE TABLE corridors.draft (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  state text NOT NULL CHECK (state IN ('drafted', 'proposed', 'approved', 'discarded')),
  target text NOT NULL CHECK (target <> ''),
  content text NOT NULL CHECK (octet_length(content) <= 60000),
  base integer NOT NULL CHECK (base >= 0),
  authors uuid[] NOT NULL,
  proposed_by uuid,
  asked_from timestamptz,
  ended_by uuid,
  made_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CHECK (state <> 'drafted' OR proposed_by IS NULL),
  CHECK (state <> 'approved' OR NOT ended_by = ANY (authors)) -- never by one officer alone, whatever the program does
);
COMMENT ON TABLE corridors.draft IS 'What officers would have stand in the gazette, until another puts it in force or somebody discards it.';
COMMENT ON COLUMN corridors.draft.target IS 'The fence or route that it would change.';
COMMENT ON COLUMN corridors.draft.authors IS 'All who wrote or proposed it: none of them may approve it.';
CREATE INDEX draft_waiting ON corridors.draft (changed_at) WHERE state IN ('drafted', 'proposed');
CREATE INDEX draft_of_target ON corridors.draft (target, changed_at);
GRANT SELECT, INSERT, UPDATE ON corridors.draft TO lakiri_app;
GRANT SELECT ON corridors.draft TO lakiri_sequencer;
