-- Who is told of what happens, beside the feed. `told` in meta is the last event of which it was written down whom to
-- tell: what happened before this was there is no news any more.
INSERT INTO meta (key, value) SELECT 'told', coalesce(max(seq), 0) FROM events;

-- Where a person wants letters: the address is encrypted, the code a keyed hash.
CREATE TABLE contacts (
    account    BLOB PRIMARY KEY REFERENCES accounts (id),
    address    BLOB NOT NULL,
    language   TEXT NOT NULL,
    pace       TEXT NOT NULL,
    quiet_from INTEGER NOT NULL,
    quiet_till INTEGER NOT NULL,
    code       BLOB,
    code_until INTEGER,
    code_tries INTEGER NOT NULL,
    verified   INTEGER NOT NULL,
    problem    TEXT
) STRICT, WITHOUT ROWID;

-- Systems of departments that are called with every step; the key by which they know it is encrypted.
CREATE TABLE hooks (
    id         TEXT PRIMARY KEY,
    department TEXT,
    url        TEXT NOT NULL,
    secret     BLOB NOT NULL,
    since      INTEGER NOT NULL,
    ended      INTEGER
) STRICT, WITHOUT ROWID;

-- What is still to be told, and what could not be: one row for one event and one who is told. What was told is gone.
CREATE TABLE deliveries (
    id       INTEGER PRIMARY KEY,
    account  BLOB,
    hook     TEXT,
    seq      INTEGER NOT NULL,
    due      INTEGER NOT NULL,
    tries    INTEGER NOT NULL,
    problem  TEXT,
    given_up INTEGER,
    UNIQUE (account, seq),
    UNIQUE (hook, seq)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (due) WHERE given_up IS NULL;

-- Supports, which are many, are not in it.
CREATE INDEX relations_following ON relations (subject) WHERE follows;
