-- Why: erasing a person must reach what no deletion reaches: backups of single rows, logs, freed pages, and the lines of the journal,
-- which only grow. Everything that is a person's is sealed under a key of their own; it lies here, sealed under the ring of the key
-- file, and goes with this row.
CREATE TABLE person_keys (
    person_id BLOB NOT NULL PRIMARY KEY REFERENCES persons (id),
    wrapped BLOB NOT NULL
) STRICT;
