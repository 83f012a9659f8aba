-- Which arguments a reason stands in the place of, and since when: whoever moderates finds them, for they may stand again.
ALTER TABLE arguments ADD COLUMN hidden_at INTEGER;
UPDATE arguments SET hidden_at = json_extract(argument, '$.moderation.at')
    WHERE json_extract(argument, '$.moderation.hidden');
CREATE INDEX arguments_hidden ON arguments (hidden_at) WHERE hidden_at IS NOT NULL;
