-- Why: on a computer that others use, whoever signs out here must be signed out of the identity provider too, or the next one comes in under
-- their name. The provider asks to be shown the last token it gave of them: it is kept, sealed, no longer than a session may last.
CREATE TABLE provider_tokens (
    agent_id BLOB NOT NULL PRIMARY KEY REFERENCES agents (id),
    token    BLOB NOT NULL,
    until    TEXT NOT NULL
) STRICT;
