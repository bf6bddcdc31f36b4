-- Why: guessing passwords must be slow for whoever tries, whichever of several processes answers, and across restarts.
-- One row per subject (an account, an address) that failed since `first_at`; the subject is a blind index, never a login
-- nor an address in clear. Counting is one statement, so that two processes can not both take the last try.
CREATE TABLE sign_in_attempts (
    subject  BLOB NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    first_at TEXT NOT NULL
) STRICT;
