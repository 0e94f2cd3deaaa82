-- The directory of places: sources, what each of them says, and the places shown.
--
-- Instants are microseconds since 1970 UTC, civil dates YYYY-MM-DD. Lists of the national schema's closed vocabularies
-- are their codes joined by |, free lists are joined by line breaks, and an empty list is an empty text.

CREATE TABLE sources (
    id {id},
    name {key} NOT NULL UNIQUE,
    title TEXT NOT NULL,
    licence TEXT,
    attribution TEXT,
    url TEXT,
    created_at {int} NOT NULL
) {strict};

-- A counter that each change of the directory raises: nodes compare it with the one they built their index from.
-- Its single row is also the lock that makes imports follow one another.
CREATE TABLE directory (
    only_row {int} NOT NULL PRIMARY KEY CHECK (only_row = 1),
    version {int} NOT NULL
) {strict};

INSERT INTO directory (only_row, version) VALUES (1, 0);

-- A place as it is shown. Today its values are those of its one source record; once several records make one place,
-- they will be what the rule of each field chose, and each record will keep its own values beside `source_records`.
CREATE TABLE places (
    id {key} NOT NULL PRIMARY KEY,
    pivot {key},
    name TEXT NOT NULL,
    name_key {key} NOT NULL,
    commune TEXT NOT NULL,
    postcode {key} NOT NULL,
    commune_code {key},
    departement {key} NOT NULL,
    street TEXT NOT NULL,
    complement TEXT,
    latitude {real},
    longitude {real},
    typologies TEXT NOT NULL,
    phone TEXT,
    emails TEXT NOT NULL,
    websites TEXT NOT NULL,
    -- A valid OpenStreetMap expression, or a note for people: never both.
    hours_osm TEXT,
    hours_note TEXT,
    summary TEXT,
    description TEXT,
    collected_by TEXT,
    itinerancy TEXT NOT NULL,
    parent TEXT,
    updated_on {key} NOT NULL,
    services TEXT NOT NULL,
    audiences TEXT NOT NULL,
    care TEXT NOT NULL,
    fees TEXT NOT NULL,
    programmes TEXT NOT NULL,
    labels TEXT NOT NULL,
    other_labels TEXT NOT NULL,
    access_modes TEXT NOT NULL,
    support_modes TEXT NOT NULL,
    accessibility_page TEXT,
    booking_page TEXT,
    -- Since when no source mentions it any more. A place is never deleted.
    gone_since {int},
    -- The directory's version that this place last changed with.
    version {int} NOT NULL,
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK (hours_osm IS NULL OR hours_note IS NULL)
) {strict};

CREATE INDEX places_version ON places (version);

CREATE TABLE source_records (
    source_id {int} NOT NULL REFERENCES sources (id),
    record_id {key} NOT NULL,
    place_id {key} NOT NULL REFERENCES places (id),
    -- SHA-256 of all the values of the record: an import compares it and leaves alone what did not change.
    content_hash {blob} NOT NULL,
    first_seen {int} NOT NULL,
    last_changed {int} NOT NULL,
    gone_at {int},
    PRIMARY KEY (source_id, record_id)
) {strict};

CREATE INDEX source_records_place ON source_records (place_id);

CREATE TABLE import_runs (
    id {id},
    source_id {int} NOT NULL REFERENCES sources (id),
    started_at {int} NOT NULL,
    finished_at {int} NOT NULL,
    counts {json} NOT NULL
) {strict};

CREATE INDEX import_runs_source ON import_runs (source_id, id);

-- What the last import of each source repaired or rejected.
CREATE TABLE import_findings (
    id {id},
    source_id {int} NOT NULL REFERENCES sources (id),
    row_number {int} NOT NULL,
    record_id TEXT,
    field TEXT,
    rule TEXT NOT NULL,
    before_value TEXT,
    after_value TEXT,
    outcome TEXT NOT NULL
) {strict};

CREATE INDEX import_findings_source ON import_findings (source_id, row_number);
