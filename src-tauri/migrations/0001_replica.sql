-- A device's store. JSON holds what the client folds; columns beside it are what lists filter and sort by.
-- `place` orders proposals by time of submission (milliseconds << 20, then order of arrival): lists and
-- searches by "newest" walk it backwards and stop at the end of the page, however many there are.

CREATE TABLE single (
  name TEXT PRIMARY KEY,            -- 'meta', 'city'
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE proposals (
  place        INTEGER PRIMARY KEY,
  id           BLOB NOT NULL UNIQUE,
  state        TEXT NOT NULL,
  area         TEXT NOT NULL,
  category     TEXT,
  lead         TEXT,
  supports     INTEGER NOT NULL,
  urgent_due   INTEGER,             -- null: the city has nothing to do now
  updated_at   INTEGER NOT NULL,
  concern      INTEGER NOT NULL,    -- 0 nothing, 1 written here, 2 followed
  card         TEXT NOT NULL,
  kept         TEXT NOT NULL
) STRICT;
CREATE INDEX proposals_supported ON proposals (supports DESC, place DESC);
CREATE INDEX proposals_urgent ON proposals (urgent_due, place) WHERE urgent_due IS NOT NULL;
CREATE INDEX proposals_lead ON proposals (lead, urgent_due, place) WHERE lead IS NOT NULL;
CREATE INDEX proposals_state ON proposals (state, urgent_due, place);
CREATE INDEX proposals_concern ON proposals (concern, updated_at DESC) WHERE concern > 0;

CREATE TABLE timeline (
  proposal BLOB NOT NULL,
  seq      INTEGER NOT NULL,
  json     TEXT NOT NULL,
  PRIMARY KEY (proposal, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  id       BLOB PRIMARY KEY,
  position INTEGER NOT NULL,
  json     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  id       BLOB PRIMARY KEY,
  saved_at INTEGER NOT NULL,
  json     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox (
  seq  INTEGER PRIMARY KEY,
  json TEXT NOT NULL
) STRICT;

-- Terms made by `domain::search`; already cut, so the tokenizer only splits at spaces.
CREATE VIRTUAL TABLE search USING fts5 (terms, content = '', contentless_delete = 1, detail = 'full', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_terms USING fts5vocab (search, 'row');
