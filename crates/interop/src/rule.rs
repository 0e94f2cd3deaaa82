//! The rules that reading applies. Each has a stable code, which the pages translate, and an English sentence.

/// What a finding means for its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The value was right, in an older version of the schema or as people write it, and has been brought to the form of
    /// the current one: it says the same.
    Conversion,
    /// Worth knowing; nothing was wrong enough to change what the value says.
    Note,
    /// The value was wrong and has been put right.
    Repair,
    /// The value, or a part of it, was unusable and is left out. The rest of the row stands.
    Loss,
    /// The row cannot become a place.
    Rejection,
}

macro_rules! rules {
    ($($variant:ident = $code:literal, $kind:ident, $text:literal;)+) => {
        /// A rule of reading.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $(#[doc = $text] $variant,)+ }

        impl Rule {
            /// Every rule, in the order of `docs/import.md`.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Stable name, for reports and translation keys.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// What it means for the row.
            #[must_use]
            pub const fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind,)+ }
            }

            /// One plain sentence.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}

rules! {
    RequiredMissing = "required-missing", Rejection, "A field that the schema requires is empty and nothing else in the row tells it.";
    DuplicateId = "duplicate-id", Rejection, "An earlier row of the file has the same identifier.";
    IdUnusable = "id-unusable", Rejection, "The identifier is longer than 200 characters.";
    PostcodeUnusable = "postcode-unusable", Rejection, "The postcode does not have five digits and no rule restores it.";
    NameUnusable = "name-unusable", Rejection, "The name has neither a letter nor a digit.";
    DateMissing = "date-missing", Rejection, "There is no date of update.";
    DateUnreadable = "date-unreadable", Rejection, "The date of update has no form that can be read without guessing.";
    DateImpossible = "date-impossible", Rejection, "The date of update does not exist in the calendar.";
    DateOutOfRange = "date-out-of-range", Rejection, "The date of update lies before 1990 or after 2100: a slip of the keyboard.";
    TooManyCells = "too-many-cells", Rejection, "The row has more filled cells than the header has columns, so its values are shifted.";
    QuoteUnclosed = "quote-unclosed", Rejection, "A quotation mark opens a cell and nothing closes it; reading goes on at the next line.";
    RowTooLong = "row-too-long", Rejection, "The row is longer than one mebibyte.";
    NotAnObject = "not-an-object", Rejection, "The element of the JSON file is not an object.";
    MalformedJson = "malformed-json", Rejection, "The element of the JSON file breaks the rules of JSON.";

    ConvertedFromV0 = "converted-from-v0", Conversion, "A value of schema v0.1 became its value of schema v1.";

    PhoneRewritten = "phone-rewritten", Conversion, "The phone number, written as people do, was put in the schema's international form.";
    DateRewritten = "date-rewritten", Conversion, "The date, written as people or programs do, was put in the form year-month-day.";

    TooFewCells = "too-few-cells", Note, "The row has fewer cells than the header has columns; those missing are taken as empty.";
    SpacesTidied = "spaces-tidied", Note, "Line breaks, non-breaking or repeated spaces became one space.";
    RepeatedValue = "repeated-value", Note, "A value stood twice in a list and is kept once.";
    CommuneCodeFilled = "commune-code-filled", Note, "The commune's code was deduced from its name and postcode.";
    CommuneCodeDisagrees = "commune-code-disagrees", Note, "The commune's name, its postcode and its code do not go together: all three are kept, and the report says which two agree.";
    CommuneUnknown = "commune-unknown", Note, "No commune could be told for sure from the name and the postcode: both are kept as they are.";
    NameIsANumber = "name-is-a-number", Note, "The name has no letter: it is kept as it is, and listed after the others.";
    PivotUnknown = "pivot-unknown", Note, "Fourteen zeros say that the SIRET is not known: the place has no pivot.";
    PivotKeyWrong = "pivot-key-wrong", Note, "The key of the SIRET is wrong, or a digit is missing; it is kept as it is.";
    PositionFarFromCommune = "position-far-from-commune", Note, "The position is more than ten kilometres outside the commune: one of the two is wrong; both are kept as they are.";
    PhoneDoubtful = "phone-doubtful", Note, "The number has the schema's form but not the length its country uses; it is kept as it is.";
    IdReassigned = "id-reassigned", Note, "The identifier named another place before: that one is marked gone and keeps its public address, this one has its own.";
    DateInFuture = "date-in-future", Note, "The date of update lies more than a day ahead: it is not believed, and never shown as the age of the entry.";

    CharactersReread = "characters-reread", Repair, "The characters were in another encoding than the rest, or encoded twice, and were read again.";
    MarkupRemoved = "markup-removed", Repair, "HTML tags and entities became plain text.";
    ControlCharactersRemoved = "control-characters-removed", Repair, "Invisible control characters were removed.";
    FormulaNeutralised = "formula-neutralised", Repair, "The sign that makes a spreadsheet run the text as a formula was removed.";
    TextCut = "text-cut", Repair, "The text was longer than the field allows and was cut at a word.";
    SummaryCut = "summary-cut", Repair, "The summary was longer than 280 characters: cut at a word, and kept whole in the detailed text.";
    PlaceholderEmptied = "placeholder-emptied", Repair, "The cell held a word that stands for nothing, such as NULL or #N/A, and is taken as empty.";
    AddressFromComplement = "address-from-complement", Repair, "The address was empty: its complement took the place.";
    CommuneCodeUnknown = "commune-code-unknown", Repair, "The commune's code is not in the official list: the code of its name and postcode replaces it where they give one.";
    CommuneCodeBroughtUpToDate = "commune-code-brought-up-to-date", Repair, "The code was that of a former commune: the code of the commune it now belongs to replaces it.";
    CommuneFilled = "commune-filled", Repair, "The commune was empty: its name comes from its code.";
    PostcodeZeroRestored = "postcode-zero-restored", Repair, "The postcode had lost its leading zero, and with it belongs to the commune.";
    PostcodeCompleted = "postcode-completed", Repair, "The postcode had lost a digit: the only one of the commune's postcodes that it can come from takes its place.";
    PostcodeTidied = "postcode-tidied", Repair, "Spaces, a country prefix or a CEDEX mention were removed from the postcode.";
    PostcodeFilled = "postcode-filled", Repair, "The postcode was empty or unreadable: the commune has one only.";
    CommuneCodeTidied = "commune-code-tidied", Repair, "The commune's code had spaces or small letters, or had lost its leading zero.";
    PivotTidied = "pivot-tidied", Repair, "Spaces and punctuation were removed from the SIRET, RNA or RIDET.";
    PivotZeroRestored = "pivot-zero-restored", Repair, "The SIRET had lost its leading zero; its key proves it.";
    DecimalComma = "decimal-comma", Repair, "The coordinate had a decimal comma or a sign of degrees.";
    PositionSplit = "position-split", Repair, "Latitude and longitude stood in one cell.";
    PositionSwapped = "position-swapped", Repair, "Latitude and longitude were swapped: only the other way round is the place in France.";
    PhoneRepaired = "phone-repaired", Repair, "The phone number had lost its zero or its plus sign, had another territory's country code, or stood among words.";
    EmailTidied = "email-tidied", Repair, "The e-mail address was freed from a name, a prefix, spaces or punctuation.";
    UrlSchemeAdded = "url-scheme-added", Repair, "The web address had no http:// or https://.";
    UrlTidied = "url-tidied", Repair, "The web address had a slip in its beginning, or characters that must be percent-encoded.";
    ListValueRewritten = "list-value-rewritten", Repair, "The value of a closed list was not written as the schema writes it.";
    MovedToOtherLabels = "moved-to-other-labels", Repair, "The label is in no list of the schema and went to the free labels.";
    HoursTidied = "hours-tidied", Repair, "Non-breaking or repeated spaces and markup were removed from the hours.";
    HoursNotOsm = "hours-not-osm", Repair, "The hours are no valid OpenStreetMap expression: kept as a note for people, never counted as open.";
    DateInterpreted = "date-interpreted", Repair, "The date had a year of two digits, or was a spreadsheet's count of days.";
    DateMonthOnly = "date-month-only", Repair, "The date has a month and no day: the first day of the month is taken, the oldest it can be.";
    DateFilled = "date-filled", Repair, "The date of update was missing or unusable: the date of publication given for the file took its place.";

    CommuneCodeDropped = "commune-code-dropped", Loss, "The commune's code does not have the form of one.";
    PivotDropped = "pivot-dropped", Loss, "The text is no SIRET, RNA or RIDET.";
    PositionUnreadable = "position-unreadable", Loss, "The coordinates are no numbers.";
    PositionHalf = "position-half", Loss, "One of the two coordinates is missing.";
    PositionZero = "position-zero", Loss, "Zero, zero: the position is missing.";
    PositionProjected = "position-projected", Loss, "The coordinates are in metres, not in degrees.";
    PositionOutsideFrance = "position-outside-france", Loss, "The position is nowhere in France, nor when swapped.";
    PhoneUnreadable = "phone-unreadable", Loss, "The text is no phone number that the schema can hold.";
    OtherPhonesDropped = "other-phones-dropped", Loss, "The schema holds one number: the first is kept.";
    EmailDropped = "email-dropped", Loss, "The text is no e-mail address.";
    UrlDropped = "url-dropped", Loss, "The text is no web address.";
    OtherUrlsDropped = "other-urls-dropped", Loss, "The field holds one web address: the first is kept.";
    ListValueUnknown = "list-value-unknown", Loss, "The value is not in the schema's closed list.";
    ListCut = "list-cut", Loss, "The list had more than a hundred values: the first hundred are kept.";
    TextUnusable = "text-unusable", Loss, "Nothing legible is left of the text.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_own_code_and_a_sentence() {
        let mut codes: Vec<_> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            assert!(rule.explanation().ends_with('.'), "{}", rule.code());
            assert!(
                rule.code()
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            );
        }
    }
}
