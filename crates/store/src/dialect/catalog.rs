//! What the engine itself says of the tables it holds.

use super::pick;
#[cfg(test)]
use crate::db::Engine;
use crate::db::Read;
use crate::error::StoreResult;

const HAS_TABLE: [&str; 2] = [
    "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = $1",
    "SELECT COUNT(*) FROM pg_catalog.pg_class c \
     WHERE c.relname = $1 AND c.relkind = 'r' AND pg_catalog.pg_table_is_visible(c.oid)",
];

/// Table, column, type in SQLite's words, whether it may be absent. In SQLite a primary key of integers is never
/// absent although the catalogue does not say so.
#[cfg(test)]
const COLUMNS: [&str; 2] = [
    "SELECT t.name, c.name, CASE c.type WHEN 'INTEGER' THEN 'int' WHEN 'REAL' THEN 'real' WHEN 'TEXT' THEN 'text' \
     WHEN 'BLOB' THEN 'blob' ELSE c.type END, CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN 'required' ELSE 'optional' END \
     FROM pragma_table_list t JOIN pragma_table_info(t.name) c \
     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid",
    "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CASE c.data_type WHEN 'bigint' THEN 'int' \
     WHEN 'boolean' THEN 'int' WHEN 'double precision' THEN 'real' WHEN 'text' THEN 'text' WHEN 'json' THEN 'text' \
     WHEN 'bytea' THEN 'blob' ELSE c.data_type END, CASE c.is_nullable WHEN 'NO' THEN 'required' ELSE 'optional' END \
     FROM information_schema.columns c WHERE c.table_schema = current_schema() \
     ORDER BY CAST(c.table_name AS TEXT) COLLATE \"C\", c.ordinal_position",
];

/// Table, kind (`unique`, `index`, `foreign key`), columns joined by commas. An integer primary key is the table
/// itself in SQLite, so primary keys of one integer are left out.
#[cfg(test)]
const RULES: [&str; 2] = [
    "SELECT t.name, CASE i.\"unique\" WHEN 1 THEN 'unique' ELSE 'index' END AS kind, \
     (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS columns \
     FROM pragma_table_list t JOIN pragma_index_list(t.name) i \
     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' \
     UNION ALL SELECT t.name, 'foreign key to ' || f.\"table\", f.\"from\" \
     FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f \
     WHERE t.schema = 'main' AND t.type = 'table' ORDER BY 1, 2, 3",
    "SELECT CAST(c.relname AS TEXT) COLLATE \"C\" AS a, CASE WHEN i.indisunique THEN 'unique' ELSE 'index' END COLLATE \"C\" AS kind, \
     string_agg(CAST(col.attname AS TEXT), ',' ORDER BY array_position(CAST(i.indkey AS SMALLINT[]), col.attnum)) COLLATE \"C\" AS columns \
     FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid \
     JOIN pg_catalog.pg_attribute col ON col.attrelid = c.oid AND col.attnum = ANY (CAST(i.indkey AS SMALLINT[])) \
     WHERE c.relnamespace = CAST(current_schema() AS regnamespace) \
     AND NOT (i.indisprimary AND i.indnatts = 1 AND col.atttypid = CAST('int8' AS regtype)) \
     GROUP BY c.relname, i.indexrelid, i.indisunique \
     UNION ALL SELECT CAST(c.relname AS TEXT) COLLATE \"C\", ('foreign key to ' || CAST(target.relname AS TEXT)) COLLATE \"C\", CAST(col.attname AS TEXT) COLLATE \"C\" \
     FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid \
     JOIN pg_catalog.pg_class target ON target.oid = k.confrelid \
     JOIN pg_catalog.pg_attribute col ON col.attrelid = c.oid AND col.attnum = ANY (k.conkey) \
     WHERE k.contype = 'f' AND c.relnamespace = CAST(current_schema() AS regnamespace) ORDER BY 1, 2, 3",
];

/// Whether a table exists.
pub(crate) async fn has_table(db: &impl Read, name: &str) -> StoreResult<bool> {
    let sql = pick(db.engine(), HAS_TABLE[0], HAS_TABLE[1]);
    let (count,): (i64,) = db.query_one(sql, crate::args![name]).await?;
    Ok(count > 0)
}

/// How many rows a table has. The name is one of our own, never what somebody wrote.
pub(crate) async fn count_rows(db: &impl Read, table: &'static str) -> StoreResult<u64> {
    let (count,): (u64,) = db
        .query_one(&format!("SELECT COUNT(*) FROM {table}"), &[])
        .await?;
    Ok(count)
}

/// The columns of every table, one a line, in words common to both engines.
#[cfg(test)]
pub(crate) async fn columns(db: &impl Read) -> StoreResult<Vec<String>> {
    let sql = pick(db.engine(), COLUMNS[0], COLUMNS[1]);
    let rows: Vec<(String, String, String, String)> = db.query(sql, &[]).await?;
    Ok(rows
        .into_iter()
        .map(|(table, column, kind, presence)| format!("{table}.{column}: {kind}, {presence}"))
        .collect())
}

/// Indexes, uniqueness and foreign keys, one a line, in words common to both engines.
#[cfg(test)]
pub(crate) async fn rules(db: &impl Read) -> StoreResult<Vec<String>> {
    let sql = pick(db.engine(), RULES[0], RULES[1]);
    let rows: Vec<(String, String, String)> = db.query(sql, &[]).await?;
    Ok(rows
        .into_iter()
        .map(|(table, kind, columns)| format!("{table}: {kind} ({columns})"))
        .collect())
}

#[cfg(test)]
pub(super) fn statements(engine: Engine) -> Vec<(&'static str, &'static str)> {
    [
        ("catalog::HAS_TABLE", HAS_TABLE),
        ("catalog::COLUMNS", COLUMNS),
        ("catalog::RULES", RULES),
    ]
    .map(|(name, bodies)| (name, pick(engine, bodies[0], bodies[1])))
    .to_vec()
}
