-- Words that people took back, until the index of words (a file of its own) has let them go too. `nth` only grows: the
-- index remembers up to where it has come.
CREATE TABLE lost_words (
    nth   INTEGER PRIMARY KEY AUTOINCREMENT,
    first INTEGER NOT NULL,
    terms TEXT NOT NULL
) STRICT;
