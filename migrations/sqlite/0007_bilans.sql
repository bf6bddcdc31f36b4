-- Why: one bilan is one conversation about rights, at one date of the law. `opening` holds, sealed, the
-- reference the person carries on paper and how the bilan began; the reference is found through a blind index.
-- State and dates stay in clear: lists are ordered and purged by them.
CREATE TABLE bilans (
    id              BLOB  NOT NULL PRIMARY KEY,
    structure_id    BLOB  NOT NULL REFERENCES structures (id),
    person_id       BLOB  NOT NULL REFERENCES persons (id),
    agent_id        BLOB  NOT NULL REFERENCES agents (id),
    opening         BLOB NOT NULL,
    reference_index BLOB NOT NULL,
    opened_on       TEXT  NOT NULL,
    law_date        TEXT  NOT NULL,
    state           TEXT   NOT NULL CHECK (state IN ('open', 'closed')),
    created_at      TEXT  NOT NULL,
    changed_at      TEXT  NOT NULL,
    UNIQUE (structure_id, reference_index)
) STRICT;

CREATE INDEX bilans_by_structure ON bilans (structure_id, changed_at);
