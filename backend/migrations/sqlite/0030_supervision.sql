-- Events have two kinds more: 6 is a draw of closed cases, for everybody; 7 is for the city's staff and for whom it concerns.
CREATE INDEX events_of_draws ON events (seq) WHERE kind = 6;

-- What closed a case, and when: from these the draws are made.
CREATE TABLE closings (
    seq     INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
INSERT INTO closings (seq, subject, at)
SELECT seq, subject, payload ->> '$.at' FROM events
WHERE kind = 0 AND payload IS NOT NULL AND (
    payload -> '$.fact.proposal.change.judged' IS NOT NULL
    OR payload -> '$.fact.proposal.change.closed_unjudged' IS NOT NULL
    OR payload -> '$.fact.proposal.change.concluded' IS NOT NULL
        AND payload -> '$.fact.proposal.change.concluded.clock' IS NULL);

-- How citizens look at cases: the `nth` look of a case, from 0; `began` with this event. account: who looks, where somebody
-- does. asked: the department that has not answered a question yet. fit: what was found.
CREATE TABLE supervisions (
    subject INTEGER NOT NULL,
    nth     INTEGER NOT NULL,
    began   INTEGER NOT NULL,
    account BLOB,
    open    INTEGER NOT NULL,
    month   TEXT,
    asked   TEXT,
    fit     INTEGER,
    PRIMARY KEY (subject, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX supervisions_open ON supervisions (began) WHERE open;
CREATE INDEX supervisions_by_account ON supervisions (account, began) WHERE account IS NOT NULL;
CREATE INDEX supervisions_asked ON supervisions (asked) WHERE asked IS NOT NULL;
CREATE INDEX supervisions_by_month ON supervisions (month) WHERE month IS NOT NULL;
