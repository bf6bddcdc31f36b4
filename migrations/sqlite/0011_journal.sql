-- Why: who read, changed or printed what, and when. No foreign key on purpose: the journal outlives the agents, the
-- bilans and the persons it speaks of. What an event is about beyond its kind is sealed.
CREATE TABLE journal (
    id           BLOB  NOT NULL PRIMARY KEY,
    at           TEXT  NOT NULL,
    structure_id BLOB,
    agent_id     BLOB,
    bilan_id     BLOB,
    event        TEXT   NOT NULL,
    details      BLOB NOT NULL
) STRICT;

CREATE INDEX journal_by_structure ON journal (structure_id, at);
CREATE INDEX journal_by_bilan ON journal (bilan_id, at);
