//! What closed: kept by the directory, out of its lists.

use domain::places::{Fee, Service, SupportMode, Typology};

use super::Draft;
use crate::demo::canton::MONTAVREUIL;

pub fn all() -> Vec<Draft> {
    vec![
        MONTAVREUIL
            .place(
                "montavreuil-cyber",
                "Cyber-salon Le Modem Volant",
                "17 rue des Tanneries",
            )
            .at(-140.0, 90.0)
            .kinds([Typology::EPN])
            .phone("02 61 91 10 99")
            .hours("Tu-Sa 14:00-19:00; PH off")
            .updated_days_ago(210)
            .summary("Six ordinateurs, un modem qui chante et du sirop de menthe. Le patron est parti à la retraite.")
            .services([Service::InternetAndComputers, Service::EverydayTools])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Individual])
            .fees([Fee::Paying]),
    ]
}
