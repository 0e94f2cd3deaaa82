use domain::places::{Typology, Vocabulary};

const GLOSSARY: &str = include_str!("../../../../docs/glossary.md");

#[test]
fn the_glossary_spells_out_every_typology() {
    let spelled = |typology: Typology| {
        let start = format!("| {} | ", typology.code());
        GLOSSARY.lines().any(|line| {
            line.strip_prefix(start.as_str())
                .is_some_and(|rest| rest.len() > 2)
        })
    };
    let missing: Vec<_> = Typology::ALL
        .iter()
        .copied()
        .filter(|typology| !spelled(*typology))
        .collect();
    assert_eq!(missing, []);
}

#[test]
fn the_settings_named_in_the_guide_exist() {
    let guide = include_str!("../../../../docs/operating.md");
    for word in guide
        .split(|c: char| !(c.is_ascii_uppercase() || c == '_'))
        .filter(|word| word.len() > "PARVIS_".len() && word.starts_with("PARVIS_"))
    {
        assert!(
            server::config::SETTINGS
                .iter()
                .any(|setting| setting.variable() == word),
            "docs/operating.md names {word}"
        );
    }
}
