-- Why: CCAS, associations and day centres work here under an agreement with the département, which has dates and says what it
-- allows: holding bilans, receiving those that are shared, seeing figures. The département and its own offices need none.
-- A structure that closes hands its files over to another. All of this is public data about offices: in clear.
ALTER TABLE structures ADD COLUMN kind TEXT NOT NULL DEFAULT 'council'
    CHECK (kind IN ('council', 'eds', 'ccas', 'association', 'day_centre', 'other'));
-- Whom to call, as the structure wishes to be reached.
ALTER TABLE structures ADD COLUMN contact TEXT NOT NULL DEFAULT '';
-- The communes it covers: INSEE codes with a space between; none is everywhere.
ALTER TABLE structures ADD COLUMN territory TEXT NOT NULL DEFAULT '';
ALTER TABLE structures ADD COLUMN closed_at TIMESTAMPTZ;
ALTER TABLE structures ADD COLUMN handed_to UUID REFERENCES structures (id);

CREATE TABLE agreements (
    id           UUID NOT NULL PRIMARY KEY,
    structure_id UUID NOT NULL REFERENCES structures (id),
    since        DATE NOT NULL,
    until        DATE NOT NULL,
    allows       TEXT NOT NULL,
    CHECK (since <= until)
);

CREATE INDEX agreements_by_structure ON agreements (structure_id, since);
