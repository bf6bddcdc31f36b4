-- Why: a signed-in browser shows a token; only its SHA-256 is kept, so that reading this table opens nothing.
-- `seen_at` is the last minute of activity (idle limit), `expires_at` the absolute limit.
CREATE TABLE sessions (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    agent_id   UUID  NOT NULL REFERENCES agents (id),
    created_at TIMESTAMPTZ  NOT NULL,
    seen_at    TIMESTAMPTZ  NOT NULL,
    expires_at TIMESTAMPTZ  NOT NULL
);

CREATE INDEX sessions_by_agent ON sessions (agent_id);
