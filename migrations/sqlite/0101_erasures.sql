-- Why: a person may ask that what is known of them be erased, or object to its being kept; somebody of the structure decides and
-- says why. `content` holds, sealed, the reason and, once refused, why. What was granted is erased with the rest: the journal keeps it.
CREATE TABLE erasures (
    id         BLOB NOT NULL PRIMARY KEY,
    bilan_id   BLOB NOT NULL UNIQUE REFERENCES bilans (id),
    content    BLOB NOT NULL,
    agent_id   BLOB NOT NULL REFERENCES agents (id),
    at         TEXT NOT NULL,
    refused_at TEXT
) STRICT;
