-- Why: a bilan is held where nobody overhears (the office's confidential rooms), at hours known beforehand. Names of rooms
-- and hours say nothing of anybody: they stay in clear. A room or hours no longer used end; what was booked keeps its room.
CREATE TABLE rooms (
    id           UUID NOT NULL PRIMARY KEY,
    structure_id UUID NOT NULL REFERENCES structures (id),
    name         TEXT NOT NULL,
    closed       BOOLEAN NOT NULL
);

CREATE INDEX rooms_by_structure ON rooms (structure_id);

-- Times are minutes since midnight on the clocks of Europe/Paris; days of the week are counted from 1, Monday.
CREATE TABLE room_hours (
    id          UUID NOT NULL PRIMARY KEY,
    room_id     UUID NOT NULL REFERENCES rooms (id),
    weekday     BIGINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_minute BIGINT NOT NULL,
    to_minute   BIGINT NOT NULL,
    since       DATE NOT NULL,
    CHECK (from_minute < to_minute)
);

CREATE INDEX room_hours_by_room ON room_hours (room_id);

CREATE TABLE closed_days (
    structure_id UUID NOT NULL REFERENCES structures (id),
    day          DATE NOT NULL,
    PRIMARY KEY (structure_id, day)
);
