-- Why: somebody is sent to the competent service with a sheet, and it is known what came of it. `content` is the sheet as it left,
-- never rewritten; `standing` says where it stands now; both sealed, because the service alone may tell. `version` is what a page
-- shows it was rendered from. `to_structure_id` is the service when it works in this installation: it reads the sheet until
-- `withdrawn_at`. `due_on` and `over_at` are in clear so that lists show what waits first without opening the rest.
CREATE TABLE orientations (
    id              BLOB    NOT NULL PRIMARY KEY,
    bilan_id        BLOB    NOT NULL REFERENCES bilans (id),
    to_structure_id BLOB REFERENCES structures (id),
    content         BLOB    NOT NULL,
    standing        BLOB    NOT NULL,
    version         INTEGER NOT NULL CHECK (version > 0),
    due_on          TEXT,
    over_at         TEXT,
    withdrawn_at    TEXT,
    agent_id        BLOB    NOT NULL REFERENCES agents (id),
    structure_id    BLOB    NOT NULL REFERENCES structures (id),
    made_at         TEXT    NOT NULL,
    at              TEXT    NOT NULL
) STRICT;

CREATE INDEX orientations_by_bilan ON orientations (bilan_id);
CREATE INDEX orientations_by_structure ON orientations (to_structure_id);

-- Everything that happened to an orientation, on either side, never rewritten.
CREATE TABLE orientation_steps (
    id             BLOB NOT NULL PRIMARY KEY,
    orientation_id BLOB NOT NULL REFERENCES orientations (id),
    content        BLOB NOT NULL,
    agent_id       BLOB NOT NULL REFERENCES agents (id),
    structure_id   BLOB NOT NULL REFERENCES structures (id),
    at             TEXT NOT NULL
) STRICT;

CREATE INDEX orientation_steps_by_orientation ON orientation_steps (orientation_id, at);
