-- Work done after the answer, and the letters that it sends.

-- A job says what it is about and holds no content. Whoever claims it is silent until `free_at` at most: then another
-- may take it over.
CREATE TABLE jobs (
    id {key} NOT NULL PRIMARY KEY,
    kind {key} NOT NULL,
    -- The identifier of what it is about, in the table of its kind.
    about {key} NOT NULL,
    -- The same job is asked for once.
    once {key} NOT NULL,
    state {key} NOT NULL CHECK (state IN ('open', 'done', 'dead', 'dropped')),
    created_at {int} NOT NULL,
    -- From when on it may be claimed: its hour, its next try, or the end of the lease of its holder.
    free_at {int} NOT NULL,
    -- Drawn by each claim: only the last one may tell how it ended.
    holder {key},
    tries {int} NOT NULL,
    -- A word of the program for what went wrong last.
    problem {key},
    ended_at {int},
    UNIQUE (kind, once),
    CHECK ((ended_at IS NULL) = (state = 'open'))
) {strict};

CREATE INDEX jobs_free ON jobs (state, kind, free_at);

CREATE TABLE letters (
    id {key} NOT NULL PRIMARY KEY,
    -- A keyed digest of the address: whoever reads the database alone cannot tell or guess it.
    recipient {blob} NOT NULL,
    template {key} NOT NULL,
    language {key} NOT NULL,
    -- The address and the values, sealed; erased as soon as the letter has ended.
    sealed {blob},
    state {key} NOT NULL CHECK (state IN ('waiting', 'sent', 'refused', 'expired', 'dropped')),
    posted_at {int} NOT NULL,
    -- Afterwards it is not worth sending.
    ends_at {int},
    ended_at {int},
    -- A word for the answer of the server that refused it.
    answer {key},
    -- The recipient, while a digest still takes lines: one at a time for each.
    gathers {blob} UNIQUE,
    CHECK ((state = 'waiting') = (sealed IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (state = 'waiting'))
) {strict};

CREATE INDEX letters_recipient ON letters (recipient, posted_at);
