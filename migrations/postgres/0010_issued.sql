-- Why: what was handed to the person must reprint exactly, whatever the catalogue becomes. The findings are frozen here,
-- sealed, with the version of the catalogue they come from.
CREATE TABLE issued (
    id        UUID  NOT NULL PRIMARY KEY,
    bilan_id  UUID  NOT NULL REFERENCES bilans (id),
    agent_id  UUID  NOT NULL REFERENCES agents (id),
    catalogue TEXT   NOT NULL,
    findings  BYTEA NOT NULL,
    at        TIMESTAMPTZ  NOT NULL
);

CREATE INDEX issued_by_bilan ON issued (bilan_id, at);
