-- Why: what each right became, until it is open. The name of the right is inside `content` with where it stands, because the name
-- alone (violence, handicap) would tell; the row is found again by an index that is different in every bilan. `due_on` is the
-- next day something is due, in clear so that the bench reads what comes first without opening the rest. `version` is what a
-- page shows it was rendered from: a write says which version it replaces and is refused if another came between.
CREATE TABLE follow_ups (
    id           BLOB    NOT NULL PRIMARY KEY,
    bilan_id     BLOB    NOT NULL REFERENCES bilans (id),
    right_index  BLOB    NOT NULL,
    content      BLOB    NOT NULL,
    version      INTEGER NOT NULL CHECK (version > 0),
    due_on       TEXT,
    agent_id     BLOB    NOT NULL REFERENCES agents (id),
    structure_id BLOB    NOT NULL REFERENCES structures (id),
    at           TEXT    NOT NULL,
    UNIQUE (bilan_id, right_index)
) STRICT;

CREATE INDEX follow_ups_by_day ON follow_ups (due_on);

-- Everything that happened to a right, never rewritten.
CREATE TABLE follow_up_steps (
    id           BLOB NOT NULL PRIMARY KEY,
    follow_up_id BLOB NOT NULL REFERENCES follow_ups (id),
    content      BLOB NOT NULL,
    agent_id     BLOB NOT NULL REFERENCES agents (id),
    structure_id BLOB NOT NULL REFERENCES structures (id),
    at           TEXT NOT NULL
) STRICT;

CREATE INDEX follow_up_steps_by_follow_up ON follow_up_steps (follow_up_id, at);
