//! What the two engines truly do differently, one small file per matter, both bodies side by side.
//! Outside this folder nobody asks which engine is running.

pub(crate) mod catalog;
pub(crate) mod import_turn;
pub(crate) mod integrity;
pub(crate) mod job_claim;
pub(crate) mod migration_lock;
pub(crate) mod schema_words;

use crate::db::Engine;

/// The statements of this folder that the engine understands, by name.
#[cfg(test)]
pub(crate) fn statements(engine: Engine) -> Vec<(&'static str, &'static str)> {
    [
        catalog::statements(engine),
        import_turn::statements(engine),
        integrity::statements(engine),
        job_claim::statements(engine),
        migration_lock::statements(engine),
    ]
    .concat()
}

/// The body for this engine.
fn pick<T>(engine: Engine, sqlite: T, postgres: T) -> T {
    match engine {
        Engine::Sqlite => sqlite,
        Engine::Postgres => postgres,
    }
}
