-- Why: a line that drops or a double click sends the same form twice. Each rendered form has a key; the same key with
-- the same body is answered with the first report and writes nothing. `body_index` is a keyed digest of the body: a bare
-- hash of so few possible answers could be guessed.
CREATE TABLE form_keys (
    id         BLOB  NOT NULL PRIMARY KEY,
    bilan_id   BLOB  NOT NULL REFERENCES bilans (id),
    form_key   BLOB  NOT NULL,
    body_index BLOB NOT NULL,
    report     BLOB NOT NULL,
    at         TEXT  NOT NULL,
    UNIQUE (bilan_id, form_key, body_index)
) STRICT;
