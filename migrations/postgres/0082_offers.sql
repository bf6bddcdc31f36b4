-- Why: the people to whom a bilan is to be offered, so that nobody is forgotten and coverage is known. Who they are and how to reach
-- them is sealed as one value; the same person is found again by an index of their name and day of birth, so that a list imported
-- twice adds nobody twice. State and day stay in clear: coverage is counted by them.
CREATE TABLE offers (
    id           UUID NOT NULL PRIMARY KEY,
    structure_id UUID NOT NULL REFERENCES structures (id),
    person_index BYTEA NOT NULL,
    content      BYTEA NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'unreached', 'held', 'declined')),
    listed_on    DATE NOT NULL,
    bilan_id     UUID REFERENCES bilans (id),
    at           TIMESTAMPTZ NOT NULL
);

CREATE INDEX offers_by_structure ON offers (structure_id, listed_on);
-- Two agents who import the same list at once add each person once.
CREATE UNIQUE INDEX offers_once ON offers (structure_id, person_index) WHERE state IN ('waiting', 'unreached');
