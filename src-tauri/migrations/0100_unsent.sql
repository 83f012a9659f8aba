-- What was begun in a form about a case and not sent: one row for each form of each person.

CREATE TABLE unsent (
  form TEXT PRIMARY KEY,            -- account, case, action, place
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
