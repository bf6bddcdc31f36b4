-- Why: a bilan is held where nobody overhears (the office's confidential rooms), at hours known beforehand. Names of rooms
-- and hours say nothing of anybody: they stay in clear. A room or hours no longer used end; what was booked keeps its room.
CREATE TABLE rooms (
    id           BLOB NOT NULL PRIMARY KEY,
    structure_id BLOB NOT NULL REFERENCES structures (id),
    name         TEXT NOT NULL,
    closed       INTEGER NOT NULL
) STRICT;

CREATE INDEX rooms_by_structure ON rooms (structure_id);

-- Times are minutes since midnight on the clocks of Europe/Paris; days of the week are counted from 1, Monday.
CREATE TABLE room_hours (
    id          BLOB NOT NULL PRIMARY KEY,
    room_id     BLOB NOT NULL REFERENCES rooms (id),
    weekday     INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_minute INTEGER NOT NULL,
    to_minute   INTEGER NOT NULL,
    since       TEXT NOT NULL,
    CHECK (from_minute < to_minute)
) STRICT;

CREATE INDEX room_hours_by_room ON room_hours (room_id);

CREATE TABLE closed_days (
    structure_id BLOB NOT NULL REFERENCES structures (id),
    day          TEXT NOT NULL,
    PRIMARY KEY (structure_id, day)
) STRICT;
