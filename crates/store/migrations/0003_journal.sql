-- What happened, without content and without clear names. Rows are added and never changed or removed.

CREATE TABLE journal (
    number {int} NOT NULL PRIMARY KEY,
    -- The one byte sequence of the event, which digests are made of.
    event {blob} NOT NULL,
    digest {blob} NOT NULL,
    -- The pseudonym in the event of whose file it is about, to find it by.
    subject {blob}
) {strict};

CREATE INDEX journal_subject ON journal (subject, number);

-- The end of the chain. Its single row is also the lock that makes entries follow one another.
CREATE TABLE journal_head (
    only_row {int} NOT NULL PRIMARY KEY CHECK (only_row = 1),
    number {int} NOT NULL,
    digest {blob} NOT NULL
) {strict};
