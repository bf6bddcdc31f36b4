-- Why: a person of an institution whom the office may call for a blocked case. The organisation is public data of the catalogue;
-- who they are is somebody's name and number, so it is sealed.
CREATE TABLE contacts (
    id           UUID NOT NULL PRIMARY KEY,
    structure_id UUID NOT NULL REFERENCES structures (id),
    organisation TEXT NOT NULL,
    name         BYTEA NOT NULL,
    phone        BYTEA NOT NULL,
    note         BYTEA NOT NULL,
    closed       BOOLEAN NOT NULL
);

CREATE INDEX contacts_by_structure ON contacts (structure_id);
