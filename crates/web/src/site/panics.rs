//! What becomes of a panic: a fault like the others, of which the journal says where in the program it happened and on
//! which route. Never its message: it may quote what somebody typed.

use std::any::Any;
use std::cell::Cell;

use axum::response::{IntoResponse, Response};

use super::errors::{Fault, PageError};

thread_local! {
    /// The line of the program where this thread panicked last.
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// From now on, and for the whole program, a panic leaves one line in the journal, with its place and without its message.
pub fn keep_messages_to_ourselves() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(
            || "an unknown place".to_owned(),
            |location| format!("{}:{}", location.file(), location.line()),
        );
        tracing::error!(place, "panic");
        PLACE.set(Some(place));
    }));
}

/// What a visitor gets instead of the answer that panicked. The fault names the place, and whoever logs it the route.
pub(super) fn answer(_message: Box<dyn Any + Send>) -> Response {
    // The hook ran on this thread, and nothing else since.
    let reason = match PLACE.take() {
        Some(place) => format!("panic at {place}"),
        None => "panic".to_owned(),
    };
    PageError::Fault(Fault::new(reason)).into_response()
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use axum::Router;
    use axum::body::Body;
    use axum::extract::{Path, Request};
    use axum::http::StatusCode;
    use axum::routing::get;
    use tower::ServiceExt;

    use crate::instance::Instance;
    use crate::seeds;
    use crate::site::{Clock, Settings, Site, surround};

    #[derive(Clone, Default)]
    struct Journal(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Journal {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn the_journal_says_where_and_on_which_route_it_panicked_and_nothing_that_was_typed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("panics.db");
        let db = store::Db::open(&format!("sqlite:{}", path.display()))
            .await
            .unwrap();
        let clock = Clock::system();
        store::migrate(&db, clock.now()).await.unwrap();
        let keys = seeds::keys(&db, clock.now()).await;
        let site = Site::new(clock, Settings::default());
        let instance = Instance::load(site, db, keys, seeds::random).await.unwrap();
        let fragile = get(async |Path(typed): Path<String>| -> String { panic!("{typed} is too much") });
        let app = surround(
            Router::new()
                .route("/fragile/{name}", fragile.clone())
                .route("/api/fragile/{name}", fragile),
            &instance,
        )
        .with_state(instance);
        let journal = Journal::default();
        let writer = journal.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        let _listening = tracing::subscriber::set_default(subscriber);
        let before = std::panic::take_hook();
        super::keep_messages_to_ourselves();
        let mut bodies = String::new();
        for path in ["/fragile/jeanne-secret", "/api/fragile/jeanne-secret"] {
            let request = Request::get(path).body(Body::empty()).unwrap();
            let answer = app.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR, "{path}");
            let body = axum::body::to_bytes(answer.into_body(), usize::MAX)
                .await
                .unwrap();
            bodies.push_str(std::str::from_utf8(&body).unwrap());
        }
        std::panic::set_hook(before);
        let text = String::from_utf8(journal.0.lock().unwrap().clone()).unwrap();
        for said in [
            "site/panics.rs:",
            "/fragile/{name}",
            "/api/fragile/{name}",
            "panic at ",
        ] {
            assert!(text.contains(said), "{said} is not in {text}");
        }
        assert!(!text.contains("too much") && !text.contains("jeanne"), "{text}");
        assert!(
            !bodies.contains("too much") && !bodies.contains("panics.rs"),
            "{bodies}"
        );
    }
}
