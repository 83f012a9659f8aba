-- How many proposals have each term: what resembles a text is found by its rarest. Accents count, as on a device; the
-- words are taken in again by themselves.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (terms, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_terms USING fts5vocab (search, 'row');
UPDATE meta SET value = '0' WHERE key = 'indexed';
