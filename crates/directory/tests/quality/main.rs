//! What people type, and what must come first among real places: the measure of the directory's search.
//!
//! Every expectation is about public bodies and towns. The files are read, never copied; without them the test says so.

#![expect(
    clippy::print_stderr,
    reason = "tests say aloud what they skip and what they count"
)]

mod ask;
mod needs;
mod real;
mod towns;
mod words;

use jiff::Timestamp;

#[test]
fn people_find_what_they_look_for_among_real_places() {
    let Some(directory) = real::directory() else {
        return;
    };
    let now: Timestamp = "2026-11-03T09:00:00Z".parse().unwrap();
    let questions: Vec<ask::Ask> = [needs::table(), towns::table(), words::table()].concat();
    let complaints: Vec<String> = questions
        .iter()
        .filter_map(|question| question.complaint(&directory, now))
        .collect();
    eprintln!(
        "{} of {} questions are answered as they must be, on {} places",
        questions.len() - complaints.len(),
        questions.len(),
        directory.len()
    );
    assert!(directory.len() > 5_000, "the files have 5,900 rows");
    assert!(questions.len() >= 80);
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}
