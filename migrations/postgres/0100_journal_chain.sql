-- Why: whoever holds the database must not be able to change who read or changed what without it showing. The lines of one
-- structure are numbered (`seq`); `link` is a keyed digest of a line and of the link before it; `digest`, of its sealed details, so
-- that these can be emptied when a person is erased and the chain still holds. Lines that are already there keep no number: the
-- chain begins after them.
ALTER TABLE journal ADD COLUMN seq BIGINT;
ALTER TABLE journal ADD COLUMN digest BYTEA;
ALTER TABLE journal ADD COLUMN link BYTEA;

CREATE UNIQUE INDEX journal_by_chain ON journal (structure_id, seq);

-- The last link of each chain. Its row is held until the transaction ends: two writers of one structure follow one another.
CREATE TABLE chains (
    structure_id UUID    NOT NULL PRIMARY KEY,
    seq          BIGINT NOT NULL,
    link         BYTEA    NOT NULL
);

CREATE FUNCTION journal_is_chained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq IS NULL OR NEW.digest IS NULL OR NEW.link IS NULL OR NEW.structure_id IS NULL THEN
        RAISE EXCEPTION 'a line of the journal is a link of its chain';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER journal_is_chained BEFORE INSERT ON journal
FOR EACH ROW EXECUTE FUNCTION journal_is_chained();

CREATE FUNCTION journal_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The one change: details become empty.
    IF TG_OP = 'UPDATE' AND octet_length(NEW.details) = 0
       AND ROW(NEW.id, NEW.at, NEW.structure_id, NEW.agent_id, NEW.bilan_id, NEW.event, NEW.seq, NEW.digest, NEW.link)
           IS NOT DISTINCT FROM
           ROW(OLD.id, OLD.at, OLD.structure_id, OLD.agent_id, OLD.bilan_id, OLD.event, OLD.seq, OLD.digest, OLD.link) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the journal is only added to';
END $$;

CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal
FOR EACH ROW EXECUTE FUNCTION journal_is_only_added_to();

CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
FOR EACH ROW EXECUTE FUNCTION journal_is_only_added_to();

CREATE TRIGGER journal_is_not_emptied BEFORE TRUNCATE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION journal_is_only_added_to();
