-- Why: whoever holds the database must not be able to change who read or changed what without it showing. The lines of one
-- structure are numbered (`seq`); `link` is a keyed digest of a line and of the link before it; `digest`, of its sealed details, so
-- that these can be emptied when a person is erased and the chain still holds. Lines that are already there keep no number: the
-- chain begins after them.
ALTER TABLE journal ADD COLUMN seq INTEGER;
ALTER TABLE journal ADD COLUMN digest BLOB;
ALTER TABLE journal ADD COLUMN link BLOB;

CREATE UNIQUE INDEX journal_by_chain ON journal (structure_id, seq);

-- The last link of each chain. Its row is held until the transaction ends: two writers of one structure follow one another.
CREATE TABLE chains (
    structure_id BLOB    NOT NULL PRIMARY KEY,
    seq          INTEGER NOT NULL,
    link         BLOB    NOT NULL
) STRICT;

CREATE TRIGGER journal_is_chained BEFORE INSERT ON journal
WHEN NEW.seq IS NULL OR NEW.digest IS NULL OR NEW.link IS NULL OR NEW.structure_id IS NULL
BEGIN
    SELECT RAISE(ABORT, 'a line of the journal is a link of its chain');
END;

-- The one change: details become empty.
CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal
WHEN NOT (length(NEW.details) = 0
          AND NEW.id IS OLD.id AND NEW.at IS OLD.at AND NEW.structure_id IS OLD.structure_id
          AND NEW.agent_id IS OLD.agent_id AND NEW.bilan_id IS OLD.bilan_id AND NEW.event IS OLD.event
          AND NEW.seq IS OLD.seq AND NEW.digest IS OLD.digest AND NEW.link IS OLD.link)
BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;

CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;
