-- Phones whose codes let members in, and the codes that they keep on paper.
--
-- The secret that a phone shares is sealed with its member's key, bound to this place. Of a recovery code only a keyed
-- digest stands here. Instants are microseconds since 1970 UTC.

CREATE TABLE authenticators (
    member {key} NOT NULL PRIMARY KEY REFERENCES members (id),
    secret {blob} NOT NULL,
    made_at {int} NOT NULL,
    -- When a first code was entered; until then it lets nobody in.
    confirmed_at {int},
    -- The step of the last code that let her in: no code does twice, and none before it.
    last_step {int} NOT NULL
) {strict};

CREATE TABLE recovery_codes (
    member {key} NOT NULL REFERENCES members (id),
    code {blob} NOT NULL,
    made_at {int} NOT NULL,
    used_at {int},
    PRIMARY KEY (member, code)
) {strict};
