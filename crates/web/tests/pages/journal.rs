//! What the journal says of requests, at its most talkative, and what it never says.

use std::io;
use std::sync::{Arc, Mutex};

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use web::testing::TestSite;

/// All that is written to the journal.
#[derive(Clone, Default)]
struct Journal(Arc<Mutex<Vec<u8>>>);

impl Journal {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines about one request.
    fn about(&self, request: &str) -> String {
        let text = self.text();
        text.lines()
            .filter(|line| line.contains(request))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Listens on this thread until the guard is let go.
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(self.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }
}

impl io::Write for Journal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Journal {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn what_people_type_is_never_in_the_journal() {
    let site = TestSite::new().await;
    let journal = Journal::default();
    let _listening = journal.listen();
    for (method, path, route) in [
        ("GET", "/rsa%20zebulon?q=zebulon", "(none)"),
        ("GET", "/en/zebulon/", "(none)"),
        ("GET", "/zebulon", "(none)"),
        ("GET", "/api/v1/zebulon", "(none)"),
        ("GET", "/lieux?q=dettes+zebulon&commune=zebulon", "/lieux"),
        ("GET", "/en/lieux?zone=zebulon", "/en/lieux"),
        ("GET", "/lieux/zebulon", "/lieux/{id}"),
        ("POST", "/lieux/zebulon", "/lieux/{id}"),
        (
            "GET",
            "/territoires/communes/zebulon",
            "/territoires/communes/{code}",
        ),
        ("GET", "/assets/zebulon", "/assets/{file}"),
        ("GET", "/api/v1/places?q=zebulon", "/api/v1/places"),
        ("GET", "/api/v1/places?zebulon=zebulon", "/api/v1/places"),
        ("GET", "/api/v1/communes/zebulon", "/api/v1/communes/{code}"),
    ] {
        let answer = site.ask(method, path, &[("cookie", "zebulon=1")]).await;
        let lines = journal.about(answer.header("x-request-id"));
        assert!(
            lines.contains(&format!("route={route} ")),
            "{method} {path}: {lines:?}"
        );
    }
    let text = journal.text().to_lowercase();
    assert!(!text.contains("zebulon"), "{text}");
}

#[tokio::test]
async fn a_fault_is_found_by_its_number_without_what_was_typed() {
    let site = TestSite::new().await;
    let mut change = site.instance.db.write().await.unwrap();
    change.execute("DROP TABLE import_runs", &[]).await.unwrap();
    change.commit().await.unwrap();
    let journal = Journal::default();
    let _listening = journal.listen();
    for (path, route) in [
        ("/api/v1/sources", "/api/v1/sources"),
        ("/en/a-propos?nom=zebulon", "/en/a-propos"),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 500, "{path}");
        let lines = journal.about(answer.header("x-request-id"));
        for part in ["ERROR", &format!("route={route} "), "import_runs"] {
            assert!(lines.contains(part), "{path}: {part} is not in {lines:?}");
        }
    }
    let text = journal.text();
    assert!(!text.contains("zebulon"), "{text}");
}
