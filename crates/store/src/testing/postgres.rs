//! One database of a PostgreSQL server for one test, copied from a template that holds the migrated schema.

use tokio_postgres::NoTls;

use super::cluster;
use crate::db::Db;

/// Serialises the making of the template among the processes of a test run.
const TEMPLATE_LOCK: &str = "SELECT pg_advisory_lock(70617276697374)";

/// A database that is dropped with this value.
pub(super) struct TestDatabase {
    server: String,
    name: String,
    url: String,
}

impl TestDatabase {
    pub(super) async fn empty() -> Self {
        Self::create(&server(), "TEMPLATE template0 ENCODING 'UTF8'").await
    }

    pub(super) async fn migrated() -> Self {
        let server = server();
        let template = format!("parvis_template_{}", &crate::migrations::list_digest()[..16]);
        make_template(&server, &template).await;
        Self::create(&server, &format!("TEMPLATE {template}")).await
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    async fn create(server: &str, how: &str) -> Self {
        // Several machines may share a server: the name is drawn, from what seeds the hash maps of the standard library.
        let drawn = std::hash::BuildHasher::build_hasher(&std::hash::RandomState::new());
        let name = format!("parvis_test_{:016x}", std::hash::Hasher::finish(&drawn));
        let admin = connect(server).await;
        admin
            .batch_execute(&format!("CREATE DATABASE {name} {how}"))
            .await
            .unwrap_or_else(|error| panic!("PostgreSQL could not make a database for a test: {error:?}"));
        Self {
            url: with_database(server, &name),
            server: server.to_owned(),
            name,
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // A thread with its own runtime: a value may be dropped where nothing can be awaited.
        let dropping = std::thread::spawn(move || {
            run_alone(async {
                let admin = connect(&server).await;
                // The whole server goes away after the tests: a database that stays until then harms nobody.
                let _ = admin
                    .batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
                    .await;
            });
        });
        let _ = dropping.join();
    }
}

fn run_alone<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts")
        .block_on(work)
}

/// The address of a server, ending with the name of a database to connect to for administration.
fn server() -> String {
    match std::env::var("TEST_POSTGRES_URL") {
        Ok(url) if !url.is_empty() => url,
        _ => cluster::url(),
    }
}

async fn make_template(server: &str, template: &str) {
    let admin = connect(server).await;
    admin.batch_execute(TEMPLATE_LOCK).await.expect("a lock is given");
    let exists = admin
        .query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&template])
        .await
        .expect("the catalogue answers")
        .is_some();
    if !exists {
        // Under another name until it is whole: a test run that is killed here leaves no half template.
        let draft = format!("{template}_draft");
        for statement in [
            format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)"),
            format!("CREATE DATABASE {draft} TEMPLATE template0 ENCODING 'UTF8'"),
        ] {
            admin.batch_execute(&statement).await.unwrap_or_else(|error| {
                panic!("PostgreSQL could not make the template of the tests: {error:?}")
            });
        }
        let db = Db::open(&with_database(server, &draft))
            .await
            .expect("the template opens");
        crate::migrate(&db, jiff::Timestamp::UNIX_EPOCH)
            .await
            .expect("the migrations apply");
        db.close();
        drop(db);
        // Closed connections take a moment to leave, and a database in use cannot be renamed.
        for attempt in 0.. {
            match admin
                .batch_execute(&format!("ALTER DATABASE {draft} RENAME TO {template}"))
                .await
            {
                Ok(()) => break,
                Err(error) if attempt == 100 => panic!("the template of the tests stays in use: {error:?}"),
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
            }
        }
    }
}

async fn connect(server: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(server, NoTls)
        .await
        .unwrap_or_else(|error| panic!("the PostgreSQL server of the tests does not answer: {error:?}"));
    tokio::spawn(connection);
    client
}

/// The same server, another database: what stands between the host and the `?` is replaced.
fn with_database(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    let end = address[host..]
        .find('/')
        .map_or(address.len(), |slash| host + slash);
    let question = if options.is_empty() { "" } else { "?" };
    format!("{}/{name}{question}{options}", &address[..end])
}

#[test]
fn another_database_of_the_same_server() {
    for (server, expected) in [
        ("postgres://u:p@host:5433/postgres", "postgres://u:p@host:5433/x"),
        ("postgres://u@host", "postgres://u@host/x"),
        (
            "postgres://u@host/a?sslmode=disable",
            "postgres://u@host/x?sslmode=disable",
        ),
    ] {
        assert_eq!(with_database(server, "x"), expected);
    }
}
