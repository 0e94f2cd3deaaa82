//! The real router on a real database, for tests of pages. Enabled by the feature `testing`, for dev-dependencies only.

use std::net::IpAddr;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use domain::places::PlaceRecord;
use http_body_util::BodyExt;
use jiff::SignedDuration;
use store::Engine;
use store::testing::{TestDb, source};
use tower::ServiceExt;

use crate::gallery;
use crate::instance::Instance;
use crate::routes::router;
use crate::seeds;
use crate::site::client::ClientAddress;
use crate::site::{Clock, Settings, Site};

/// A site with its database, both gone with the test.
pub struct TestSite {
    router: Router,
    /// What the router runs on.
    pub instance: Instance,
    _db: TestDb,
}

impl TestSite {
    /// A site without any place.
    ///
    /// # Panics
    /// No database can be had.
    pub async fn new() -> Self {
        Self::with_places(&[]).await
    }

    /// A site with the places of one source named `essai`, on the Tuesday of [`gallery::site`].
    ///
    /// # Panics
    /// No database can be had.
    pub async fn with_places(records: &[PlaceRecord]) -> Self {
        Self::on(gallery::site(), records).await
    }

    /// A site without any place on an instance that sends no letters.
    ///
    /// # Panics
    /// No database can be had.
    pub async fn without_mail() -> Self {
        let site = gallery::site();
        let settings = Settings {
            sends_mail: false,
            ..site.settings.clone()
        };
        Self::on(Site::new(site.clock, settings), &[]).await
    }

    async fn on(site: Site, records: &[PlaceRecord]) -> Self {
        let db = TestDb::new(Engine::Sqlite).await;
        store::places::import(&db, &source("essai"), records, site.clock.now())
            .await
            .expect("the places are imported");
        let keys = seeds::keys(&db, site.clock.now()).await;
        let instance = Instance::load(site, (*db).clone(), keys, seeds::random)
            .await
            .expect("the directory is read");
        Self {
            router: router(instance.clone()),
            instance,
            _db: db,
        }
    }

    /// The same site some time later, with the same database.
    ///
    /// # Panics
    /// The directory cannot be read.
    pub async fn later(self, by: SignedDuration) -> Self {
        let now = &self.instance.site;
        let site = Site::new(Clock::stopped_at(now.clock.now() + by), now.settings.clone());
        let (db, keys) = (self.instance.db.clone(), self.instance.keys.clone());
        let instance = Instance::load(site, db, keys, seeds::random)
            .await
            .expect("the directory is read");
        Self {
            router: router(instance.clone()),
            instance,
            ..self
        }
    }

    /// The router itself.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Asks for an address.
    ///
    /// # Panics
    /// Never: the router always answers.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[]).await
    }

    /// Sends a request without a body.
    ///
    /// # Panics
    /// The address cannot be sent at all.
    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(method, path, headers, Body::empty(), None).await
    }

    /// Sends a form as a page of this site does, with the cookie of somebody where there is one.
    ///
    /// # Panics
    /// The address cannot be sent at all.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)], cookie: &str) -> Answer {
        self.submit_from(None, path, fields, cookie).await
    }

    /// As [`TestSite::submit`], from this address of the network.
    ///
    /// # Panics
    /// The address cannot be sent at all.
    pub async fn submit_from(
        &self,
        from: Option<IpAddr>,
        path: &str,
        fields: &[(&str, &str)],
        cookie: &str,
    ) -> Answer {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let headers = [
            ("host", "parvis.example"),
            ("origin", "https://parvis.example"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("cookie", cookie),
        ];
        self.send("POST", path, &headers, Body::from(form), from).await
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
        from: Option<IpAddr>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(from) = from {
            request = request.extension(ClientAddress(from));
        }
        let request = request.body(body).expect("an address that can be sent");
        let response: Response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router always answers");
        let (parts, body) = response.into_parts();
        let body = body
            .collect()
            .await
            .expect("the body is made in memory")
            .to_bytes()
            .to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: axum::http::HeaderMap,
    /// The body as it was sent.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    ///
    /// # Panics
    /// It is not UTF-8.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("pages are UTF-8")
    }

    /// A header as text, empty where it is absent.
    ///
    /// # Panics
    /// It is not text.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("headers are text"))
    }
}
