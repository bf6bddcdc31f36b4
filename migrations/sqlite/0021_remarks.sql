-- Why: professionals say under any question or right what does not work, and the référents of the catalogue answer. A
-- remark names the catalogue and the structure, never the bilan nor the agent. Its words and its answer are sealed all the
-- same: somebody may write about a person in spite of the warning.
CREATE TABLE remarks (
    id           BLOB  NOT NULL PRIMARY KEY,
    structure_id BLOB  NOT NULL REFERENCES structures (id),
    catalogue    TEXT   NOT NULL,
    kind         TEXT   NOT NULL CHECK (kind IN ('questions', 'droits')),
    subject      TEXT   NOT NULL,
    reason       TEXT   NOT NULL CHECK (reason IN ('regle', 'question', 'organisme', 'document', 'autre')),
    words        BLOB NOT NULL,
    state        TEXT   NOT NULL CHECK (state IN ('nouvelle', 'vue', 'traitee')),
    answer       BLOB NOT NULL,
    at           TEXT  NOT NULL,
    settled_at   TEXT
) STRICT;

CREATE INDEX remarks_by_date ON remarks (at);
