//! PostgreSQL, by a pool of connections. Statements stay prepared on each connection; a batch is sent without waiting
//! for each answer, so that its cost is not a round trip a row.
//!
//! What is answered by the network is a boxed future: an allocation is nothing beside a round trip, and the driver is
//! compiled once, here, instead of into every operation of every crate that waits for it.

use std::pin::Pin;
use std::time::Duration;

use bytes::BytesMut;
use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use futures_util::stream::{FuturesOrdered, StreamExt, TryStreamExt};
use tokio_postgres::types::{IsNull, ToSql, Type};

use super::Visit;
use super::open::OpenError;
use super::row::Row;
use super::value::Value;
use crate::error::{Cause, StoreError, StoreResult};

/// The oldest version that is tested, as `server_version_num` tells it.
const OLDEST_VERSION: i64 = 150_000;
const CONNECTIONS: usize = 16;
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(10);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Statements of a batch that are on their way at the same time.
const IN_FLIGHT: usize = 128;

/// An answer of the server, on its way.
pub(super) type Answer<'a, T> = Pin<Box<dyn Future<Output = StoreResult<T>> + Send + 'a>>;

/// A pool whose first connection has been seen to work.
pub(super) fn open(
    config: tokio_postgres::Config,
    wanted: super::tls::Wanted,
) -> Pin<Box<dyn Future<Output = Result<Pool, OpenError>> + Send>> {
    Box::pin(async move { connect(config, &wanted).await })
}

async fn connect(mut config: tokio_postgres::Config, wanted: &super::tls::Wanted) -> Result<Pool, OpenError> {
    if config.get_application_name().is_none() {
        config.application_name("parvis");
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_TIMEOUT);
    }
    let recycling = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let manager = match super::tls::encryption(wanted, &mut config)? {
        None => Manager::from_config(config, tokio_postgres::NoTls, recycling),
        Some(encryption) => Manager::from_config(config, encryption, recycling),
    };
    let pool = Pool::builder(manager)
        .max_size(CONNECTIONS)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(WAIT_FOR_CONNECTION))
        .create_timeout(Some(WAIT_FOR_CONNECTION))
        .build()
        .expect("a runtime is named, so that time limits are possible");
    let client = pool.get().await.map_err(StoreError::from)?;
    let row = client
        .query_one(
            "SELECT CAST(current_setting('server_version_num') AS BIGINT), current_setting('server_version'), \
             current_setting('server_encoding')",
            &[],
        )
        .await
        .map_err(StoreError::from)?;
    check_version(row.get(0), row.get(1), row.get(2))?;
    drop(client);
    Ok(pool)
}

pub(super) fn check_version(number: i64, version: &str, encoding: &str) -> Result<(), OpenError> {
    if number < OLDEST_VERSION {
        return Err(OpenError::TooOld(version.to_owned()));
    }
    if encoding != "UTF8" {
        return Err(OpenError::NotUtf8(encoding.to_owned()));
    }
    Ok(())
}

/// A connection of the pool, when one is free.
pub(super) fn client(pool: &Pool) -> Answer<'_, Client> {
    Box::pin(async { Ok(pool.get().await?) })
}

pub(super) fn each_row<'a>(
    client: &'a Client,
    sql: &'a str,
    args: &'a [Value],
    visit: &'a mut Visit<'_>,
) -> Answer<'a, ()> {
    forgotten_if_failed(client, sql, async move {
        let statement = client.prepare_cached(sql).await?;
        let mut rows = std::pin::pin!(client.query_raw(&statement, args).await?);
        while let Some(row) = rows.try_next().await? {
            visit(&Row::postgres(&row))?;
        }
        Ok(())
    })
}

pub(super) fn execute<'a>(client: &'a Client, sql: &'a str, args: &'a [Value]) -> Answer<'a, u64> {
    forgotten_if_failed(client, sql, async move {
        let statement = client.prepare_cached(sql).await?;
        Ok(client.execute_raw(&statement, args).await?)
    })
}

pub(super) fn execute_many<'a>(
    client: &'a Client,
    sql: &'a str,
    rows: &'a [Vec<Value>],
) -> Answer<'a, Vec<u64>> {
    forgotten_if_failed(client, sql, async move {
        let statement = client.prepare_cached(sql).await?;
        let mut counts = Vec::with_capacity(rows.len());
        let mut on_their_way = FuturesOrdered::new();
        for args in rows {
            if on_their_way.len() >= IN_FLIGHT {
                counts.extend(on_their_way.next().await.transpose()?);
            }
            on_their_way.push_back(client.execute_raw(&statement, args));
        }
        while let Some(count) = on_their_way.try_next().await? {
            counts.push(count);
        }
        Ok(counts)
    })
}

/// Runs a script of several statements without parameters.
pub(super) fn run_script<'a>(client: &'a Client, script: &'a str) -> Answer<'a, ()> {
    Box::pin(async move { Ok(client.batch_execute(script).await?) })
}

/// A prepared statement whose tables were migrated by another node fails once: it is prepared anew the next time.
fn forgotten_if_failed<'a, T>(
    client: &'a Client,
    sql: &'a str,
    answer: impl Future<Output = StoreResult<T>> + Send + 'a,
) -> Answer<'a, T> {
    Box::pin(async move {
        let answer = answer.await;
        if matches!(answer, Err(StoreError::Statement(_))) {
            client.statement_cache.remove(sql, &[]);
        }
        answer
    })
}

/// A connection inside `BEGIN`. Dropped without commit, it rolls back before the connection returns to the pool.
pub(super) struct PostgresTx {
    client: Option<Client>,
}

impl PostgresTx {
    pub(super) fn begin(pool: &Pool) -> Answer<'_, Self> {
        Box::pin(async {
            // The value exists before `BEGIN` is sent: a caller that goes away in between cannot leave a connection
            // of the pool inside a transaction.
            let tx = Self {
                client: Some(pool.get().await?),
            };
            tx.client().batch_execute("BEGIN").await?;
            Ok(tx)
        })
    }

    pub(super) fn client(&self) -> &Client {
        self.client.as_ref().expect("taken at the end only")
    }

    pub(super) fn commit(self) -> Answer<'static, ()> {
        Box::pin(self.keep())
    }

    async fn keep(mut self) -> StoreResult<()> {
        self.client().batch_execute("COMMIT").await?;
        self.client = None;
        Ok(())
    }
}

impl Drop for PostgresTx {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            // The connection is closed, which rolls back.
            drop(Client::take(client));
            return;
        };
        runtime.spawn(async move {
            if client.batch_execute("ROLLBACK").await.is_err() {
                drop(Client::take(client));
            }
        });
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, kind) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Bool(value), &Type::BOOL) => value.to_sql(kind, out),
            (Self::Int(value), &Type::INT8) => value.to_sql(kind, out),
            (Self::Int(value), &Type::INT4) => i32::try_from(*value)?.to_sql(kind, out),
            (Self::Int(value), &Type::INT2) => i16::try_from(*value)?.to_sql(kind, out),
            (Self::Real(value), &Type::FLOAT8) => value.to_sql(kind, out),
            (Self::Text(value), &(Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::JSON)) => {
                value.as_str().to_sql(&Type::TEXT, out)
            }
            (Self::Blob(value), &Type::BYTEA) => value.as_slice().to_sql(kind, out),
            // SQLite would take it: say it here, without the value, so that both engines agree on what is right.
            _ => Err(Box::new(Cause::new(format!(
                "a parameter of type {kind} was given another type"
            )))),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}
