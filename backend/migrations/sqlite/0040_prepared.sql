-- What only something internal cites is for the city's staff: a photo that goes along with what a desk has prepared.
ALTER TABLE citations ADD COLUMN internal INTEGER NOT NULL DEFAULT 0;
