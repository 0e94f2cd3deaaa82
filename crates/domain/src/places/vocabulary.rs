//! The closed lists of the national schema « lieux de médiation numérique » v1.0.2.
//!
//! Each value has a `code` (ours: stable, ASCII, used in addresses, filters and translation keys) and a `label`
//! (the schema's own French text, written in exports). Old or loose writings are the business of the readers in
//! `interop`; here only the official text is known.

/// A closed list of the schema.
pub trait Vocabulary: Copy + Eq + std::fmt::Debug + 'static {
    /// Every value, in the schema's order.
    const ALL: &'static [Self];
    /// The schema's name of the field that holds these values.
    const FIELD: &'static str;

    /// Stable ASCII name, used in addresses and translation keys.
    fn code(self) -> &'static str;
    /// The schema's own text.
    fn label(self) -> &'static str;
    /// Rank in [`Self::ALL`].
    fn rank(self) -> usize;

    /// The value that has this code.
    #[must_use]
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }

    /// The value that has exactly this official text.
    #[must_use]
    fn from_label(label: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.label() == label)
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $field:literal { $($(#[$vdoc:meta])* $value:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $label] $(#[$vdoc])* $value,)+ }

        impl Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$value,)+];
            const FIELD: &'static str = $field;
            fn code(self) -> &'static str { match self { $(Self::$value => $code,)+ } }
            fn label(self) -> &'static str { match self { $(Self::$value => $label,)+ } }
            fn rank(self) -> usize { self as usize }
        }
    };
}

vocabulary! {
    /// What people can do or learn in a place.
    Service, "services" {
        AdministrativeHelp = "demarches", "Aide aux démarches administratives";
        EverydayTools = "outils-du-quotidien", "Maîtrise des outils numériques du quotidien";
        WorkIntegration = "insertion-professionnelle", "Insertion professionnelle via le numérique";
        SafeUse = "securite", "Utilisation sécurisée du numérique";
        Parenting = "parentalite", "Parentalité et éducation avec le numérique";
        LeisureAndCreation = "loisirs-et-creation", "Loisirs et créations numériques";
        DigitalCulture = "culture-numerique", "Compréhension du monde numérique";
        InternetAndComputers = "acces-internet", "Accès internet et matériel informatique";
        AffordableEquipment = "materiel-solidaire", "Acquisition de matériel informatique à prix solidaire";
    }
}

vocabulary! {
    /// Whom a place addresses in particular. No value means everybody.
    Audience, "publics_specifiquement_adresses" {
        YoungPeople = "jeunes", "Jeunes";
        Students = "etudiants", "Étudiants";
        FamiliesAndChildren = "familles-et-enfants", "Familles et/ou enfants";
        Seniors = "seniors", "Seniors";
        Women = "femmes", "Femmes";
    }
}

vocabulary! {
    /// What the place can adapt to.
    SpecificCare, "prise_en_charge_specifique" {
        Deafness = "surdite", "Surdité";
        MotorDisability = "handicaps-moteurs", "Handicaps moteurs";
        MentalDisability = "handicaps-mentaux", "Handicaps mentaux";
        Illiteracy = "illettrisme", "Illettrisme";
        English = "anglais", "Langues étrangères (anglais)";
        OtherLanguages = "autres-langues", "Langues étrangères (autres)";
        VisualImpairment = "deficience-visuelle", "Déficience visuelle";
    }
}

vocabulary! {
    /// What it costs.
    Fee, "frais_a_charge" {
        Free = "gratuit", "Gratuit";
        FreeOnCondition = "gratuit-sous-condition", "Gratuit sous condition";
        Paying = "payant", "Payant";
    }
}

vocabulary! {
    /// National programmes that the place takes part in.
    Programme, "dispositif_programmes_nationaux" {
        AidantsConnect = "aidants-connect", "Aidants Connect";
        ReferenceLibraries = "bibliotheques-numeriques-de-reference", "Bibliothèques numérique de référence";
        PixCertification = "certification-pix", "Certification PIX";
        DigitalAdvisers = "conseillers-numeriques", "Conseillers numériques";
        EmmausConnect = "emmaus-connect", "Emmaüs Connect";
        FranceServices = "france-services", "France Services";
        GrandeEcoleDuNumerique = "grande-ecole-du-numerique", "Grande école du numérique";
        RedCross = "la-croix-rouge", "La Croix Rouge";
        CafAccessPoint = "point-acces-numerique-caf", "Point d'accès numérique CAF";
        PromeneursDuNet = "promeneurs-du-net", "Promeneurs du net";
        EmmausRelay = "relais-numerique-emmaus-connect", "Relais numérique (Emmaüs Connect)";
    }
}

vocabulary! {
    /// Training received by the team and labels of the place.
    ///
    /// The schema's own pattern spells one of them `Étapes numériques(La Poste)`, without the space that its
    /// documentation and every publisher write: the documented text is ours, the pattern's is read as well.
    Label, "formations_labels" {
        MonEspaceSante = "mon-espace-sante", "Formé à « Mon Espace Santé »";
        Duplex = "duplex", "Formé à « DUPLEX » (illettrisme)";
        ArniaMednumBfc = "arnia-mednum-bfc", "Arnia/MedNum BFC (Bourgogne-Franche-Comté)";
        ReuseCollectiveNormandie = "collectif-reemploi-normandie", "Collectif ressources et acteurs réemploi (Normandie)";
        EtapesNumeriques = "etapes-numeriques-la-poste", "Étapes numériques (La Poste)";
        FabriquesDeTerritoire = "fabriques-de-territoire", "Fabriques de Territoire";
        EclaireursDuNumerique = "eclaireurs-du-numerique-drome", "Les Éclaireurs du numérique (Drôme)";
        MesPapiers = "mes-papiers-metropole-de-lyon", "Mes Papiers (Métropole de Lyon)";
        Ordi30 = "ordi-3-0", "ORDI 3.0";
        SudLabs = "sud-labs-paca", "SUD LABS (PACA)";
    }
}

vocabulary! {
    /// How to come in contact with the place.
    AccessMode, "modalites_acces" {
        WalkIn = "se-presenter", "Se présenter";
        Phone = "telephoner", "Téléphoner";
        Email = "contacter-par-mail", "Contacter par mail";
        OnlineAppointment = "rendez-vous-en-ligne", "Prendre un RDV en ligne";
        NoPublic = "pas-de-public", "Ce lieu n'accueille pas de public";
        ReferralByEmail = "fiche-de-prescription", "Envoyer un mail avec une fiche de prescription";
    }
}

vocabulary! {
    /// How people are helped.
    SupportMode, "modalites_accompagnement" {
        OnYourOwn = "en-autonomie", "En autonomie";
        Individual = "individuel", "Accompagnement individuel";
        Workshop = "atelier-collectif", "Dans un atelier collectif";
        Remote = "a-distance", "À distance";
    }
}

vocabulary! {
    /// Whether the place moves.
    Itinerancy, "itinerance" {
        Mobile = "itinerant", "Itinérant";
        Fixed = "fixe", "Fixe";
    }
}

macro_rules! typologies {
    ($($value:ident = $code:literal;)+) => {
        /// What kind of structure runs the place: the 92 codes of the schema's reference library and the four of
        /// the list of data·inclusion v0 that it lacks, so that every file in use is read without loss.
        #[expect(non_camel_case_types, missing_docs,
                 reason = "the codes are the field's own words; `docs/glossary.md` spells them out")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Typology { $($value,)+ }

        impl Vocabulary for Typology {
            const ALL: &'static [Self] = &[$(Self::$value,)+];
            const FIELD: &'static str = "typologie";
            fn code(self) -> &'static str { match self { $(Self::$value => $code,)+ } }
            fn label(self) -> &'static str { self.code() }
            fn rank(self) -> usize { self as usize }
        }
    };
}

typologies! {
    ACI = "ACI";
    ACIPHC = "ACIPHC";
    AFPA = "AFPA";
    AI = "AI";
    ASE = "ASE";
    ASSO = "ASSO";
    ASSO_CHOMEUR = "ASSO_CHOMEUR";
    Autre = "Autre";
    AVIP = "AVIP";
    BIB = "BIB";
    CAARUD = "CAARUD";
    CADA = "CADA";
    CAF = "CAF";
    CAP_EMPLOI = "CAP_EMPLOI";
    CAVA = "CAVA";
    CC = "CC";
    CCAS = "CCAS";
    CCONS = "CCONS";
    CD = "CD";
    CDAS = "CDAS";
    CFP = "CFP";
    CHRS = "CHRS";
    CHU = "CHU";
    CIAS = "CIAS";
    CIDFF = "CIDFF";
    CITMET = "CITMET";
    CMP = "CMP";
    CMS = "CMS";
    CPAM = "CPAM";
    CPH = "CPH";
    CS = "CS";
    CSAPA = "CSAPA";
    CSC = "CSC";
    DEETS = "DEETS";
    DEPT = "DEPT";
    DIPLP = "DIPLP";
    E2C = "E2C";
    EA = "EA";
    EATT = "EATT";
    EI = "EI";
    EITI = "EITI";
    ENM = "ENM";
    EPCI = "EPCI";
    EPI = "EPI";
    EPIDE = "EPIDE";
    EPN = "EPN";
    ES = "ES";
    ESAT = "ESAT";
    ESS = "ESS";
    ETTI = "ETTI";
    EVS = "EVS";
    FABLAB = "FABLAB";
    FABRIQUE = "FABRIQUE";
    FAIS = "FAIS";
    FT = "FT";
    GEIQ = "GEIQ";
    HUDA = "HUDA";
    LA_POSTE = "LA_POSTE";
    MDE = "MDE";
    MDH = "MDH";
    MDEF = "MDEF";
    MDPH = "MDPH";
    MDS = "MDS";
    MJC = "MJC";
    ML = "ML";
    MQ = "MQ";
    MSA = "MSA";
    MSAP = "MSAP";
    MUNI = "MUNI";
    OACAS = "OACAS";
    ODC = "ODC";
    OF = "OF";
    OIL = "OIL";
    OPCS = "OPCS";
    PAD = "PAD";
    PENSION = "PENSION";
    PI = "PI";
    PIJ_BIJ = "PIJ_BIJ";
    PIMMS = "PIMMS";
    PJJ = "PJJ";
    PLIE = "PLIE";
    PREF = "PREF";
    PREVENTION = "PREVENTION";
    REG = "REG";
    RELAIS_LECTURE = "RELAIS_LECTURE";
    RESSOURCERIE = "RESSOURCERIE";
    RFS = "RFS";
    RS_FJT = "RS_FJT";
    SCP = "SCP";
    SPIP = "SPIP";
    TIERS_LIEUX = "TIERS_LIEUX";
    UDAF = "UDAF";
    ETABL_PRI = "ETABL_PRI";
    ETABL_PUB = "ETABL_PUB";
    ETAT = "ETAT";
    MDA = "MDA";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes_and_labels_lead_back<V: Vocabulary>() {
        for (rank, value) in V::ALL.iter().copied().enumerate() {
            assert_eq!(value.rank(), rank);
            assert_eq!(V::from_code(value.code()), Some(value));
            assert_eq!(V::from_label(value.label()), Some(value));
        }
    }

    #[test]
    fn every_code_and_every_label_leads_back_to_its_value() {
        codes_and_labels_lead_back::<Service>();
        codes_and_labels_lead_back::<Audience>();
        codes_and_labels_lead_back::<SpecificCare>();
        codes_and_labels_lead_back::<Fee>();
        codes_and_labels_lead_back::<Programme>();
        codes_and_labels_lead_back::<Label>();
        codes_and_labels_lead_back::<AccessMode>();
        codes_and_labels_lead_back::<SupportMode>();
        codes_and_labels_lead_back::<Itinerancy>();
        codes_and_labels_lead_back::<Typology>();
    }

    #[test]
    fn the_lists_have_the_lengths_of_the_schema() {
        let lengths = [
            Service::ALL.len(),
            Audience::ALL.len(),
            SpecificCare::ALL.len(),
            Fee::ALL.len(),
            Programme::ALL.len(),
            Label::ALL.len(),
            AccessMode::ALL.len(),
            SupportMode::ALL.len(),
            Itinerancy::ALL.len(),
            Typology::ALL.len(),
        ];
        assert_eq!(lengths, [9, 5, 7, 3, 11, 10, 6, 4, 2, 96]);
    }
}
