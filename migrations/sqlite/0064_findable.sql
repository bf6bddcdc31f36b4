-- Why: so that nobody starts over elsewhere, a person may agree that other structures know that a bilan exists and whom to call.
-- Nothing but the keyed index of their name and day of birth is here, and only when they agreed.
CREATE TABLE findable (
    person_id    BLOB NOT NULL PRIMARY KEY REFERENCES persons (id),
    person_index BLOB NOT NULL,
    at           TEXT NOT NULL
) STRICT;

CREATE INDEX findable_by_index ON findable (person_index);

-- A manager or an administrator sees no answers. In an emergency they read one bilan, for an hour, with a reason the journal keeps.
CREATE TABLE emergencies (
    id           BLOB NOT NULL PRIMARY KEY,
    bilan_id     BLOB NOT NULL REFERENCES bilans (id),
    agent_id     BLOB NOT NULL REFERENCES agents (id),
    structure_id BLOB NOT NULL REFERENCES structures (id),
    reason       BLOB NOT NULL,
    at           TEXT NOT NULL,
    until_at     TEXT NOT NULL
) STRICT;

CREATE INDEX emergencies_by_bilan ON emergencies (bilan_id);
