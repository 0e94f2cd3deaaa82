-- How often somebody tried to enter: one row for each tally that is not full again.
--
-- A tally is found by a keyed digest of what is tried, for whom and from where: no address of the network, no address of
-- mail and no receipt stands here. A row says nothing any more once its instant has passed, and is then deleted.

CREATE TABLE tries (
    tally {blob} NOT NULL PRIMARY KEY,
    -- From then on, all tries are there again; microseconds since 1970 UTC.
    spent_until {int} NOT NULL
) {strict};

CREATE INDEX tries_spent_until ON tries (spent_until);
