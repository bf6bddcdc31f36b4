-- Why: a signed-in browser shows a token; only its SHA-256 is kept, so that reading this table opens nothing.
-- `seen_at` is the last minute of activity (idle limit), `expires_at` the absolute limit.
CREATE TABLE sessions (
    token_hash BLOB NOT NULL PRIMARY KEY,
    agent_id   BLOB  NOT NULL REFERENCES agents (id),
    created_at TEXT  NOT NULL,
    seen_at    TEXT  NOT NULL,
    expires_at TEXT  NOT NULL
) STRICT;

CREATE INDEX sessions_by_agent ON sessions (agent_id);
