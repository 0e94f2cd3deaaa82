-- A source may give the identifier of one place to another. The place that had it keeps its record, as a former one, and
-- so its public address; the identifier names the new one from then on.

CREATE TABLE source_records_with_former (
    source_id {int} NOT NULL REFERENCES sources (id),
    record_id {key} NOT NULL,
    -- 0: what the identifier names now. 1, 2…: what it named before, the oldest first.
    former {int} NOT NULL,
    place_id {key} NOT NULL REFERENCES places (id),
    -- SHA-256 of all the values of the record: an import compares it and leaves alone what did not change.
    content_hash {blob} NOT NULL,
    first_seen {int} NOT NULL,
    last_changed {int} NOT NULL,
    gone_at {int},
    PRIMARY KEY (source_id, record_id, former),
    CHECK (former = 0 OR gone_at IS NOT NULL)
) {strict};

INSERT INTO source_records_with_former
    (source_id, record_id, former, place_id, content_hash, first_seen, last_changed, gone_at)
    SELECT source_id, record_id, 0, place_id, content_hash, first_seen, last_changed, gone_at FROM source_records;

DROP TABLE source_records;

ALTER TABLE source_records_with_former RENAME TO source_records;

CREATE INDEX source_records_place ON source_records (place_id);
