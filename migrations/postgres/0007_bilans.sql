-- Why: one bilan is one conversation about rights, at one date of the law. `opening` holds, sealed, the
-- reference the person carries on paper and how the bilan began; the reference is found through a blind index.
-- State and dates stay in clear: lists are ordered and purged by them.
CREATE TABLE bilans (
    id              UUID  NOT NULL PRIMARY KEY,
    structure_id    UUID  NOT NULL REFERENCES structures (id),
    person_id       UUID  NOT NULL REFERENCES persons (id),
    agent_id        UUID  NOT NULL REFERENCES agents (id),
    opening         BYTEA NOT NULL,
    reference_index BYTEA NOT NULL,
    opened_on       DATE  NOT NULL,
    law_date        DATE  NOT NULL,
    state           TEXT   NOT NULL CHECK (state IN ('open', 'closed')),
    created_at      TIMESTAMPTZ  NOT NULL,
    changed_at      TIMESTAMPTZ  NOT NULL,
    UNIQUE (structure_id, reference_index)
);

CREATE INDEX bilans_by_structure ON bilans (structure_id, changed_at);
