-- Why: so that nobody starts over elsewhere, a person may agree that other structures know that a bilan exists and whom to call.
-- Nothing but the keyed index of their name and day of birth is here, and only when they agreed.
CREATE TABLE findable (
    person_id    UUID NOT NULL PRIMARY KEY REFERENCES persons (id),
    person_index BYTEA NOT NULL,
    at           TIMESTAMPTZ NOT NULL
);

CREATE INDEX findable_by_index ON findable (person_index);

-- A manager or an administrator sees no answers. In an emergency they read one bilan, for an hour, with a reason the journal keeps.
CREATE TABLE emergencies (
    id           UUID NOT NULL PRIMARY KEY,
    bilan_id     UUID NOT NULL REFERENCES bilans (id),
    agent_id     UUID NOT NULL REFERENCES agents (id),
    structure_id UUID NOT NULL REFERENCES structures (id),
    reason       BYTEA NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    until_at     TIMESTAMPTZ NOT NULL
);

CREATE INDEX emergencies_by_bilan ON emergencies (bilan_id);
