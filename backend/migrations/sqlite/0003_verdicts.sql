-- In which round somebody judged as a follower; 0 for never.
ALTER TABLE relations ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
-- What is being done has a state of its own since.
UPDATE details SET proposal = json_set(proposal, '$.state', 'implementing')
WHERE json_extract(proposal, '$.state') = 'answered' AND json_extract(proposal, '$.clock.kind') = 'work';
