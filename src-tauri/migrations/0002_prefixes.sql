-- While somebody types, the last word is a beginning: beginnings of up to three letters have lists of their own, or each
-- letter would put together the lists of every word that begins so. The words are taken in again by the next start.
DROP TABLE search_terms;
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
CREATE VIRTUAL TABLE search_terms USING fts5vocab (search, 'row');
