-- Why: a person may ask that what is known of them be erased, or object to its being kept; somebody of the structure decides and
-- says why. `content` holds, sealed, the reason and, once refused, why. What was granted is erased with the rest: the journal keeps it.
CREATE TABLE erasures (
    id         UUID NOT NULL PRIMARY KEY,
    bilan_id   UUID NOT NULL UNIQUE REFERENCES bilans (id),
    content    BYTEA NOT NULL,
    agent_id   UUID NOT NULL REFERENCES agents (id),
    at         TIMESTAMPTZ NOT NULL,
    refused_at TIMESTAMPTZ
);
