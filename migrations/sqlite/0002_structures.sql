-- Why: several offices (EDS, CCAS, associations) share one installation and none reads the files of another.
-- Every row about people carries its structure, and every query on them asks for it.
-- The name is the public name of an office, not personal data: it stays in clear.
CREATE TABLE structures (
    id         BLOB NOT NULL PRIMARY KEY,
    name       TEXT  NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
