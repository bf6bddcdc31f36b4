-- Why: an agent may come in through an identity provider (ProConnect, or another). They are known by the provider's own name for
-- them, of which only a keyed index is kept. Nobody is matched by name or e-mail: a line is written by an agent who is signed in, or by
-- whoever uses an invitation.
CREATE TABLE provider_identities (
    agent_id      BLOB NOT NULL REFERENCES agents (id),
    issuer        TEXT NOT NULL,
    subject_index BLOB NOT NULL,
    at            TEXT NOT NULL,
    PRIMARY KEY (issuer, subject_index)
) STRICT;

CREATE UNIQUE INDEX provider_identities_by_agent ON provider_identities (agent_id, issuer);

-- Between the leaving for the provider and the coming back, for some minutes: what the answer must quote, and what the agent was doing,
-- sealed. The key is a digest of what the browser keeps with what the provider gives back: neither alone finds the row.
CREATE TABLE pending_provider (
    token_hash BLOB NOT NULL PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,
    content    BLOB NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

-- Whoever was invited and only comes in through the provider has no password: `password` then holds nothing that any password fits.
ALTER TABLE agents ADD COLUMN has_password INTEGER NOT NULL DEFAULT 1;

-- The provider said, when the session was opened, that a second factor was used.
ALTER TABLE sessions ADD COLUMN second_factor INTEGER NOT NULL DEFAULT 0;
