-- When the clockwork looks at a case again: at the end of every clock whose end moves something, the city's as the
-- author's. A support leaves it alone, and with it the index.
DROP INDEX proposals_to_judge;
ALTER TABLE proposals RENAME COLUMN judge_by TO due;
UPDATE proposals SET due = CASE
    WHEN EXISTS (SELECT 1 FROM details d WHERE d.first = proposals.first)
    THEN (SELECT json_extract(d.proposal, '$.clock.due') FROM details d WHERE d.first = proposals.first)
    ELSE (SELECT json_extract(e.payload, '$.fact.proposal.change.submitted.clock.due')
          FROM events e WHERE e.seq = proposals.first)
END;
CREATE INDEX proposals_due ON proposals (due) WHERE due IS NOT NULL;
