-- Browsers that are told by Web Push, one for each session and gone with it. Where they are told is encrypted; the
-- endpoint is known again by a keyed hash.
CREATE TABLE subscriptions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    session    BLOB NOT NULL UNIQUE REFERENCES sessions (token) ON DELETE CASCADE,
    endpoint   BLOB NOT NULL UNIQUE,
    address    BLOB NOT NULL,
    language   TEXT NOT NULL,
    pace       TEXT NOT NULL,
    quiet_from INTEGER NOT NULL,
    quiet_till INTEGER NOT NULL,
    problem    TEXT
) STRICT;

ALTER TABLE deliveries ADD COLUMN subscription INTEGER REFERENCES subscriptions (id) ON DELETE CASCADE;
CREATE UNIQUE INDEX deliveries_of_subscriptions ON deliveries (subscription, seq) WHERE subscription IS NOT NULL;
