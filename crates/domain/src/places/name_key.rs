//! The key that names are sorted and compared by: the same on every database and in every language of a server.

/// Lower case, without accents, with words separated by one space: `Médiathèque « L’Écho »` gives `mediatheque l echo`.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut between_words = false;
    for letter in name.chars().flat_map(char::to_lowercase) {
        // A combining accent belongs to the letter before it.
        if ('\u{300}'..='\u{36f}').contains(&letter) {
            continue;
        }
        if !letter.is_alphanumeric() {
            between_words = !key.is_empty();
            continue;
        }
        if std::mem::take(&mut between_words) {
            key.push(' ');
        }
        match base(letter) {
            Some(base) => key.push_str(base),
            None => key.push(letter),
        }
    }
    key
}

/// The letter or letters under the accents of French and its neighbours (Unicode blocks Latin-1 and Latin Extended-A).
fn base(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[test]
fn names_are_sorted_as_a_reader_expects() {
    for (name, key) in [
        ("Médiathèque « L’Écho »", "mediatheque l echo"),
        ("  CŒUR   d'Île-de-France!", "coeur d ile de france"),
        ("E\u{301}picerie 3.0", "epicerie 3 0"),
        ("Straße Łódź", "strasse lodz"),
        ("…", ""),
    ] {
        assert_eq!(name_key(name), key);
    }
}
