-- Why: before real people are entered, an administrator says under which legal frame the structure keeps what they say (RGPD). `content`
-- is JSON about an office and about nobody: it is in clear.
CREATE TABLE legal_frames (
    structure_id BLOB NOT NULL PRIMARY KEY REFERENCES structures (id),
    content      TEXT NOT NULL
) STRICT;
