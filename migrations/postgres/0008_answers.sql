-- Why: what was answered, by whom, when, and how often it was rewritten. `version` is what a page shows it was rendered
-- from: a write says which version it replaces and is refused if another came between. The name of the fact is inside
-- `content` with the value, because the name alone (violence, residence) would tell; the row is found again by an index
-- that is different in every bilan.
CREATE TABLE answers (
    id           UUID  NOT NULL PRIMARY KEY,
    bilan_id     UUID  NOT NULL REFERENCES bilans (id),
    path_index   BYTEA NOT NULL,
    content      BYTEA NOT NULL,
    version      BIGINT   NOT NULL CHECK (version > 0),
    agent_id     UUID  NOT NULL REFERENCES agents (id),
    structure_id UUID  NOT NULL REFERENCES structures (id),
    at           TIMESTAMPTZ  NOT NULL,
    UNIQUE (bilan_id, path_index)
);
