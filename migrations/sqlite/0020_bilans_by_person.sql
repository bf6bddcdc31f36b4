-- Why: a person comes back. Each reading of a bilan looks for the one before it, of the same person.
CREATE INDEX bilans_by_person ON bilans (person_id, created_at);
