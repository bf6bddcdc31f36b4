-- Why: the person lets the office do online procedures in their name. `content` holds, sealed, for which organisations and which
-- procedures; the last day stays in clear, so that what ends soon is found. A mandate is revoked, never rewritten.
CREATE TABLE mandates (
    id           UUID NOT NULL PRIMARY KEY,
    bilan_id     UUID NOT NULL REFERENCES bilans (id),
    content      BYTEA NOT NULL,
    ends_on      DATE NOT NULL,
    revoked_at   TIMESTAMPTZ,
    agent_id     UUID NOT NULL REFERENCES agents (id),
    structure_id UUID NOT NULL REFERENCES structures (id),
    at           TIMESTAMPTZ NOT NULL
);

CREATE INDEX mandates_by_bilan ON mandates (bilan_id);
CREATE INDEX mandates_by_end ON mandates (ends_on);
