-- Why: nobody is given an account by surprise, and nobody chooses another's password. An invitation is a code to be typed once,
-- by somebody new or by an agent of another structure. `content` holds, sealed, for whom it was made and the code, so that whoever
-- invited can say it again; it is found by its index.
CREATE TABLE invitations (
    id           BLOB NOT NULL PRIMARY KEY,
    structure_id BLOB NOT NULL REFERENCES structures (id),
    code_index   BLOB NOT NULL UNIQUE,
    content      BLOB NOT NULL,
    roles        TEXT NOT NULL,
    invited_by   BLOB NOT NULL REFERENCES agents (id),
    at           TEXT NOT NULL,
    expires_at   TEXT NOT NULL,
    ended_at     TEXT
) STRICT;

CREATE INDEX invitations_by_structure ON invitations (structure_id, at);
