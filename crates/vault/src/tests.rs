use domain::journal::{Digest, Head};
use domain::receipts::ReceiptCode;
use fixtures::seeded;
use proptest::prelude::*;

use super::*;

fn place(row: i64) -> Context {
    Context::of("message").and("room 7").and_number(row)
}

#[test]
fn what_is_sealed_opens_in_its_own_place_only() {
    let mut random = seeded(1);
    let key = ContainerKey::generate(&mut random);
    let other = ContainerKey::generate(&mut random);
    let sealed = key.seal(&place(1), "un texte confié".as_bytes(), &mut random);
    assert_eq!(
        key.open(&place(1), &sealed).unwrap().as_slice(),
        "un texte confié".as_bytes()
    );
    assert_eq!(key.open(&place(2), &sealed), Err(CannotOpen), "another row");
    assert_eq!(
        other.open(&place(1), &sealed),
        Err(CannotOpen),
        "another container"
    );
    assert!(!sealed.windows(5).any(|window| window == b"texte"));
}

#[test]
fn two_lists_of_parts_are_never_one_place() {
    assert_ne!(Context::of("a").and("bc"), Context::of("a").and("b").and("c"));
    assert_ne!(Context::of("ab"), Context::of("a").and("b"));
}

#[test]
fn a_length_shows_in_steps_only() {
    let mut random = seeded(2);
    let key = ContainerKey::generate(&mut random);
    let mut length = |text: usize| key.seal(&place(1), &vec![b'x'; text], &mut random).len();
    assert_eq!(length(0), length(255));
    assert_eq!(length(256), length(511));
    assert_eq!(length(256) - length(255), 256);
}

#[test]
fn a_container_key_is_wrapped_for_its_container_by_one_master() {
    let mut random = seeded(3);
    let (master, another) = (MasterKey::generate(&mut random), MasterKey::generate(&mut random));
    let key = ContainerKey::generate(&mut random);
    let wrapped = key.wrap(&master, "room/7", &mut random);
    let sealed = key.seal(&place(1), b"texte", &mut random);
    let unwrapped = ContainerKey::unwrap(&wrapped, &master, "room/7").unwrap();
    assert_eq!(unwrapped.open(&place(1), &sealed).unwrap().as_slice(), b"texte");
    assert!(ContainerKey::unwrap(&wrapped, &master, "room/8").is_err());
    assert!(ContainerKey::unwrap(&wrapped, &another, "room/7").is_err());
}

#[test]
fn a_new_master_key_changes_nothing_that_was_sealed() {
    let mut random = seeded(4);
    let old = MasterKey::generate(&mut random);
    let key = ContainerKey::generate(&mut random);
    let sealed = key.seal(&place(1), b"texte", &mut random);
    let wrapped = key.wrap(&old, "person/1", &mut random);
    let file = KeyFile::of(old).rotated(MasterKey::generate(&mut random));
    let key = ContainerKey::unwrap(&wrapped, file.find(wrapped.master).unwrap(), "person/1").unwrap();
    let wrapped = key.wrap(file.current(), "person/1", &mut random);
    let file = file.without_older();
    let key = ContainerKey::unwrap(&wrapped, file.find(wrapped.master).unwrap(), "person/1").unwrap();
    assert_eq!(key.open(&place(1), &sealed).unwrap().as_slice(), b"texte");
}

#[test]
fn a_key_file_reads_back_and_says_which_line_is_wrong() {
    let mut random = seeded(5);
    let file = KeyFile::of(MasterKey::generate(&mut random)).rotated(MasterKey::generate(&mut random));
    let text = file.write("Keep a copy of this file\naway from the database.");
    assert!(text.starts_with("# Keep a copy of this file\n# away from the database.\nparvis-master-key-1 "));
    let read = KeyFile::parse(&text).unwrap();
    assert_eq!(read.current().id(), file.current().id());
    assert_eq!(read.older(), 1);
    assert_eq!(KeyFile::parse("# nothing\n\n").unwrap_err(), BadKeyFile::Empty);
    assert_eq!(KeyFile::parse("hello").unwrap_err(), BadKeyFile::Line { line: 1 });
    let last = text.trim_end().chars().last().unwrap();
    let damaged = format!(
        "{}{}",
        &text.trim_end()[..text.trim_end().len() - 2],
        if last == 'A' { "BB" } else { "AA" }
    );
    assert_eq!(
        KeyFile::parse(&damaged).unwrap_err(),
        BadKeyFile::Damaged { line: 4 }
    );
}

#[test]
fn no_key_and_no_token_shows_in_a_log() {
    let mut random = seeded(6);
    let master = MasterKey::generate(&mut random);
    let file = KeyFile::of(master.clone());
    let secret = file.write("").split_whitespace().last().unwrap().to_owned();
    let token = LinkToken::generate(&mut random);
    let shown = format!(
        "{master:?} {file:?} {:?} {token:?}",
        ContainerKey::generate(&mut random)
    );
    assert!(!shown.contains(&secret));
    assert!(!shown.contains(&token.reveal()));
}

#[test]
fn a_receipt_is_found_again_by_its_digest_and_by_no_other() {
    let mut random = seeded(7);
    let lookup = LookupKey::new(&ContainerKey::generate(&mut random));
    let stretcher = Stretcher::new(StretchCost {
        memory_kib: 64,
        passes: 1,
    });
    let salt = [9; 16];
    let digest = |bits: u8| stretcher.digest(&ReceiptCode::from_random([bits; 10]), &salt, &lookup);
    assert_eq!(digest(1), digest(1));
    assert_ne!(digest(1), digest(2));
    let elsewhere = LookupKey::new(&ContainerKey::generate(&mut random));
    assert_ne!(
        digest(1),
        stretcher.digest(&ReceiptCode::from_random([1; 10]), &salt, &elsewhere)
    );
}

#[test]
fn a_token_is_read_exactly() {
    let token = LinkToken::generate(&mut seeded(8));
    let text = token.reveal();
    assert_eq!(text.len(), 43);
    assert_eq!(LinkToken::parse(&text).unwrap().hash(), token.hash());
    for wrong in [
        format!("{text}A"),
        format!(" {text}"),
        text[..42].to_owned(),
        text.replace(&text[..1], "+"),
        String::new(),
    ] {
        assert!(LinkToken::parse(&wrong).is_none(), "{wrong}");
    }
}

#[test]
fn a_signed_head_reads_back_and_holds_for_itself_alone() {
    let key = SigningKey::new(&ContainerKey::generate(&mut seeded(9)));
    let head = Head {
        number: 12,
        digest: Digest([3; 32]),
    };
    let signed = key.sign(head, 1_700_000_000_000_000);
    assert_eq!(SignedHead::from_line(&signed.to_line()), Some(signed));
    assert_eq!(key.verify(&signed), Ok(()));
    assert_eq!(
        key.verify(&SignedHead {
            at: signed.at + 1,
            ..signed
        }),
        Err(BadSignature)
    );
    assert_eq!(
        key.verify(&SignedHead {
            head: Head { number: 13, ..head },
            ..signed
        }),
        Err(BadSignature)
    );
}

proptest! {
    #[test]
    fn any_text_opens_as_it_was_sealed(text in proptest::collection::vec(any::<u8>(), 0..1_000), seed: u64) {
        let mut random = seeded(seed);
        let key = ContainerKey::generate(&mut random);
        let sealed = key.seal(&place(1), &text, &mut random);
        let opened = key.open(&place(1), &sealed).unwrap();
        prop_assert_eq!(opened.as_slice(), &text[..]);
    }

    #[test]
    fn a_changed_byte_opens_nothing(text in proptest::collection::vec(any::<u8>(), 0..400), at: prop::sample::Index, change in 1_u8..) {
        let mut random = seeded(1);
        let key = ContainerKey::generate(&mut random);
        let mut sealed = key.seal(&place(1), &text, &mut random);
        let at = at.index(sealed.len());
        sealed[at] ^= change;
        prop_assert_eq!(key.open(&place(1), &sealed), Err(CannotOpen));
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..700)) {
        let key = ContainerKey::generate(&mut seeded(1));
        prop_assert!(key.open(&place(1), &bytes).is_err());
    }

    #[test]
    fn any_text_is_a_key_file_or_is_refused(text: String) {
        let _ = KeyFile::parse(&text);
        let _ = SignedHead::from_line(&text);
        let _ = LinkToken::parse(&text);
    }
}
