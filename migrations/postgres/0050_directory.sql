-- Why: a right is of use to somebody who knows which door to push. These are the structures and services of the territory, as
-- data.inclusion publishes them (schema v1) and as administrators add them by hand. All of it is public data about offices,
-- free to reuse (Licence Ouverte 2.0), and nothing of it is about anybody who comes here: it stays in clear, and can be searched.
-- A line is never deleted because a file no longer holds it: it is marked absent. Lists are words with a space between;
-- coordinates are millionths of a degree; `seen` is the import that held the line last.
CREATE TABLE directory_structures (
    id           TEXT NOT NULL PRIMARY KEY,
    producer     TEXT NOT NULL,
    name         TEXT NOT NULL,
    updated_on   DATE NOT NULL,
    description  TEXT,
    link         TEXT,
    siret        TEXT,
    town         TEXT,
    postcode     TEXT,
    insee        TEXT,
    address      TEXT,
    address_more TEXT,
    longitude    BIGINT,
    latitude     BIGINT,
    phone        TEXT,
    email        TEXT,
    website      TEXT,
    hours        TEXT,
    networks     TEXT NOT NULL,
    organisation TEXT,
    absent_since DATE,
    seen         UUID NOT NULL
);

CREATE TABLE directory_services (
    id           TEXT NOT NULL PRIMARY KEY,
    structure_id TEXT NOT NULL,
    producer     TEXT NOT NULL,
    name         TEXT NOT NULL,
    description  TEXT,
    updated_on   DATE NOT NULL,
    kind         TEXT,
    topics       TEXT NOT NULL,
    publics      TEXT NOT NULL,
    fees         TEXT,
    conditions   TEXT,
    insee        TEXT,
    longitude    BIGINT,
    latitude     BIGINT,
    phone        TEXT,
    hours        TEXT,
    welcomes     TEXT NOT NULL,
    reached_by   TEXT NOT NULL,
    zones        TEXT NOT NULL,
    absent_since DATE,
    seen         UUID NOT NULL
);

-- A service may come before its structure, or from a file that names one we do not hold: no foreign key.
CREATE INDEX directory_services_by_structure ON directory_services (structure_id);

-- What an administrator knows better than the import, field by field, with what the import said then: the next import
-- overwrites nothing, and can tell that it now says something else. An empty value says that there is none.
CREATE TABLE directory_corrections (
    structure_id TEXT NOT NULL REFERENCES directory_structures (id),
    field        TEXT NOT NULL,
    value        TEXT,
    imported     TEXT,
    agent_id     UUID NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (structure_id, field)
);

-- Grows at each change, so that a server knows when what it holds in memory is old.
CREATE TABLE directory_state (
    id       BIGINT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL
);

INSERT INTO directory_state (id, revision) VALUES (1, 0);
