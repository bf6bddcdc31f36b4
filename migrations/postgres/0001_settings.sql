-- Why: the database must be able to say whether the key it is opened with is its own, and to prove at start
-- that it can be written to. One row per setting; the value is sealed, so that the wrong key is noticed at once
-- instead of at the first person read.
CREATE TABLE settings (
    name  TEXT   NOT NULL PRIMARY KEY,
    id    UUID  NOT NULL,
    value BYTEA NOT NULL
);
