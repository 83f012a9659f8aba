-- Systems that file for other people: each has an account, and a key of it is a session that lasts until it is revoked.
CREATE TABLE filers (
    account BLOB PRIMARY KEY REFERENCES accounts (id),
    name    TEXT NOT NULL UNIQUE,
    since   INTEGER NOT NULL,
    revoked INTEGER
) STRICT, WITHOUT ROWID;
