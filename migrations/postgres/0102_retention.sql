-- Why: what is known of a person is kept for a time after the last contact with them, which each structure's administrator sets;
-- the CNIL recommends two years for social accompaniment (délibération 2023-095).
ALTER TABLE structures ADD COLUMN retention_months BIGINT NOT NULL DEFAULT 24 CHECK (retention_months BETWEEN 1 AND 36);
