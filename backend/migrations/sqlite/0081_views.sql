-- The ways of looking at a desk that somebody keeps, in the order in which they were kept; gone with the account.
CREATE TABLE views (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    desk    TEXT NOT NULL,
    name    TEXT NOT NULL,
    query   TEXT NOT NULL,
    UNIQUE (account, desk, name)
) STRICT;
