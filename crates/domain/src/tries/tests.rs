use proptest::prelude::*;

use super::*;

fn now() -> Timestamp {
    "2026-03-03T09:00:00Z".parse().unwrap()
}

fn after(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

fn network(text: &str) -> Network {
    Network::of(text.parse().unwrap())
}

fn every_allowance() -> impl Iterator<Item = (Try, Tally, Allowance)> {
    let froms = ["192.0.2.1", "127.0.0.1"].map(network);
    Try::ALL.into_iter().flat_map(move |what| {
        Tally::ALL.into_iter().flat_map(move |tally| {
            let of = move |from| what.allowance(tally, from).map(|found| (what, tally, found));
            froms.into_iter().filter_map(of)
        })
    })
}

#[test]
fn after_its_burst_a_network_waits_for_each_further_try() {
    let codes = Try::EnterCode
        .allowance(Tally::NetworkOnTarget, network("192.0.2.1"))
        .unwrap();
    let mut spent = None;
    for _ in 0..6 {
        spent = Some(codes.take(spent, now()).unwrap());
    }
    assert_eq!(codes.take(spent, now()), Err(after(5 * 60)));
    assert_eq!(codes.take(spent, after(5 * 60 - 1)), Err(after(5 * 60)));
    let spent = Some(codes.take(spent, after(5 * 60)).unwrap());
    assert_eq!(codes.take(spent, after(5 * 60)), Err(after(10 * 60)));
}

#[test]
fn nothing_of_a_network_is_remembered_longer_than_an_hour() {
    for (what, tally, allowance) in every_allowance() {
        if tally != Tally::Target {
            let memory = allowance.memory();
            assert!(
                memory <= SignedDuration::from_hours(1),
                "{what:?} {tally:?} {memory}"
            );
        }
    }
}

#[test]
fn the_addresses_of_one_household_are_one_network_and_others_are_others() {
    for (one, other, is_same) in [
        ("192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false),
        ("192.0.2.1", "::ffff:192.0.2.1", true),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
        ("::1", "::2", false),
    ] {
        assert_eq!(network(one) == network(other), is_same, "{one} {other}");
        assert_eq!(
            network(one).bytes() == network(other).bytes(),
            is_same,
            "{one} {other}"
        );
    }
    for (address, names_nobody) in [
        ("127.0.0.1", true),
        ("::ffff:127.0.0.1", true),
        ("::1", true),
        ("0.0.0.0", true),
        ("10.0.0.1", false),
        ("2001:db8::1", false),
    ] {
        assert_eq!(network(address).names_nobody(), names_nobody, "{address}");
    }
    assert_eq!(format!("{:?}", network("192.0.2.1")), "Network(hidden)");
}

#[test]
fn whoever_waits_as_long_as_she_is_told_waits_long_enough() {
    let wait = |milliseconds| {
        TooMany {
            again_at: now() + SignedDuration::from_millis(milliseconds),
        }
        .wait_s(now())
    };
    assert_eq!(
        [wait(1), wait(1_000), wait(1_001), wait(0), wait(-5_000)],
        [1, 1, 2, 1, 1]
    );
}

proptest! {
    /// Of any sequence of tries, in any span of time, no more pass than the burst and those that came back meanwhile; and
    /// a try that is refused passes at the very moment it was told.
    #[test]
    fn no_sequence_of_tries_passes_more_than_the_allowance(
        waits in prop::collection::vec(0_i64..400, 1..300),
        which in 0_usize..20,
    ) {
        let all: Vec<_> = every_allowance().collect();
        let (_, _, allowance) = all[which % all.len()];
        let every_s = allowance.memory().as_secs() / i64::from(allowance.burst());
        let (mut spent, mut clock_s, mut passed) = (None, 0, 0_i64);
        for wait_s in waits {
            clock_s += wait_s;
            match allowance.take(spent, after(clock_s)) {
                Ok(next) => {
                    passed += 1;
                    spent = Some(next);
                }
                Err(again_at) => {
                    prop_assert!(again_at > after(clock_s));
                    prop_assert!(again_at <= after(clock_s + every_s));
                    prop_assert!(allowance.take(spent, again_at).is_ok());
                }
            }
            prop_assert!(passed <= i64::from(allowance.burst()) + clock_s / every_s);
        }
    }

    /// However far a clock is set back, nobody waits longer than a tally takes to fill again.
    #[test]
    fn a_clock_that_goes_back_locks_nobody_out(ahead_s in 0_i64..10_000_000, which in 0_usize..20) {
        let all: Vec<_> = every_allowance().collect();
        let (_, _, allowance) = all[which % all.len()];
        let spent = Some(Spent(after(ahead_s)));
        if let Err(again_at) = allowance.take(spent, now()) {
            prop_assert!(again_at <= now() + allowance.memory());
            prop_assert!(allowance.take(spent, again_at + allowance.memory()).is_ok());
        }
    }
}

#[test]
fn an_account_that_many_try_wants_two_codes_in_a_row() {
    for (attention, first, second, expected) in [
        (Attention::Usual, Some(7), None, Some(7)),
        (Attention::Usual, None, Some(8), None),
        (Attention::Wary, Some(7), Some(8), Some(8)),
        (Attention::Wary, Some(7), None, None),
        (Attention::Wary, None, Some(8), None),
        (Attention::Wary, Some(7), Some(7), None),
        (Attention::Wary, Some(8), Some(7), None),
        (Attention::Wary, Some(7), Some(9), None),
    ] {
        assert_eq!(
            attention.last_step(first, second),
            expected,
            "{attention:?} {first:?} {second:?}"
        );
    }
}
