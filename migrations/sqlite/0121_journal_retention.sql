-- Why: the journal too is kept for a time. A chain then begins after `from_seq`, at the link `from_link`: only lines up to there may go,
-- and a line of the chain says that they went.
ALTER TABLE chains ADD COLUMN from_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chains ADD COLUMN from_link BLOB NOT NULL DEFAULT X'';

DROP TRIGGER journal_is_not_deleted;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
WHEN OLD.seq > COALESCE((SELECT from_seq FROM chains WHERE structure_id = OLD.structure_id), 0)
BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;
