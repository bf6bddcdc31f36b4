-- Why: an agent sees where they are signed in, and closes what they no longer use. `id` is what a form says of a session: the digest of
-- its token stays here. `browser` is one word, sealed, such as « Firefox »; where the request came from is kept nowhere.
-- A session opened before has neither, and is in no list until it ends.
ALTER TABLE sessions ADD COLUMN id UUID;
ALTER TABLE sessions ADD COLUMN browser BYTEA;

CREATE UNIQUE INDEX sessions_by_id ON sessions (id);
