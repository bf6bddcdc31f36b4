-- Why: following a person is somebody's, and stays so until they say otherwise or leave the structure.
CREATE TABLE followers (
    id           UUID NOT NULL PRIMARY KEY,
    bilan_id     UUID NOT NULL REFERENCES bilans (id),
    agent_id     UUID NOT NULL REFERENCES agents (id),
    structure_id UUID NOT NULL REFERENCES structures (id),
    since        TIMESTAMPTZ NOT NULL,
    UNIQUE (bilan_id, agent_id, structure_id)
);

CREATE INDEX followers_by_agent ON followers (agent_id, structure_id);

-- What professionals note on a theme of a bilan. `content` holds, sealed, the theme and the text. `version` is what a page shows it
-- was rendered from.
CREATE TABLE notes (
    id           UUID NOT NULL PRIMARY KEY,
    bilan_id     UUID NOT NULL REFERENCES bilans (id),
    content      BYTEA NOT NULL,
    version      BIGINT NOT NULL CHECK (version > 0),
    agent_id     UUID NOT NULL REFERENCES agents (id),
    structure_id UUID NOT NULL REFERENCES structures (id),
    at           TIMESTAMPTZ NOT NULL
);

CREATE INDEX notes_by_bilan ON notes (bilan_id);

-- What a note said before its author corrected it, never rewritten; `at` is when that was written.
CREATE TABLE note_versions (
    id      UUID NOT NULL PRIMARY KEY,
    note_id UUID NOT NULL REFERENCES notes (id),
    content BYTEA NOT NULL,
    at      TIMESTAMPTZ NOT NULL
);

CREATE INDEX note_versions_by_note ON note_versions (note_id, at);
