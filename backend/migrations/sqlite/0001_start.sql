-- One ordered log, what is folded from it, and who may add to it. Ids (UUIDs) are 16-byte blobs; `subject` and
-- `first` are the sequence number of a proposal's first event: its short name within the database.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- kind: 0 told on the timeline, 1 only counted there, 2 private to its account, 3 a directory.
-- Salt and payload can be deleted; the leaf stays, and with it every proof.
CREATE TABLE events (
    seq     INTEGER PRIMARY KEY,
    kind    INTEGER NOT NULL,
    subject INTEGER,
    account BLOB,
    leaf    BLOB NOT NULL,
    salt    BLOB,
    payload TEXT
) STRICT;
CREATE INDEX events_by_subject ON events (subject, kind, seq) WHERE subject IS NOT NULL;
CREATE INDEX events_of_directory ON events (seq) WHERE kind = 3;

-- Hashes above the leaves, those that stand in tiles (level 8, 16, …).
CREATE TABLE tree (
    level INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hash  BLOB NOT NULL,
    PRIMARY KEY (level, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    id       BLOB PRIMARY KEY,
    level    TEXT NOT NULL,
    secret   BLOB,
    login    BLOB UNIQUE,
    password TEXT,
    name     TEXT
) STRICT;

CREATE TABLE roles (
    account BLOB NOT NULL REFERENCES accounts (id),
    role    TEXT NOT NULL,
    PRIMARY KEY (account, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    token   BLOB PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_account ON sessions (account);

-- Answers that were given: `seq` where it was carried out, else the whole outcome. By the ids that devices make
-- (UUIDv7): what comes now is written side by side, whoever sent it.
CREATE TABLE commands (
    id          BLOB NOT NULL,
    account     BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    seq         INTEGER,
    outcome     TEXT,
    PRIMARY KEY (id, account)
) STRICT, WITHOUT ROWID;

-- Accounts that a guest's things were handed over to, and with them the answers to the guest's commands.
CREATE TABLE heirs (
    guest   BLOB NOT NULL,
    account BLOB NOT NULL,
    PRIMARY KEY (guest, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE numbers (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE relations (
    account  BLOB NOT NULL,
    subject  INTEGER NOT NULL,
    supports INTEGER NOT NULL,
    follows  INTEGER NOT NULL,
    PRIMARY KEY (account, subject)
) STRICT, WITHOUT ROWID;

-- What changes of a proposal with every event. A support changes this row alone, so it stays short: what was told is in
-- `details`. Lists are kept in memory; what is found by its words is a file of its own (words.sqlite), made from this one.
CREATE TABLE proposals (
    first    INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE,
    author   BLOB,
    version  INTEGER NOT NULL,
    seq      INTEGER NOT NULL,
    supports INTEGER NOT NULL,
    judge_by INTEGER,
    area     TEXT NOT NULL
) STRICT;
CREATE INDEX proposals_by_author ON proposals (author) WHERE author IS NOT NULL;
CREATE INDEX proposals_to_judge ON proposals (judge_by) WHERE judge_by IS NOT NULL;

-- The folded proposal as JSON, once more is told of it than its first event; author, version, seq and supports hold in
-- `proposals`.
CREATE TABLE details (
    first    INTEGER PRIMARY KEY,
    proposal TEXT NOT NULL
) STRICT;
