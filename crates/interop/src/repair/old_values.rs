//! The values of schema v0.1 and what they become in v1, as the national map converts them.

use domain::places::{
    AccessMode, Audience, Choices, Fee, Itinerancy, Label, Line, Programme, Service, SpecificCare,
    SupportMode, Typology,
};

/// One value of any closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    Service(Service),
    Audience(Audience),
    Care(SpecificCare),
    Fee(Fee),
    Programme(Programme),
    Label(Label),
    AccessMode(AccessMode),
    SupportMode(SupportMode),
    Itinerancy(Itinerancy),
    Typology(Typology),
}

/// The closed lists of one place.
#[derive(Debug, Default, Clone)]
pub(crate) struct Closed {
    pub typologies: Choices<Typology>,
    pub itinerancy: Choices<Itinerancy>,
    pub services: Choices<Service>,
    pub audiences: Choices<Audience>,
    pub care: Choices<SpecificCare>,
    pub fees: Choices<Fee>,
    pub programmes: Choices<Programme>,
    pub labels: Choices<Label>,
    pub other_labels: Vec<Line>,
    pub access_modes: Choices<AccessMode>,
    pub support_modes: Choices<SupportMode>,
}

impl Closed {
    /// Adds a value; false when it was there already.
    pub fn insert(&mut self, value: Value) -> bool {
        match value {
            Value::Service(value) => self.services.insert(value),
            Value::Audience(value) => self.audiences.insert(value),
            Value::Care(value) => self.care.insert(value),
            Value::Fee(value) => self.fees.insert(value),
            Value::Programme(value) => self.programmes.insert(value),
            Value::Label(value) => self.labels.insert(value),
            Value::AccessMode(value) => self.access_modes.insert(value),
            Value::SupportMode(value) => self.support_modes.insert(value),
            Value::Itinerancy(value) => self.itinerancy.insert(value),
            Value::Typology(value) => self.typologies.insert(value),
        }
    }
}

/// What an old value became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Became {
    /// A value of v1, perhaps in another field.
    Value(Value),
    /// Nothing: v1 says it by saying nothing, or has given it up.
    Nothing,
    /// A free label.
    OtherLabel,
}

use Became::{Nothing, OtherLabel};

const fn service(value: Service) -> Became {
    Became::Value(Value::Service(value))
}
const fn audience(value: Audience) -> Became {
    Became::Value(Value::Audience(value))
}
const fn care(value: SpecificCare) -> Became {
    Became::Value(Value::Care(value))
}
const fn fee(value: Fee) -> Became {
    Became::Value(Value::Fee(value))
}
const fn programme(value: Programme) -> Became {
    Became::Value(Value::Programme(value))
}
const fn support(value: SupportMode) -> Became {
    Became::Value(Value::SupportMode(value))
}

/// The fifteen services, three of which the national publications also write shorter.
pub(crate) const SERVICES: &[(&str, Became)] = &[
    (
        "Devenir autonome dans les démarches administratives",
        service(Service::AdministrativeHelp),
    ),
    (
        "Réaliser des démarches administratives avec un accompagnement",
        service(Service::AdministrativeHelp),
    ),
    (
        "Accompagner les démarches de santé",
        service(Service::AdministrativeHelp),
    ),
    (
        "Prendre en main un smartphone ou une tablette",
        service(Service::EverydayTools),
    ),
    ("Prendre en main un ordinateur", service(Service::EverydayTools)),
    (
        "Utiliser le numérique au quotidien",
        service(Service::EverydayTools),
    ),
    (
        "Favoriser mon insertion professionnelle",
        service(Service::WorkIntegration),
    ),
    (
        "Créer et développer mon entreprise",
        service(Service::WorkIntegration),
    ),
    (
        "Approfondir ma culture numérique",
        service(Service::DigitalCulture),
    ),
    (
        "Promouvoir la citoyenneté numérique",
        service(Service::DigitalCulture),
    ),
    (
        "Soutenir la parentalité et l'éducation avec le numérique",
        service(Service::Parenting),
    ),
    ("Créer avec le numérique", service(Service::LeisureAndCreation)),
    (
        "Accéder à une connexion internet",
        service(Service::InternetAndComputers),
    ),
    ("Accéder à du matériel", service(Service::InternetAndComputers)),
    (
        "S'équiper en matériel informatique",
        service(Service::AffordableEquipment),
    ),
];

/// `publics_accueillis`, split between two fields. No value means everybody, which says it of adults.
pub(crate) const AUDIENCES: &[(&str, Became)] = &[
    ("Adultes", Nothing),
    ("Tout public", Nothing),
    ("Seniors (+ 65 ans)", audience(Audience::Seniors)),
    ("Seniors", audience(Audience::Seniors)),
    ("Familles/enfants", audience(Audience::FamiliesAndChildren)),
    ("Familles/enfant", audience(Audience::FamiliesAndChildren)),
    ("Familles", audience(Audience::FamiliesAndChildren)),
    ("Enfants", audience(Audience::FamiliesAndChildren)),
    ("Enfant", audience(Audience::FamiliesAndChildren)),
    ("Jeunes (16-26 ans)", audience(Audience::YoungPeople)),
    ("Jeunes", audience(Audience::YoungPeople)),
    ("Uniquement femmes", audience(Audience::Women)),
    ("Public langues étrangères", care(SpecificCare::OtherLanguages)),
    ("Déficience visuelle", care(SpecificCare::VisualImpairment)),
    ("Surdité", care(SpecificCare::Deafness)),
    ("Handicaps psychiques", care(SpecificCare::MentalDisability)),
    ("Handicaps mentaux", care(SpecificCare::MentalDisability)),
    ("Handicaps moteurs", care(SpecificCare::MotorDisability)),
    (
        "Personnes en situation d'illettrisme",
        care(SpecificCare::Illiteracy),
    ),
    ("Illettrisme", care(SpecificCare::Illiteracy)),
];

/// `conditions_acces`, read before its ` : `.
pub(crate) const FEES: &[(&str, Became)] = &[
    ("Gratuit", fee(Fee::Free)),
    ("Gratuit sous condition", fee(Fee::FreeOnCondition)),
    (
        "Gratuit sous condition : La gratuité est conditionnée à des critères (situation familiale, convention avec un organisme social...)",
        fee(Fee::FreeOnCondition),
    ),
    ("Payant", fee(Fee::Paying)),
    (
        "Payant : L'accès au lieu et/ou à ses services est payant",
        fee(Fee::Paying),
    ),
    ("Adhésion", fee(Fee::Paying)),
    (
        "Adhésion : L'accès au lieu et/ou à ses services nécessite d'y adhérer",
        fee(Fee::Paying),
    ),
    ("Accepte le Pass numérique", Nothing),
    ("Pass numérique", Nothing),
];

/// `labels_nationaux`, split between programmes and labels; what v1 does not have stays as a free label.
pub(crate) const LABELS: &[(&str, Became)] = &[
    ("CNFS", programme(Programme::DigitalAdvisers)),
    ("Conseillers numériques", programme(Programme::DigitalAdvisers)),
    ("France Services", programme(Programme::FranceServices)),
    ("Aidants Connect", programme(Programme::AidantsConnect)),
    (
        "Grandes écoles du numérique",
        programme(Programme::GrandeEcoleDuNumerique),
    ),
    ("France Service", programme(Programme::FranceServices)),
    ("Maison France Services", programme(Programme::FranceServices)),
    ("Maison France Service", programme(Programme::FranceServices)),
    ("Conseiller numérique", programme(Programme::DigitalAdvisers)),
    (
        "Conseillers numériques France Services",
        programme(Programme::DigitalAdvisers),
    ),
    ("Point relais CAF", programme(Programme::CafAccessPoint)),
    ("Point numérique CAF", programme(Programme::CafAccessPoint)),
    (
        "Fabriques de Territoire",
        Became::Value(Value::Label(Label::FabriquesDeTerritoire)),
    ),
    ("Aucun", Nothing),
    ("Aucun dispositif", Nothing),
    ("APTIC", OtherLabel),
    ("Relais pôle emploi", OtherLabel),
    ("French Tech", OtherLabel),
    ("Campus connecté", OtherLabel),
];

/// `modalites_accompagnement`, read before its ` : `.
pub(crate) const SUPPORT_MODES: &[(&str, Became)] = &[
    ("Seul", support(SupportMode::OnYourOwn)),
    ("Avec de l'aide", support(SupportMode::Individual)),
    ("Dans un atelier", support(SupportMode::Workshop)),
    ("A ma place", support(SupportMode::Individual)),
];

/// `typologie`: one code was renamed.
pub(crate) const TYPOLOGIES: &[(&str, Became)] = &[("PE", Became::Value(Value::Typology(Typology::FT)))];

/// Kinds of structures in words instead of codes, where the words leave no doubt.
pub(crate) const TYPOLOGIES_IN_WORDS: &[(&str, Typology)] = &[
    ("Association", Typology::ASSO),
    ("Bibliothèque", Typology::BIB),
    ("Médiathèque", Typology::BIB),
    ("Mairie", Typology::MUNI),
    ("Commune", Typology::MUNI),
    ("Municipalité", Typology::MUNI),
    ("Centre social", Typology::CS),
    ("Centre socioculturel", Typology::CSC),
    ("Mission locale", Typology::ML),
    ("Tiers-lieu", Typology::TIERS_LIEUX),
    ("France Travail", Typology::FT),
    ("Pôle emploi", Typology::FT),
    ("Bureau de poste", Typology::LA_POSTE),
    ("Espace public numérique", Typology::EPN),
    ("PIJ", Typology::PIJ_BIJ),
    ("BIJ", Typology::PIJ_BIJ),
    ("Département", Typology::DEPT),
    ("Région", Typology::REG),
    ("Préfecture", Typology::PREF),
    ("Ressourcerie", Typology::RESSOURCERIE),
];
