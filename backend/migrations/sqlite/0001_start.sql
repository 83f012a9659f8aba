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

-- Answers that were given: `seq` where it was carried out, else the whole outcome.
CREATE TABLE commands (
    account     BLOB NOT NULL,
    id          BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    seq         INTEGER,
    outcome     TEXT,
    PRIMARY KEY (account, id)
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

-- What lists are made of. A support changes this row alone, so it stays short: the texts are in `details`.
-- area_1, area_2, area_3: district, street and community that `area` lies in, as far down as it goes.
CREATE TABLE proposals (
    first        INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    author       BLOB,
    version      INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    supports     INTEGER NOT NULL,
    due          INTEGER,
    judge_by     INTEGER,
    state        TEXT NOT NULL,
    category     TEXT,
    lead         TEXT,
    area         TEXT NOT NULL,
    area_1       TEXT,
    area_2       TEXT,
    area_3       TEXT,
    card         TEXT NOT NULL
) STRICT;

-- The folded proposal as JSON; author, version, seq and supports hold in `proposals`.
CREATE TABLE details (
    first    INTEGER PRIMARY KEY,
    proposal TEXT NOT NULL
) STRICT;

CREATE INDEX proposals_by_author ON proposals (author) WHERE author IS NOT NULL;
CREATE INDEX proposals_by_area ON proposals (area);
CREATE INDEX proposals_to_judge ON proposals (judge_by) WHERE judge_by IS NOT NULL;

-- One index for each order, alone and behind each filter: a page is read where it begins, never sorted.
CREATE INDEX newest            ON proposals (submitted_at, id);
CREATE INDEX newest_area_1     ON proposals (area_1, submitted_at, id) WHERE area_1 IS NOT NULL;
CREATE INDEX newest_area_2     ON proposals (area_2, submitted_at, id) WHERE area_2 IS NOT NULL;
CREATE INDEX newest_area_3     ON proposals (area_3, submitted_at, id) WHERE area_3 IS NOT NULL;
CREATE INDEX newest_category   ON proposals (category, submitted_at, id) WHERE category IS NOT NULL;
CREATE INDEX newest_state      ON proposals (state, submitted_at, id);
CREATE INDEX newest_lead       ON proposals (lead, submitted_at, id) WHERE lead IS NOT NULL;
CREATE INDEX supported          ON proposals (supports, id);
CREATE INDEX supported_area_1   ON proposals (area_1, supports, id) WHERE area_1 IS NOT NULL;
CREATE INDEX supported_area_2   ON proposals (area_2, supports, id) WHERE area_2 IS NOT NULL;
CREATE INDEX supported_area_3   ON proposals (area_3, supports, id) WHERE area_3 IS NOT NULL;
CREATE INDEX supported_category ON proposals (category, supports, id) WHERE category IS NOT NULL;
CREATE INDEX supported_state    ON proposals (state, supports, id);
CREATE INDEX supported_lead     ON proposals (lead, supports, id) WHERE lead IS NOT NULL;
CREATE INDEX urgent            ON proposals (due, id) WHERE due IS NOT NULL;
CREATE INDEX urgent_area_1     ON proposals (area_1, due, id) WHERE due IS NOT NULL AND area_1 IS NOT NULL;
CREATE INDEX urgent_area_2     ON proposals (area_2, due, id) WHERE due IS NOT NULL AND area_2 IS NOT NULL;
CREATE INDEX urgent_area_3     ON proposals (area_3, due, id) WHERE due IS NOT NULL AND area_3 IS NOT NULL;
CREATE INDEX urgent_category   ON proposals (category, due, id) WHERE due IS NOT NULL AND category IS NOT NULL;
CREATE INDEX urgent_state      ON proposals (state, due, id) WHERE due IS NOT NULL;
CREATE INDEX urgent_lead       ON proposals (lead, due, id) WHERE due IS NOT NULL AND lead IS NOT NULL;

-- Title and text as terms (see domain::search), row by row as `first`.
CREATE VIRTUAL TABLE search USING fts5 (terms, content = '', tokenize = 'unicode61');
