-- What is found by its words is kept in a file of its own, made from this one (store/sqlite/words.rs).
DROP TABLE search_terms;
DROP TABLE search;
DELETE FROM meta WHERE key = 'indexed';

-- Answers by the ids that devices make (UUIDv7): what comes now is written side by side, whoever sent it.
ALTER TABLE commands RENAME TO commands_by_account;
CREATE TABLE commands (
    id          BLOB NOT NULL,
    account     BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    seq         INTEGER,
    outcome     TEXT,
    PRIMARY KEY (id, account)
) STRICT, WITHOUT ROWID;
INSERT INTO commands (id, account, fingerprint, seq, outcome)
    SELECT id, account, fingerprint, seq, outcome FROM commands_by_account ORDER BY id, account;
DROP TABLE commands_by_account;

-- Accounts that a guest's things were handed over to, and with them the answers to the guest's commands.
CREATE TABLE heirs (
    guest   BLOB NOT NULL,
    account BLOB NOT NULL,
    PRIMARY KEY (guest, account)
) STRICT, WITHOUT ROWID;

-- `details` has no row while a proposal's first event tells all there is of it.

-- What a list shows of a proposal, apart from what it is found by: those rows are many to a page.
CREATE TABLE cards (
    first INTEGER PRIMARY KEY,
    card  TEXT NOT NULL
) STRICT;
INSERT INTO cards (first, card) SELECT first, card FROM proposals;
ALTER TABLE proposals DROP COLUMN card;

-- Each index of the lists costs as much as keeping the event itself, so that new proposals are put into all of them many
-- at a time: `listed` is 0 until then, and lists look through those few one by one. What is equal in an order stands as
-- in the log: `place` is `first` once more, because SQLite begins in the midst of equals only by a column that is not the
-- rowid.
ALTER TABLE proposals ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE proposals ADD COLUMN place INTEGER;
DROP INDEX proposals_by_area;
DROP INDEX newest;
DROP INDEX newest_area_1;
DROP INDEX newest_area_2;
DROP INDEX newest_area_3;
DROP INDEX newest_category;
DROP INDEX newest_state;
DROP INDEX newest_lead;
DROP INDEX supported;
DROP INDEX supported_area_1;
DROP INDEX supported_area_2;
DROP INDEX supported_area_3;
DROP INDEX supported_category;
DROP INDEX supported_state;
DROP INDEX supported_lead;
DROP INDEX urgent;
DROP INDEX urgent_area_1;
DROP INDEX urgent_area_2;
DROP INDEX urgent_area_3;
DROP INDEX urgent_category;
DROP INDEX urgent_state;
DROP INDEX urgent_lead;
UPDATE proposals SET listed = 1, place = first;
CREATE INDEX unlisted           ON proposals (first) WHERE listed = 0;
CREATE INDEX newest             ON proposals (submitted_at, place) WHERE listed = 1;
CREATE INDEX newest_area_1      ON proposals (area_1, submitted_at, place) WHERE listed = 1 AND area_1 IS NOT NULL;
CREATE INDEX newest_area_2      ON proposals (area_2, submitted_at, place) WHERE listed = 1 AND area_2 IS NOT NULL;
CREATE INDEX newest_area_3      ON proposals (area_3, submitted_at, place) WHERE listed = 1 AND area_3 IS NOT NULL;
CREATE INDEX newest_category    ON proposals (category, submitted_at, place) WHERE listed = 1 AND category IS NOT NULL;
CREATE INDEX newest_state       ON proposals (state, submitted_at, place) WHERE listed = 1;
CREATE INDEX newest_lead        ON proposals (lead, submitted_at, place) WHERE listed = 1 AND lead IS NOT NULL;
CREATE INDEX supported          ON proposals (supports, place) WHERE listed = 1;
CREATE INDEX supported_area_1   ON proposals (area_1, supports, place) WHERE listed = 1 AND area_1 IS NOT NULL;
CREATE INDEX supported_area_2   ON proposals (area_2, supports, place) WHERE listed = 1 AND area_2 IS NOT NULL;
CREATE INDEX supported_area_3   ON proposals (area_3, supports, place) WHERE listed = 1 AND area_3 IS NOT NULL;
CREATE INDEX supported_category ON proposals (category, supports, place) WHERE listed = 1 AND category IS NOT NULL;
CREATE INDEX supported_state    ON proposals (state, supports, place) WHERE listed = 1;
CREATE INDEX supported_lead     ON proposals (lead, supports, place) WHERE listed = 1 AND lead IS NOT NULL;
CREATE INDEX urgent             ON proposals (due, place) WHERE listed = 1 AND due IS NOT NULL;
CREATE INDEX urgent_area_1      ON proposals (area_1, due, place) WHERE listed = 1 AND due IS NOT NULL AND area_1 IS NOT NULL;
CREATE INDEX urgent_area_2      ON proposals (area_2, due, place) WHERE listed = 1 AND due IS NOT NULL AND area_2 IS NOT NULL;
CREATE INDEX urgent_area_3      ON proposals (area_3, due, place) WHERE listed = 1 AND due IS NOT NULL AND area_3 IS NOT NULL;
CREATE INDEX urgent_category    ON proposals (category, due, place) WHERE listed = 1 AND due IS NOT NULL AND category IS NOT NULL;
CREATE INDEX urgent_state       ON proposals (state, due, place) WHERE listed = 1 AND due IS NOT NULL;
CREATE INDEX urgent_lead        ON proposals (lead, due, place) WHERE listed = 1 AND due IS NOT NULL AND lead IS NOT NULL;
