//! National formats of places, in and out: bytes to domain values, domain values to bytes. No I/O of its own.
