-- Keys of containers (a person, a case room, the instance itself), each wrapped by a master key that is kept outside
-- the database. Deleting a row destroys what it sealed, wherever a copy of it stands.

CREATE TABLE container_keys (
    container {key} NOT NULL PRIMARY KEY,
    -- The name of the master key that wrapped it: sixteen hexadecimal symbols.
    master {key} NOT NULL,
    wrapped {blob} NOT NULL,
    created_at {int} NOT NULL
) {strict};

CREATE INDEX container_keys_master ON container_keys (master);

-- The salt that receipts are stretched with, drawn once.
CREATE TABLE receipt_salt (
    only_row {int} NOT NULL PRIMARY KEY CHECK (only_row = 1),
    salt {blob} NOT NULL
) {strict};
