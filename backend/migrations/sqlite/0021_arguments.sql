-- Arguments for and against proposals, folded, as JSON. They are a thing beside the proposal: what needs none reads none.
-- reported_at: since when one waits for a coordinator.
CREATE TABLE arguments (
    subject     INTEGER NOT NULL,
    id          BLOB NOT NULL,
    author      BLOB,
    reported_at INTEGER,
    argument    TEXT NOT NULL,
    PRIMARY KEY (subject, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX arguments_reported ON arguments (reported_at) WHERE reported_at IS NOT NULL;

-- Who supports an argument, and who reported it.
CREATE TABLE stances (
    account  BLOB NOT NULL,
    subject  INTEGER NOT NULL,
    argument BLOB NOT NULL,
    seconds INTEGER NOT NULL,
    reported INTEGER NOT NULL,
    PRIMARY KEY (account, subject, argument)
) STRICT, WITHOUT ROWID;

-- Whether somebody has ever argued there: the city's word on it is their news.
ALTER TABLE relations ADD COLUMN argued INTEGER NOT NULL DEFAULT 0;
-- Events have another kind: 5 is counted, and not everybody reads all of it (any more).
