//! Files of several JSON documents, as a script leaves them that asked a portal page by page: all the rows, or a refusal.

use crate::common::{counts, one_row, plain, read_all};
use proptest::prelude::*;

/// One invented row with this identifier.
fn object(id: &str) -> String {
    let row = String::from_utf8(one_row(&[("id", id)])).expect("JSON is UTF-8");
    row.trim_matches(['[', ']']).to_owned()
}

/// The identifiers read, and what stopped the reading.
fn ids(text: &str) -> (Vec<String>, Option<String>) {
    let whole = match read_all(text.as_bytes(), plain()) {
        Ok(whole) => whole,
        Err(refusal) => return (Vec::new(), Some(refusal.to_string())),
    };
    let ids = whole.rows.iter().map(|row| row.id.to_string()).collect();
    (ids, whole.stopped.map(|refusal| refusal.to_string()))
}

#[test]
fn documents_one_after_another_are_one_list() {
    let (a, b) = (object("a"), object("b"));
    for text in [
        format!("[{a}]\n[{b}]"),
        format!("[{a}][{b}]\n"),
        format!("[]\n[{a},{b}]\n[]"),
        format!("{{\"lieux\":[{a}]}}\n{{\"lieux\":[{b}]}}"),
        format!(
            "{{\"n\":1,\"fermes\":[{a}],\"suite\":{{\"page\":2}}}} {{\"n\":2,\"fermes\" : [ {b} ]}}\n{{\"fermes\":[]}}"
        ),
        format!("{{\"results\":[],\"n\":0}}{{\"results\":[{a},{b}],\"n\":2}}"),
        // An empty list beside the rows is no list of rows.
        format!("{{\"data\":[],\"lieux\":[{a},{b}]}}"),
        format!("{{\"lieux\":[{a},{b}],\"erreurs\":[],\"tags\":[\"x\",1],\"fin\":null}}"),
    ] {
        assert_eq!(ids(&text), (vec!["a".to_owned(), "b".to_owned()], None), "{text}");
    }
}

#[test]
fn what_nobody_would_read_after_the_rows_refuses_the_file() {
    let (a, b) = (object("a"), object("b"));
    for (text, reason) in [
        (
            format!("[{a}] garbage {{{{{{"),
            "the file is not valid JSON: unexpected 'g' after row 1",
        ),
        (format!("[{a}],[{b}]"), "unexpected ',' after row 1"),
        (format!("[{a}]]"), "unexpected ']' after row 1"),
        (format!("[{a}]\n{b}"), "unexpected '{' after row 1"),
        (
            format!("[{a}]\n{{\"lieux\":[{b}]}}"),
            "unexpected '{' after row 1",
        ),
        (
            format!("{{\"lieux\":[{a}]}}\n[{b}]"),
            "unexpected '[' after row 1",
        ),
        (
            format!("{{\"lieux\":[{a}]}}\n{b}"),
            "unexpected object without a list `lieux` after row 1",
        ),
        (
            format!("{{\"lieux\":[{a}]}}\n{{\"fermes\":[{b}]}}"),
            "unexpected object without a list `lieux` after row 1",
        ),
        (format!("{{\"lieux\":[{a}]"), "unexpected end after row 1"),
        (
            format!("{{\"lieux\":[{a}],\"n\":\"x"),
            "unexpected end after row 1",
        ),
        (
            format!("{{\"lieux\":[{a}] \"n\":1}}"),
            "unexpected '\"' after row 1",
        ),
        (
            format!("{{\"lieux\":[{a}],\"n\":oui}}"),
            "unexpected 'o' after row 1",
        ),
        (
            format!("{{\"lieux\":[{a}],\"n\":tru}}"),
            "unexpected 't' after row 1",
        ),
        (format!("{{\"lieux\":[{a}],{b}}}"), "unexpected '{' after row 1"),
        (
            format!("{{\"fermes\":[{a}],\"n\":1,\"lieux\":[ {b}]}}"),
            "two lists of objects, `fermes` and `lieux`",
        ),
    ] {
        let (read, stopped) = ids(&text);
        assert_eq!(read, ["a"], "{text}");
        let stopped = stopped.unwrap_or_else(|| panic!("accepted: {text}"));
        assert!(stopped.contains(reason), "{text}: {stopped}");
    }
}

#[test]
fn a_fault_far_behind_the_first_rows_is_found_too() {
    // More rows than are looked at to know the columns, and more bytes than are read at once.
    let rows: Vec<_> = (0..1_000).map(|n| object(&format!("n{n}"))).collect();
    let page = rows.join(",");
    let space = " ".repeat(200_000);
    let (read, stopped) = ids(&format!("{{\"lieux\":[{page}]}}{space}oops"));
    assert_eq!(read.len(), 1_000);
    assert_eq!(
        stopped.unwrap(),
        "the file is not valid JSON: unexpected 'o' after row 1000"
    );
    let last = object("last");
    let (read, stopped) = ids(&format!(
        "{{\"lieux\":[{page}]}}{space}{{\"lieux\":[{space}{last}]}}"
    ));
    assert_eq!((read.len(), stopped), (1_001, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_pages_together_have_the_rows_of_all(
        pages in prop::collection::vec((0..4_usize, "[ \r\n\t]{0,3}"), 1..8),
        around in prop::option::of(("[a-z]{1,6}", 0..3_usize, 0..3_usize)),
    ) {
        let members = |count: usize| (0..count).map(|n| format!("\"m_{n}\":[{n},{{\"x\":[{{}}]}}]"));
        let mut text = String::new();
        let mut expected = Vec::new();
        // An empty page is known by the key of one that is not.
        let first = (1, String::new());
        for (count, space) in std::iter::once(&first).chain(&pages) {
            let mut rows = Vec::new();
            for _ in 0..*count {
                let id = format!("n{}", expected.len());
                rows.push(object(&id));
                expected.push(id);
            }
            let list = format!("[{}]", rows.join(","));
            let page = match &around {
                None => list,
                Some((key, before, after)) => {
                    let mut all: Vec<_> = members(*before).collect();
                    all.push(format!("\"{key}\":{list}"));
                    all.extend(members(*after));
                    format!("{{{}}}", all.join(","))
                }
            };
            text.push_str(space);
            text.push_str(&page);
        }
        let whole = read_all(text.as_bytes(), plain()).unwrap();
        prop_assert!(whole.stopped.is_none(), "{:?} {text}", whole.stopped);
        let read: Vec<_> = whole.rows.iter().map(|row| row.id.to_string()).collect();
        prop_assert_eq!(read, expected, "{}", text);
        prop_assert_eq!(counts(&whole.rows)[2], 0);
    }
}
