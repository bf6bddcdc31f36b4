-- Why: a person of an institution whom the office may call for a blocked case. The organisation is public data of the catalogue;
-- who they are is somebody's name and number, so it is sealed.
CREATE TABLE contacts (
    id           BLOB    NOT NULL PRIMARY KEY,
    structure_id BLOB    NOT NULL REFERENCES structures (id),
    organisation TEXT    NOT NULL,
    name         BLOB    NOT NULL,
    phone        BLOB    NOT NULL,
    note         BLOB    NOT NULL,
    closed       INTEGER NOT NULL
) STRICT;

CREATE INDEX contacts_by_structure ON contacts (structure_id);
