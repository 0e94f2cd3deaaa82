//! What a place says of itself by several values, in one sentence that reads right whichever values they are.

use std::sync::LazyLock;

use domain::places::{Audience, Choices, Fee, SpecificCare, Vocabulary};

use crate::site::{Language, Words};

/// The sentence of each combination of values, in French and in English, put together once: a list of places needs
/// dozens.
type Sentences = LazyLock<[Box<[Option<String>]>; 2]>;

fn each_combination<V: Vocabulary>(
    sentence: fn(Choices<V>, &Words) -> Option<String>,
) -> [Box<[Option<String>]>; 2] {
    [Language::French, Language::English].map(|language| {
        let words = Words::of(language);
        combinations().map(|chosen| sentence(chosen, words)).collect()
    })
}

/// Every choice that can be made of a short list, each at its [`number`].
fn combinations<V: Vocabulary>() -> impl Iterator<Item = Choices<V>> {
    (0_usize..1 << V::ALL.len()).map(|number| {
        let values = V::ALL.iter().copied();
        values.filter(|value| number & (1 << value.rank()) != 0).collect()
    })
}

fn number<V: Vocabulary>(chosen: Choices<V>) -> usize {
    chosen.iter().fold(0, |number, value| number | 1 << value.rank())
}

fn known<V: Vocabulary>(
    sentences: &'static Sentences,
    chosen: Choices<V>,
    words: &Words,
) -> Option<&'static str> {
    let [french, english] = &**sentences;
    let sentences = match words.language() {
        Language::French => french,
        Language::English => english,
    };
    sentences[number(chosen)].as_deref()
}

/// "Adapté si vous voyez peu ou pas, si vous avez du mal à lire ou à écrire". Languages are said by [`languages`].
pub(super) fn care(care: Choices<SpecificCare>, words: &Words) -> Option<&'static str> {
    static SENTENCES: Sentences = LazyLock::new(|| each_combination(all_care));
    known(&SENTENCES, care, words)
}

fn all_care(care: Choices<SpecificCare>, words: &Words) -> Option<String> {
    let mut conditions = care.iter().filter_map(condition).map(|key| words.get(key));
    let first = words.say("places-care-if", &[("condition", &conditions.next()?)]);
    Some(conditions.fold(first, |sentence, condition| {
        sentence + &words.say("places-care-or-if", &[("condition", &condition)])
    }))
}

/// What somebody says of herself who looks for this: "vous entendez peu ou pas", "vous parlez anglais".
pub(super) fn who_says(care: SpecificCare, words: &'static Words) -> &'static str {
    words.get(condition(care).unwrap_or(match care {
        SpecificCare::English => "places-care-english",
        _ => "places-care-other-language",
    }))
}

fn condition(care: SpecificCare) -> Option<&'static str> {
    match care {
        SpecificCare::Deafness => Some("places-care-deafness"),
        SpecificCare::MotorDisability => Some("places-care-moving"),
        SpecificCare::MentalDisability => Some("places-care-mental"),
        SpecificCare::Illiteracy => Some("places-care-reading"),
        SpecificCare::VisualImpairment => Some("places-care-sight"),
        SpecificCare::English | SpecificCare::OtherLanguages => None,
    }
}

/// "On y parle anglais et d'autres langues".
pub(super) fn languages(care: Choices<SpecificCare>, words: &'static Words) -> Option<&'static str> {
    let is_spoken = |language| care.contains(language);
    let key = match (
        is_spoken(SpecificCare::English),
        is_spoken(SpecificCare::OtherLanguages),
    ) {
        (true, true) => "places-languages-both",
        (true, false) => "places-languages-english",
        (false, true) => "places-languages-others",
        (false, false) => return None,
    };
    Some(words.get(key))
}

/// "Surtout pour : jeunes, personnes âgées".
pub(super) fn audiences(audiences: Choices<Audience>, words: &Words) -> Option<&'static str> {
    static SENTENCES: Sentences = LazyLock::new(|| each_combination(all_audiences));
    known(&SENTENCES, audiences, words)
}

fn all_audiences(audiences: Choices<Audience>, words: &Words) -> Option<String> {
    let names: Vec<String> = audiences
        .iter()
        .map(|audience| without_capital(words.name_of(&audience)))
        .collect();
    (!names.is_empty()).then(|| words.say("places-mainly-for", &[("audiences", &names.join(", "))]))
}

/// What it costs: "Gratuit", "Payant, ou gratuit pour certaines personnes", "Gratuit ou payant, selon ce que vous demandez".
pub(super) fn fee(fees: Choices<Fee>, words: &'static Words) -> Option<&'static str> {
    let has = |fee| fees.contains(fee);
    let key = match (has(Fee::Free), has(Fee::FreeOnCondition), has(Fee::Paying)) {
        (true, true, true) => "places-fee-all",
        (true, true, false) => "places-fee-free-or-condition",
        (true, false, true) => "places-fee-free-or-paying",
        (false, true, true) => "places-fee-condition-or-paying",
        (true, false, false) => return Some(words.name_of(&Fee::Free)),
        (false, true, false) => return Some(words.name_of(&Fee::FreeOnCondition)),
        (false, false, true) => return Some(words.name_of(&Fee::Paying)),
        (false, false, false) => return None,
    };
    Some(words.get(key))
}

/// A name inside a sentence.
pub(super) fn without_capital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn one<V: Vocabulary>(value: V) -> Choices<V> {
        [value].into_iter().collect()
    }

    /// What holds for a sentence whatever it says: one capital, at its start, and no gap or joint that shows.
    fn expect_one_sentence(sentence: &str) {
        let first = sentence.chars().next().unwrap();
        assert!(first.is_uppercase(), "{sentence}");
        let others = sentence.chars().skip(1).filter(|letter| letter.is_uppercase());
        let names: usize = ["English", "French"]
            .map(|name| sentence.matches(name).count())
            .iter()
            .sum();
        assert!(others.count() <= names, "a capital inside: {sentence}");
        for fault in ["  ", " ,", ",,", ", .", "{", "}"] {
            assert!(!sentence.contains(fault), "{fault:?} in {sentence}");
        }
        assert_eq!(sentence.trim(), sentence);
        assert!(!sentence.ends_with([',', ':']), "{sentence}");
    }

    #[test]
    fn whatever_a_place_adapts_to_reads_as_one_sentence() {
        for words in Language::ALL.map(Words::of) {
            let mut said = BTreeSet::new();
            for chosen in combinations::<SpecificCare>() {
                let conditions: Vec<SpecificCare> =
                    chosen.iter().filter(|kind| condition(*kind).is_some()).collect();
                let sentence = care(chosen, words);
                assert_eq!(sentence, all_care(chosen, words).as_deref());
                assert_eq!(sentence.is_some(), !conditions.is_empty());
                if let Some(sentence) = sentence {
                    expect_one_sentence(sentence);
                    for kind in SpecificCare::ALL {
                        let Some(key) = condition(*kind) else { continue };
                        let times = sentence.matches(words.get(key)).count();
                        assert_eq!(times, usize::from(chosen.contains(*kind)), "{key}: {sentence}");
                    }
                    // Every condition hangs on an "if" of its own: none can be read as going on from another.
                    let ifs = [" si ", " if "].map(|word| sentence.matches(word).count());
                    assert_eq!(ifs.iter().sum::<usize>(), conditions.len(), "{sentence}");
                    said.insert(sentence);
                }
                if let Some(sentence) = languages(chosen, words) {
                    expect_one_sentence(sentence);
                }
                let speaks =
                    chosen.contains(SpecificCare::English) || chosen.contains(SpecificCare::OtherLanguages);
                assert_eq!(languages(chosen, words).is_some(), speaks);
            }
            assert_eq!(said.len(), 31, "five conditions, each combination told apart");
        }
    }

    #[test]
    fn every_combination_of_fees_and_of_audiences_reads_as_one_sentence() {
        for words in Language::ALL.map(Words::of) {
            let fees: BTreeSet<_> = combinations().filter_map(|fees| fee(fees, words)).collect();
            assert_eq!(fees.len(), 7, "{fees:?}");
            fees.into_iter().for_each(expect_one_sentence);
            assert_eq!(fee(Choices::none(), words), None);
            let mut said = BTreeSet::new();
            for chosen in combinations::<Audience>() {
                let sentence = audiences(chosen, words);
                assert_eq!(sentence.is_some(), !chosen.is_empty());
                said.extend(sentence.inspect(|sentence| expect_one_sentence(sentence)));
                assert_eq!(sentence, all_audiences(chosen, words).as_deref());
            }
            assert_eq!(said.len(), 31);
        }
    }

    #[test]
    fn sentences_are_those_that_one_would_say() {
        let plain = |text: Option<&str>| text.unwrap().replace(['\u{a0}', '\u{202f}'], " ");
        let french = Words::of(Language::French);
        let several: Choices<SpecificCare> = [
            SpecificCare::Illiteracy,
            SpecificCare::English,
            SpecificCare::VisualImpairment,
        ]
        .into_iter()
        .collect();
        assert_eq!(
            plain(care(several, french)),
            "Adapté si vous avez du mal à lire ou à écrire, si vous voyez peu ou pas"
        );
        assert_eq!(languages(several, french), Some("On y parle anglais"));
        assert_eq!(
            plain(care(one(SpecificCare::Deafness), Words::of(Language::English))),
            "Suitable if you are deaf or hard of hearing"
        );
        assert_eq!(
            plain(audiences(
                [Audience::YoungPeople, Audience::Seniors].into_iter().collect(),
                french
            )),
            "Surtout pour : jeunes, personnes âgées"
        );
        assert_eq!(
            fee([Fee::Free, Fee::FreeOnCondition].into_iter().collect(), french),
            Some("Gratuit, parfois pour certaines personnes seulement")
        );
    }
}
