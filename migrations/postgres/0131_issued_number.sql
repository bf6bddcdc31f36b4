-- Why: the last copy of a bilan is the one that prints again once it is closed. By date, a copy made after the clock went back stayed
-- hidden behind an older one: copies of a bilan are numbered, and those that are there already as their dates say.
ALTER TABLE issued ADD COLUMN number BIGINT NOT NULL DEFAULT 0;

UPDATE issued SET number = (SELECT COUNT(*) FROM issued other
                            WHERE other.bilan_id = issued.bilan_id
                              AND (other.at < issued.at OR (other.at = issued.at AND other.id <= issued.id)));

DROP INDEX issued_by_bilan;
CREATE UNIQUE INDEX issued_by_bilan ON issued (bilan_id, number);
