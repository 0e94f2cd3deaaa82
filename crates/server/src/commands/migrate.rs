//! `parvis migrate`: brings the database to the form that this version needs. `serve` does the same by itself.

use super::database;
use crate::Outcome;
use crate::config::Config;
use crate::output::Output;
use serde_json::json;
use web::site::Clock;

pub async fn run(config: &Config, output: &Output) -> Outcome {
    let db = database::open(config).await?;
    let applied = database::migrate(&db, Clock::system().now()).await?;
    let state = store::schema_state(&db)
        .await
        .map_err(|error| database::fault(&error))?;
    let document = json!({
        "database": config.database_shown(),
        "applied": applied.iter().map(|migration| migration.name).collect::<Vec<_>>(),
        "schema": state.program,
    });
    output.result(&document, || {
        let mut lines: Vec<String> = applied
            .iter()
            .map(|migration| format!("applied {}", migration.name))
            .collect();
        lines.push(format!(
            "{} is at schema {}",
            config.database_shown(),
            state.program
        ));
        lines.join("\n")
    })
}
