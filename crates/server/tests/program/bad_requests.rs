use super::harness::{Instance, Serving};
use super::invented::{LILLE, RENNES, file, import};

#[test]
fn a_request_that_makes_no_sense_is_refused_and_harms_nobody() {
    let instance = Instance::new();
    import(&instance, &file(&instance, "lieux.csv", &[LILLE, RENNES]), &[]);
    let serving = Serving::start(&instance, &[]);
    let long = "a".repeat(10_000);
    // A page is for people, who are answered in the words of the page; the API is for programs, which are told exactly.
    for (path, status) in [
        ("/lieux?page=-1", 400),
        ("/lieux?page=99999999999999999999", 400),
        ("/lieux?service=cuisine", 400),
        ("/lieux?departement=ZZ", 400),
        ("/lieux?lat=91&lon=2", 400),
        ("/lieux?lat=NaN&lon=2", 400),
        ("/lieux?lat=48", 400),
        ("/lieux?zone=1,2,3", 400),
        ("/lieux?ouvert_le=31/02/2026", 400),
        ("/lieux/not-an-identifier", 404),
        ("/lieux/%00", 404),
        ("/territoires/departements/ZZ", 404),
        ("/territoires/communes/99999", 404),
        ("/territoires/departements/%00", 404),
        ("/%00", 404),
        ("/..%2f..%2fetc%2fpasswd", 404),
        ("/assets/..%2f..%2fCargo.toml", 404),
        (&*format!("/api/v1/places?q={long}"), 400),
        ("/api/v1/places?page=-1", 400),
        ("/api/v1/places?limit=-1", 400),
        ("/api/v1/places?cuisine=oui", 400),
        ("/api/v1/places?service=cuisine", 400),
        ("/api/v1/places?lat=91&lon=2", 400),
        ("/api/v1/places?territory=atlantide", 400),
        ("/api/v1/places?cursor=%00", 400),
        ("/api/v1/places.csv?territory=ZZ", 400),
        ("/api/v1/places/%00", 404),
        ("/api/v1/communes/ZZZZZ", 404),
        ("/api/v1/communes?q=", 400),
    ] {
        let (got, body) = serving.get(path);
        assert_eq!(got, status, "{path}: {body}");
        assert!(!body.is_empty(), "{path} is refused without a word");
    }
    // What people paste is searched for as far as it makes sense, and never fails.
    for query in [
        &*long,
        "%00",
        "a%00b",
        "%FF%FE",
        "%F0%9F%98%80",
        "%22%27%3B--",
        "%",
    ] {
        let (got, body) = serving.get(&format!("/lieux?q={query}"));
        assert!(
            got == 200 && body.contains("<h1"),
            "{}: {got} {body}",
            &query[..query.len().min(20)]
        );
    }
    for (what, request, statuses) in [
        (
            "headers without end",
            format!(
                "GET / HTTP/1.1\r\nHost: parvis\r\nx-long: {}\r\n\r\n",
                "a".repeat(1_000_000)
            ),
            &[431, 400][..],
        ),
        (
            "a thousand headers",
            format!(
                "GET / HTTP/1.1\r\nHost: parvis\r\n{}\r\n",
                "x-one: 1\r\n".repeat(1_000)
            ),
            &[431, 400],
        ),
        (
            "an address without end",
            format!(
                "GET /lieux?q={} HTTP/1.1\r\nHost: parvis\r\n\r\n",
                "a".repeat(100_000)
            ),
            &[414, 431],
        ),
        (
            "a NUL byte in the address",
            "GET /lieux\0 HTTP/1.1\r\nHost: parvis\r\n\r\n".into(),
            &[400],
        ),
        (
            "a NUL byte in a header",
            "GET / HTTP/1.1\r\nHost: parvis\r\nx-nul: \0\r\n\r\n".into(),
            &[400],
        ),
        ("no HTTP at all", "BONJOUR\r\n\r\n".into(), &[400]),
        (
            "a body for a page that receives nothing",
            "POST /lieux HTTP/1.1\r\nHost: parvis\r\nConnection: close\r\nContent-Length: 3\r\n\r\na=b"
                .into(),
            &[405],
        ),
    ] {
        let (got, body) = serving.send(request.as_bytes());
        assert!(statuses.contains(&got), "{what}: {got} {body}");
    }
    let (status, page) = serving.get("/lieux?q=passerelle");
    assert!(
        status == 200 && page.contains("Passerelle</mark>"),
        "it still serves"
    );
}
