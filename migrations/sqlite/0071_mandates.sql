-- Why: the person lets the office do online procedures in their name. `content` holds, sealed, for which organisations and which
-- procedures; the last day stays in clear, so that what ends soon is found. A mandate is revoked, never rewritten.
CREATE TABLE mandates (
    id           BLOB NOT NULL PRIMARY KEY,
    bilan_id     BLOB NOT NULL REFERENCES bilans (id),
    content      BLOB NOT NULL,
    ends_on      TEXT NOT NULL,
    revoked_at   TEXT,
    agent_id     BLOB NOT NULL REFERENCES agents (id),
    structure_id BLOB NOT NULL REFERENCES structures (id),
    at           TEXT NOT NULL
) STRICT;

CREATE INDEX mandates_by_bilan ON mandates (bilan_id);
CREATE INDEX mandates_by_end ON mandates (ends_on);
