-- Why: an interview is held by somebody, who signs in. Login and name are personal data and sealed; the login is
-- found again through a blind index. The password is an argon2id hash, sealed as well, so that a stolen file alone
-- does not even allow guessing.
CREATE TABLE agents (
    id           BLOB  NOT NULL PRIMARY KEY,
    structure_id BLOB  NOT NULL REFERENCES structures (id),
    login_index  BLOB NOT NULL UNIQUE,
    login        BLOB NOT NULL,
    name         BLOB NOT NULL,
    password     BLOB NOT NULL,
    role         TEXT   NOT NULL CHECK (role IN ('agent', 'administrator')),
    must_change  INTEGER NOT NULL,
    created_at   TEXT  NOT NULL
) STRICT;
