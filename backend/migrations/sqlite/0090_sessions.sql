-- When somebody signed in: they can ask where they are signed in. Not known of sessions that were there before.
ALTER TABLE sessions ADD COLUMN since INTEGER;
