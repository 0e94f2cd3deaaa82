//! What a name was found to stand for, how sure that is, and which of several communes is taken. Finding them is the
//! business of `resolve`.

use domain::territory::{DepartementCode, Postcode};

use super::index::Rank;
use crate::rows::Commune;

/// What else is known about the place: it chooses between communes of one name and shows contradictions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// The postcode written beside the name.
    pub postcode: Option<Postcode>,
    /// The département written beside the name, or the one that the file is about.
    pub departement: Option<DepartementCode>,
}

/// How the name was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelling {
    /// The official name, in any way of writing it.
    Official,
    /// A name that the commune, or a part of it, had before.
    Former,
    /// Part of the name, or more than the name; only taken where the postcode or the département leaves one choice.
    Shortened,
    /// One typing error away from a name.
    Mistyped,
}

/// What the hints say about the commune found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// The postcode is in use in the commune.
    Postcode,
    /// The département is right (the postcode may be that of a large user, or wrong).
    Departement,
    /// There was no hint.
    Unchecked,
    /// The hints name another département.
    Contradicted,
}

/// A commune, and why it was taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match<'a> {
    /// The commune, or the municipal arrondissement where one was named.
    pub commune: &'a Commune,
    /// How the name was recognised.
    pub spelling: Spelling,
    /// What the hints say.
    pub agreement: Agreement,
    /// How many small communes bear the name as well: "La Rochelle" is taken for the one of 79,000 inhabitants.
    pub namesakes: usize,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolution<'a> {
    /// One commune.
    Found(Match<'a>),
    /// Several communes bear the name and nothing chooses between them; the largest first.
    Ambiguous(Vec<&'a Commune>),
    /// No commune bears it.
    Unknown,
}

impl<'a> Resolution<'a> {
    /// The commune when there is one.
    #[must_use]
    pub fn commune(&self) -> Option<&'a Commune> {
        match self {
            Self::Found(found) => Some(found.commune),
            _ => None,
        }
    }
}

impl Match<'_> {
    /// Whether nobody needs to look: a whole name that no other commune bears, and no hint against it.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.spelling <= Spelling::Former && self.agreement != Agreement::Contradicted && self.namesakes == 0
    }
}

/// Matches, best first.
pub(super) struct Candidates<'a>(pub(super) Vec<(Match<'a>, Rank)>);

impl<'a> Candidates<'a> {
    /// What the best say, unless the hints speak against them.
    pub(super) fn agreeing(&self) -> Option<Resolution<'a>> {
        self.best(|agreement| agreement != Agreement::Contradicted)
    }

    /// What the best say where the postcode is theirs.
    pub(super) fn with_postcode(&self) -> Option<Resolution<'a>> {
        self.best(|agreement| agreement == Agreement::Postcode)
    }

    /// What the best say although the hints speak against them.
    pub(super) fn contradicted(&self) -> Option<Resolution<'a>> {
        self.best(|agreement| agreement == Agreement::Contradicted)
    }

    fn best(&self, accept: impl Fn(Agreement) -> bool) -> Option<Resolution<'a>> {
        let (first, rank) = self.0.first().filter(|(m, _)| accept(m.agreement))?;
        let mut others: Vec<&Commune> = Vec::new();
        for (other, _) in self
            .0
            .iter()
            .take_while(|(m, r)| m.agreement == first.agreement && r == rank)
        {
            if !others.iter().any(|seen| seen.code == other.commune.code) {
                others.push(other.commune);
            }
        }
        let population = |at: usize| others.get(at).and_then(|c: &&Commune| c.population).unwrap_or(0);
        let one_stands_out = first.spelling <= Spelling::Former
            && first.agreement != Agreement::Contradicted
            && population(0) >= TOWN
            && population(0) >= STANDS_OUT * population(1);
        Some(if others.len() == 1 || one_stands_out {
            let namesakes = others.len() - 1;
            Resolution::Found(Match { namesakes, ..*first })
        } else {
            Resolution::Ambiguous(others)
        })
    }
}

/// From this size (inhabitants) and so many times larger than the next of its name, a town is the one that is meant.
const TOWN: u32 = 10_000;
const STANDS_OUT: u32 = 20;
