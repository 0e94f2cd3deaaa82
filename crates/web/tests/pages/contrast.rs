//! The colours of the style sheet, measured: each text on each background it is put on, in both themes.

use std::collections::HashMap;

const TOKENS: &str = include_str!("../../assets/css/tokens.css");

/// Text, background, least ratio. WCAG 2.2 asks 7:1 for texts (1.4.6, AAA) and 3:1 for what is drawn (1.4.11).
const PAIRS: &[(&str, &str, f64)] = &[
    ("text", "page", 7.0),
    ("text", "surface", 7.0),
    ("text", "brand-wash", 7.0),
    ("text", "accent-wash", 7.0),
    ("text", "mark", 7.0),
    ("text", "open-wash", 7.0),
    ("text", "soon-wash", 7.0),
    ("text", "closed-wash", 7.0),
    ("quiet", "page", 7.0),
    ("quiet", "surface", 7.0),
    ("quiet", "brand-wash", 6.0),
    ("brand", "page", 7.0),
    ("brand", "surface", 7.0),
    ("brand-strong", "brand-wash", 7.0),
    ("brand", "mark", 4.5),
    ("on-brand", "brand", 7.0),
    ("on-brand", "brand-strong", 7.0),
    ("field-line", "surface", 3.0),
    ("open", "open-wash", 3.0),
    ("soon", "soon-wash", 3.0),
    ("closed", "closed-wash", 3.0),
    ("accent", "surface", 3.0),
    ("focus-inner", "focus-outer", 7.0),
];

fn theme(css: &str) -> HashMap<&str, [f64; 3]> {
    css.lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"))
        .map(|(name, value)| {
            let digits = value.trim_end_matches(';');
            let channel = |at: usize| f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
            (name, [channel(0), channel(2), channel(4)])
        })
        .collect()
}

/// Relative luminance, WCAG 2.2.
fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|channel| {
        if channel <= 0.040_45 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_text_can_be_read_on_its_background_in_light_and_in_dark() {
    let (light, dark) = TOKENS.split_once("@media (prefers-color-scheme: dark)").unwrap();
    for (name, colours) in [("light", theme(light)), ("dark", theme(dark))] {
        let faults: Vec<String> = PAIRS
            .iter()
            .map(|(text, background, least)| {
                (
                    text,
                    background,
                    least,
                    contrast(colours[text], colours[background]),
                )
            })
            .filter(|(_, _, least, ratio)| ratio < least)
            .map(|(text, background, least, ratio)| format!("{text} on {background}: {ratio:.2} < {least}"))
            .collect();
        assert!(faults.is_empty(), "{name}: {faults:?}");
    }
}
