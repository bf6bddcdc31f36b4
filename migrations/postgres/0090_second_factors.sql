-- Why: a password that was seen or guessed must not be enough. An agent may add a code that their telephone gives: `secret` is what both
-- sides know, sealed; until a first code confirmed it, it protects nothing. `last_step` is the last half-minute whose code was used: no
-- code is used twice.
CREATE TABLE second_factors (
    agent_id     UUID NOT NULL PRIMARY KEY REFERENCES agents (id),
    secret       BYTEA NOT NULL,
    last_step    BIGINT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    confirmed_at TIMESTAMPTZ
);

-- Codes on paper, for a lost telephone. Each is a row, found by its index, that goes when it is used.
CREATE TABLE recovery_codes (
    agent_id   UUID NOT NULL REFERENCES agents (id),
    code_index BYTEA NOT NULL,
    PRIMARY KEY (agent_id, code_index)
);

-- Between the password and the code: no session, only the digest of a token that lets the code be typed, for some minutes.
CREATE TABLE pending_sign_ins (
    token_hash   BYTEA NOT NULL PRIMARY KEY,
    agent_id     UUID NOT NULL REFERENCES agents (id),
    structure_id UUID NOT NULL REFERENCES structures (id),
    expires_at   TIMESTAMPTZ NOT NULL
);

-- A structure may ask it of everybody who works there.
ALTER TABLE structures ADD COLUMN second_factor BOOLEAN NOT NULL DEFAULT FALSE;
