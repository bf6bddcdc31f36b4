-- Why: nobody is given an account by surprise, and nobody chooses another's password. An invitation is a code to be typed once,
-- by somebody new or by an agent of another structure. `content` holds, sealed, for whom it was made and the code, so that whoever
-- invited can say it again; it is found by its index.
CREATE TABLE invitations (
    id           UUID NOT NULL PRIMARY KEY,
    structure_id UUID NOT NULL REFERENCES structures (id),
    code_index   BYTEA NOT NULL UNIQUE,
    content      BYTEA NOT NULL,
    roles        TEXT NOT NULL,
    invited_by   UUID NOT NULL REFERENCES agents (id),
    at           TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL,
    ended_at     TIMESTAMPTZ
);

CREATE INDEX invitations_by_structure ON invitations (structure_id, at);
