-- Why: an interview is held by somebody, who signs in. Login and name are personal data and sealed; the login is
-- found again through a blind index. The password is an argon2id hash, sealed as well, so that a stolen file alone
-- does not even allow guessing.
CREATE TABLE agents (
    id           UUID  NOT NULL PRIMARY KEY,
    structure_id UUID  NOT NULL REFERENCES structures (id),
    login_index  BYTEA NOT NULL UNIQUE,
    login        BYTEA NOT NULL,
    name         BYTEA NOT NULL,
    password     BYTEA NOT NULL,
    role         TEXT   NOT NULL CHECK (role IN ('agent', 'administrator')),
    must_change  BOOLEAN NOT NULL,
    created_at   TIMESTAMPTZ  NOT NULL
);
