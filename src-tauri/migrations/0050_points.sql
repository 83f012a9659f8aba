-- Where a proposal is, in millionths of a degree; what was kept before has no point.
ALTER TABLE proposals ADD COLUMN lat INTEGER;
ALTER TABLE proposals ADD COLUMN long INTEGER;
CREATE INDEX proposals_point ON proposals (lat, long) WHERE lat IS NOT NULL;
