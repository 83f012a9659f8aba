-- Files that go along with what people write; their bytes lie elsewhere, under their hash. `since`: nothing cites it since
-- then; none where something does.
CREATE TABLE files (
    hash      BLOB PRIMARY KEY,
    kind      TEXT NOT NULL,
    bytes     INTEGER NOT NULL,
    thumbnail INTEGER NOT NULL,
    since     INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX files_uncited ON files (since) WHERE since IS NOT NULL;

-- Who brought it here.
CREATE TABLE file_owners (
    hash    BLOB NOT NULL,
    account BLOB NOT NULL,
    PRIMARY KEY (hash, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_owners_by_account ON file_owners (account);

-- What cites it, by its first event: whoever may read that may read it.
CREATE TABLE citations (
    hash    BLOB NOT NULL,
    subject INTEGER NOT NULL,
    PRIMARY KEY (hash, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_by_subject ON citations (subject);
