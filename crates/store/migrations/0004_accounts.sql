-- Organisations, their members, invitations, links and sessions.
--
-- Names and addresses of people are sealed with a key of their own (container member/ID): deleting that key erases them
-- everywhere. An address is found by a keyed digest. Tokens stand here as digests only. Instants are microseconds
-- since 1970 UTC.

CREATE TABLE organisations (
    id {key} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind {key} NOT NULL,
    siret {key} UNIQUE,
    -- A code of commune, département, région or SIREN of a group of communes.
    territory {key},
    -- The one that runs the instance: its administrators administer it.
    runs_instance {bool} NOT NULL,
    created_at {int} NOT NULL,
    closed_at {int}
) {strict};

CREATE TABLE members (
    id {key} NOT NULL PRIMARY KEY,
    -- Both are NULL once the member was erased.
    name {blob},
    email {blob},
    email_digest {blob} UNIQUE,
    created_at {int} NOT NULL
) {strict};

CREATE TABLE memberships (
    member {key} NOT NULL REFERENCES members (id),
    organisation {key} NOT NULL REFERENCES organisations (id),
    role {key} NOT NULL,
    granted_at {int} NOT NULL,
    ended_at {int},
    PRIMARY KEY (member, organisation, role, granted_at)
) {strict};

CREATE INDEX memberships_organisation ON memberships (organisation);

CREATE TABLE invitations (
    id {key} NOT NULL PRIMARY KEY,
    organisation {key} NOT NULL REFERENCES organisations (id),
    -- Codes joined by |.
    roles {key} NOT NULL,
    -- Sealed with the key of the instance until it is used.
    email {blob} NOT NULL,
    token {blob} NOT NULL UNIQUE,
    invited_at {int} NOT NULL,
    ends_at {int} NOT NULL,
    used_at {int},
    withdrawn_at {int}
) {strict};

CREATE INDEX invitations_organisation ON invitations (organisation);

CREATE TABLE sign_in_links (
    token {blob} NOT NULL PRIMARY KEY,
    member {key} NOT NULL REFERENCES members (id),
    made_at {int} NOT NULL,
    ends_at {int} NOT NULL,
    used_at {int}
) {strict};

CREATE INDEX sign_in_links_member ON sign_in_links (member, made_at);

CREATE TABLE sessions (
    id {key} NOT NULL PRIMARY KEY,
    token {blob} NOT NULL UNIQUE,
    member {key} NOT NULL REFERENCES members (id),
    kind {key} NOT NULL,
    -- What its owner knows the device by, sealed with her key.
    device {blob} NOT NULL,
    began_at {int} NOT NULL,
    seen_at {int} NOT NULL,
    proven_at {int} NOT NULL,
    ended_at {int}
) {strict};

CREATE INDEX sessions_member ON sessions (member);
