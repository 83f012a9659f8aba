-- The joint departments that have not said their part yet: what lies with a department is what it leads, and this.
CREATE TABLE joint (
  department TEXT NOT NULL,
  place      INTEGER NOT NULL REFERENCES proposals ON DELETE CASCADE,
  PRIMARY KEY (department, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX joint_place ON joint (place);
INSERT OR IGNORE INTO joint (department, place)
  SELECT joint.value, proposals.place FROM proposals, json_each(proposals.kept, '$.proposal.joint') AS joint
  WHERE proposals.state IN ('assigned', 'in_progress');
