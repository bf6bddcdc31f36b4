-- Why: an agent finds a person of their own structure again by their name, which is sealed. `name_index` is a keyed index of it, folded;
-- nothing when no name was given. It can only be made with the key: rows that are there already get theirs when a server starts.
ALTER TABLE persons ADD COLUMN name_index BLOB;

CREATE INDEX persons_by_name ON persons (name_index);
