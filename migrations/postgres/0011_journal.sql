-- Why: who read, changed or printed what, and when. No foreign key on purpose: the journal outlives the agents, the
-- bilans and the persons it speaks of. What an event is about beyond its kind is sealed.
CREATE TABLE journal (
    id           UUID  NOT NULL PRIMARY KEY,
    at           TIMESTAMPTZ  NOT NULL,
    structure_id UUID,
    agent_id     UUID,
    bilan_id     UUID,
    event        TEXT   NOT NULL,
    details      BYTEA NOT NULL
);

CREATE INDEX journal_by_structure ON journal (structure_id, at);
CREATE INDEX journal_by_bilan ON journal (bilan_id, at);
