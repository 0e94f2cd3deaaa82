//! The name that the schema gives to a published file.

use domain::places::Pivot;
use jiff::civil::Date;

use crate::fold::fold;

/// `2024-04-02_43493312300029_lieux-de-mediation-numerique_marne.csv`: day, SIRET or RNA of the producer, territory.
#[must_use]
pub fn schema_file_name(on: Date, producer: Option<&Pivot>, territory: &str) -> String {
    let producer = producer.map_or(Pivot::UNKNOWN, Pivot::as_str);
    let words: Vec<String> = territory
        .split(|c: char| !c.is_alphanumeric())
        .map(fold)
        .filter(|word| word.bytes().all(|b| b.is_ascii_alphanumeric()) && !word.is_empty())
        .collect();
    let territory = if words.is_empty() {
        "france".to_owned()
    } else {
        words.join("-")
    };
    format!("{on}_{producer}_lieux-de-mediation-numerique_{territory}.csv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_has_day_producer_and_territory() {
        let producer = Pivot::parse("43493312300029").unwrap();
        assert_eq!(
            schema_file_name(jiff::civil::date(2024, 4, 2), Some(&producer), "Côtes-d'Armor"),
            "2024-04-02_43493312300029_lieux-de-mediation-numerique_cotes-d-armor.csv"
        );
        assert_eq!(
            schema_file_name(jiff::civil::date(2024, 4, 2), None, "../../etc"),
            "2024-04-02_00000000000000_lieux-de-mediation-numerique_etc.csv"
        );
    }
}
