use proptest::prelude::*;

use super::*;

fn word() -> impl Strategy<Value = Word> {
    "[a-z0-9-]{1,40}".prop_map(|text| Word::new(&text).unwrap())
}

fn event() -> impl Strategy<Value = Event> {
    let pseudonym = || proptest::option::of(any::<[u8; 16]>().prop_map(Pseudonym));
    (
        0..4_000_000_000_000_000_i64,
        pseudonym(),
        (word(), word(), word()),
        pseudonym(),
        pseudonym(),
        proptest::option::of(word()),
    )
        .prop_map(
            |(at, actor, (acting_as, action, object_kind), object, subject, state)| Event {
                at: jiff::Timestamp::from_microsecond(at).unwrap(),
                actor,
                acting_as,
                action,
                object_kind,
                object,
                subject,
                state,
            },
        )
}

fn chain(events: Vec<Event>) -> Vec<Link> {
    let mut head = Head::empty();
    events
        .into_iter()
        .map(|event| {
            let link = head.link(event);
            head = link.head();
            link
        })
        .collect()
}

fn verify(links: &[(u64, Vec<u8>, Digest)], heads: Vec<Head>) -> Result<Head, Broken> {
    let mut verifier = Verifier::new(heads);
    for (number, event, digest) in links {
        verifier.next(*number, event, *digest)?;
    }
    verifier.finish()
}

fn stored(links: &[Link]) -> Vec<(u64, Vec<u8>, Digest)> {
    links
        .iter()
        .map(|link| (link.number, link.event.to_bytes(), link.digest))
        .collect()
}

#[test]
fn a_word_leaves_no_room_for_what_people_write() {
    for text in ["", "Bonjour", "a b", "é", &"a".repeat(41), "jeanne@example.org"] {
        assert_eq!(Word::new(text), Err(WordError), "{text}");
    }
}

proptest! {
    #[test]
    fn an_event_reads_back(event in event()) {
        prop_assert_eq!(Event::from_bytes(&event.to_bytes()), Ok(event));
    }

    #[test]
    fn any_bytes_are_refused_or_are_the_one_writing_of_an_event(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(event) = Event::from_bytes(&bytes) {
            prop_assert_eq!(event.to_bytes(), bytes);
        }
    }

    #[test]
    fn an_untouched_chain_holds(events in proptest::collection::vec(event(), 0..12)) {
        let links = chain(events);
        let head = links.last().map_or(Head::empty(), Link::head);
        prop_assert_eq!(verify(&stored(&links), vec![head]), Ok(head));
    }

    #[test]
    fn one_flipped_bit_is_found_at_its_entry(events in proptest::collection::vec(event(), 1..12), at: prop::sample::Index, bit: prop::sample::Index) {
        let mut links = stored(&chain(events));
        let at = at.index(links.len());
        let bytes = &mut links[at].1;
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(verify(&links, vec![]), Err(Broken::Changed { number: at as u64 + 1 }));
    }

    #[test]
    fn an_entry_left_out_is_found(events in proptest::collection::vec(event(), 2..12), at: prop::sample::Index) {
        let mut links = stored(&chain(events));
        let at = at.index(links.len() - 1);
        links.remove(at);
        let expected = at as u64 + 1;
        prop_assert_eq!(verify(&links, vec![]), Err(Broken::Missing { expected, found: expected + 1 }));
    }

    #[test]
    fn a_chain_cut_short_or_written_anew_misses_the_head_put_aside(events in proptest::collection::vec(event(), 1..12), other in event()) {
        let links = chain(events.clone());
        let head = links.last().expect("one at least").head();
        let cut = stored(&links[..links.len() - 1]);
        prop_assert_eq!(verify(&cut, vec![head]), Err(Broken::NotThrough { number: head.number }));
        let mut anew = events;
        prop_assume!(anew[0] != other);
        anew[0] = other;
        prop_assert_eq!(verify(&stored(&chain(anew)), vec![head]), Err(Broken::NotThrough { number: head.number }));
    }
}
