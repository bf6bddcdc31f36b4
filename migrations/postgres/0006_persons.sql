-- Why: the person who came. Identity is optional (a code on the bilan is enough) and sealed as one value.
CREATE TABLE persons (
    id           UUID  NOT NULL PRIMARY KEY,
    structure_id UUID  NOT NULL REFERENCES structures (id),
    identity     BYTEA,
    created_at   TIMESTAMPTZ  NOT NULL
);

CREATE INDEX persons_by_structure ON persons (structure_id);
