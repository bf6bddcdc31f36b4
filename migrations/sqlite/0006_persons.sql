-- Why: the person who came. Identity is optional (a code on the bilan is enough) and sealed as one value.
CREATE TABLE persons (
    id           BLOB  NOT NULL PRIMARY KEY,
    structure_id BLOB  NOT NULL REFERENCES structures (id),
    identity     BLOB,
    created_at   TEXT  NOT NULL
) STRICT;

CREATE INDEX persons_by_structure ON persons (structure_id);
