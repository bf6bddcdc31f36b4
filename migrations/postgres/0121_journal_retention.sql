-- Why: the journal too is kept for a time. A chain then begins after `from_seq`, at the link `from_link`: only lines up to there may go,
-- and a line of the chain says that they went.
ALTER TABLE chains ADD COLUMN from_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE chains ADD COLUMN from_link BYTEA NOT NULL DEFAULT '';

CREATE FUNCTION journal_goes_with_its_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.seq > COALESCE((SELECT from_seq FROM chains WHERE structure_id = OLD.structure_id), 0) THEN
        RAISE EXCEPTION 'the journal is only added to';
    END IF;
    RETURN OLD;
END $$;

DROP TRIGGER journal_is_not_deleted ON journal;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
FOR EACH ROW EXECUTE FUNCTION journal_goes_with_its_time();
