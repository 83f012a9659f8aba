-- Events of kind 4 are internal to the city's staff. Those whom one concerns find it from their side.
CREATE TABLE concerns (
    account BLOB NOT NULL,
    seq     INTEGER NOT NULL,
    PRIMARY KEY (account, seq)
) STRICT, WITHOUT ROWID;
