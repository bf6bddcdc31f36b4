-- Why: what was answered, by whom, when, and how often it was rewritten. `version` is what a page shows it was rendered
-- from: a write says which version it replaces and is refused if another came between. The name of the fact is inside
-- `content` with the value, because the name alone (violence, residence) would tell; the row is found again by an index
-- that is different in every bilan.
CREATE TABLE answers (
    id           BLOB  NOT NULL PRIMARY KEY,
    bilan_id     BLOB  NOT NULL REFERENCES bilans (id),
    path_index   BLOB NOT NULL,
    content      BLOB NOT NULL,
    version      INTEGER   NOT NULL CHECK (version > 0),
    agent_id     BLOB  NOT NULL REFERENCES agents (id),
    structure_id BLOB  NOT NULL REFERENCES structures (id),
    at           TEXT  NOT NULL,
    UNIQUE (bilan_id, path_index)
) STRICT;
