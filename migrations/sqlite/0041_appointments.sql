-- Why: a slot is held for somebody, so that two people never wait for the same room or the same agent. `details` holds, sealed,
-- the name or code and whether an interpreter comes. There is no state for a person who did not come: what did not take
-- place waits for another slot, and a slot given back leaves nothing.
CREATE TABLE appointments (
    id           BLOB NOT NULL PRIMARY KEY,
    structure_id BLOB NOT NULL REFERENCES structures (id),
    room_id      BLOB NOT NULL REFERENCES rooms (id),
    agent_id     BLOB NOT NULL REFERENCES agents (id),
    starts_at    TEXT NOT NULL,
    ends_at      TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('booked', 'held', 'to_rebook')),
    details      BLOB NOT NULL
) STRICT;

CREATE INDEX appointments_by_structure ON appointments (structure_id, starts_at);
CREATE INDEX appointments_by_agent ON appointments (agent_id, starts_at);

-- An agent's own slots can be read by their calendar through a secret address; only the digest of the secret is kept.
CREATE TABLE calendars (
    agent_id   BLOB NOT NULL PRIMARY KEY REFERENCES agents (id),
    token_hash BLOB NOT NULL UNIQUE
) STRICT;
