-- Why: a bilan leaves its structure only with the person's agreement, for themes they chose, to a structure that is named or that
-- types a code once. `content` holds, sealed, the themes, how the person agreed, and the code, so that it can be said again; the
-- code is found by its index. A share that is taken back stays here: the journal speaks of it.
CREATE TABLE shares (
    id              UUID NOT NULL PRIMARY KEY,
    bilan_id        UUID NOT NULL REFERENCES bilans (id),
    to_structure_id UUID REFERENCES structures (id),
    code_index      BYTEA UNIQUE,
    content         BYTEA NOT NULL,
    agent_id        UUID NOT NULL REFERENCES agents (id),
    at              TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    taken_at        TIMESTAMPTZ,
    revoked_at      TIMESTAMPTZ
);

CREATE INDEX shares_by_bilan ON shares (bilan_id);
CREATE INDEX shares_by_structure ON shares (to_structure_id);

-- Which structure reaches which bilan: its own, and those shared with it (`share_id`). Every question about one bilan asks it here.
CREATE VIEW reach (bilan_id, structure_id, share_id) AS
SELECT id, structure_id, CAST(NULL AS UUID) FROM bilans
UNION ALL
SELECT bilan_id, to_structure_id, id FROM shares WHERE to_structure_id IS NOT NULL AND revoked_at IS NULL;
