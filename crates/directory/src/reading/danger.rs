//! Words of somebody who may be in danger. They stay in the question: what they change is that numbers are shown first.
//! Rather too often than once too little; but everyday questions about papers and screens never read as a danger.

use domain::emergency::Danger;
use search::analysis::tokens;

/// What is said, folded and without its articles, and the danger that it tells of; earlier ones win.
const SAID: &[(Danger, &[&str])] = &[
    (
        Danger::Suicide,
        &[
            "suicide",
            "suicides",
            "suicid",
            "suicider",
            "suicidaire",
            "suicidaires",
            "suicidal",
            "envie de mourir",
            "envie mourir",
            "veux mourir",
            "voudrais mourir",
            "plus envie de vivre",
            "veux plus vivre",
            "en finir avec la vie",
            "veux en finir",
            "me tuer",
            "kill myself",
            "killing myself",
            "want to die",
            "wanna die",
            "end my life",
            "self harm",
        ],
    ),
    (
        Danger::ToChild,
        &[
            "inceste",
            "incest",
            "pedophile",
            "pedophilie",
            "pedocriminalite",
            "enfant battu",
            "enfants battus",
            "enfant en danger",
            "enfants en danger",
            "enfance en danger",
            "enfant maltraite",
            "enfants maltraites",
            "bat mon enfant",
            "bat mes enfants",
            "frappe mon enfant",
            "frappe mes enfants",
            "tape mon enfant",
            "child abuse",
            "child in danger",
        ],
    ),
    (
        Danger::Harassment,
        &[
            "harcelement",
            "harcelements",
            "harcele",
            "harcelee",
            "harceles",
            "harcelent",
            "harceleur",
            "harclement",
            "cyberharcelement",
            "cyber harcelement",
            "sextorsion",
            "revenge porn",
            "me fait chanter",
            "harassment",
            "harassed",
            "bullying",
            "bullied",
            "cyberbullying",
            "blackmail",
            "sextortion",
        ],
    ),
    (
        Danger::Abuse,
        &[
            "maltraitance",
            "maltraitances",
            "maltraite",
            "maltraitee",
            "elder abuse",
        ],
    ),
    (
        Danger::Violence,
        &[
            "violence",
            "violences",
            "violance",
            "violances",
            "violent",
            "viol",
            "violee",
            "violeur",
            "battue",
            "femme battue",
            "femmes battues",
            "mari me bat",
            "conjoint me bat",
            "me frappe",
            "me tape",
            "me bat",
            "frappee",
            "agression",
            "agressions",
            "agressee",
            "me menace",
            "menacee",
            "menaces de mort",
            "menace de mort",
            "feminicide",
            "mariage force",
            "rape",
            "raped",
            "beaten",
            "beats me",
            "hits me",
            "domestic abuse",
            "threatens me",
            "assaulted",
        ],
    ),
    (
        Danger::Roofless,
        &[
            "hebergement urgence",
            "hebergement d urgence",
            "logement d urgence",
            "logement urgence",
            "samu social",
            "dormir dehors",
            "dors dehors",
            "dort dehors",
            "ou dormir",
            "suis a la rue",
            "vis a la rue",
            "vit a la rue",
            "vivre a la rue",
            "dormir a la rue",
            "dors a la rue",
            "emergency shelter",
            "nowhere to sleep",
            "sleeping rough",
        ],
    ),
    (
        Danger::Now,
        &[
            "urgences",
            "appeler urgence",
            "numero urgence",
            "numero d urgence",
            "numeros urgence",
            "au secours",
            "en danger",
            "in danger",
            "police",
            "gendarmerie",
            "gendarmes",
            "pompiers",
            "pompier",
            "samu",
            "ambulance",
            "emergency",
            "emergencies",
            "firefighters",
        ],
    ),
];

/// What says a danger only where nothing else is said: "urgence" beside a need is haste.
const ALONE: &[&str] = &[
    "urgence",
    "secours",
    "sos",
    "danger",
    "help me",
    "aidez moi",
    "a aide",
    "a l aide",
];

/// What sounds like a danger and is everyday business.
const EVERYDAY: &[&str] = &[
    "police d assurance",
    "police assurance",
    "polices de caracteres",
    "police de caracteres",
    "police de caractere",
    "jeu violent",
    "jeux violents",
    "film violent",
    "emergency contact",
];

/// The danger that the words tell of, if they do.
pub(super) fn find(words: &str) -> Option<Danger> {
    let said: Vec<String> = tokens(words).into_iter().map(|token| token.folded).collect();
    if said.is_empty() || EVERYDAY.iter().any(|phrase| says(&said, phrase)) {
        return None;
    }
    let alone = |phrase: &&&str| phrase.split(' ').eq(said.iter().map(String::as_str));
    SAID.iter()
        .find(|(_, phrases)| phrases.iter().any(|phrase| says(&said, phrase)))
        .map(|(danger, _)| *danger)
        .or_else(|| ALONE.iter().find(alone).map(|_| Danger::Now))
}

/// Whether the words of a phrase stand in a row.
fn says(said: &[String], phrase: &str) -> bool {
    let count = phrase.split(' ').count();
    said.windows(count)
        .any(|row| phrase.split(' ').eq(row.iter().map(String::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_be_in_danger_is_heard() {
        for (words, danger) in [
            ("violence", Danger::Violence),
            ("Violences conjugales", Danger::Violence),
            ("mon mari me bat", Danger::Violence),
            ("femme BATTUE Lille", Danger::Violence),
            ("viol", Danger::Violence),
            ("he hits me", Danger::Violence),
            ("suicide", Danger::Suicide),
            ("j'ai envie de mourir", Danger::Suicide),
            ("je veux en finir", Danger::Suicide),
            ("I want to die", Danger::Suicide),
            ("harcèlement à l'école", Danger::Harassment),
            ("cyber-harcèlement", Danger::Harassment),
            ("on me fait chanter avec des photos", Danger::Harassment),
            ("enfant en danger", Danger::ToChild),
            ("maltraitance personne âgée", Danger::Abuse),
            ("hébergement d'urgence ce soir", Danger::Roofless),
            ("où dormir", Danger::Roofless),
            ("je suis à la rue", Danger::Roofless),
            ("urgence", Danger::Now),
            ("police", Danger::Now),
            ("numéro d'urgence", Danger::Now),
            ("au secours", Danger::Now),
            ("À l'aide !", Danger::Now),
            ("help me", Danger::Now),
            ("SOS", Danger::Now),
        ] {
            assert_eq!(find(words), Some(danger), "{words}");
        }
    }

    #[test]
    fn everyday_questions_are_no_danger() {
        for words in [
            "",
            "aide",
            "aide numérique",
            "aide aux démarches",
            "à l'aide d'un ordinateur",
            "besoin d'aide pour les impôts",
            "aide d'urgence caf",
            "imprimer en urgence",
            "c'est urgent carte grise",
            "sos ordinateur",
            "help me with my taxes",
            "frappe au clavier",
            "police d'assurance",
            "valence",
            "mairie à la rue Haute",
            "violons",
            "sans abri",
            "permis de conduire",
            "mot de passe perdu",
            "arnaque",
        ] {
            assert_eq!(find(words), None, "{words}");
        }
    }
}
