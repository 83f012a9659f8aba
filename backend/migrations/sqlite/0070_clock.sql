-- Which clock it is that ends at `due`: with that, what is due is known without a look into the case itself.
ALTER TABLE proposals ADD COLUMN clock TEXT;
UPDATE proposals SET clock = CASE
    WHEN EXISTS (SELECT 1 FROM details d WHERE d.first = proposals.first)
    THEN (SELECT json_extract(d.proposal, '$.clock.kind') FROM details d WHERE d.first = proposals.first)
    ELSE (SELECT json_extract(e.payload, '$.fact.proposal.change.submitted.clock.kind')
          FROM events e WHERE e.seq = proposals.first)
END WHERE due IS NOT NULL;
