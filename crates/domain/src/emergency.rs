//! Who answers a person in danger: the free national numbers, and which ones a danger calls for. No rule here decides
//! that somebody is in danger; it only makes sure that a number is never far.
//!
//! Source: service-public.gouv.fr, « Numéros d'urgence » and « Violences conjugales », read in November 2026; European
//! decision 91/396/EEC for 112.

/// A number that answers for free in all of France.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EmergencyLine {
    /// 112: any emergency, in all of Europe.
    Europe,
    /// 17: police and gendarmerie.
    Police,
    /// 15: medical emergencies (SAMU).
    Samu,
    /// 18: fire, accidents.
    Fire,
    /// 114: any emergency by text message, for who cannot speak or hear.
    ByText,
    /// 115: a roof for the night.
    Shelter,
    /// 119: children in danger.
    Children,
    /// 3919: violence against women.
    Women,
    /// 3977: abuse of old people and of people with disabilities.
    Elders,
    /// 3114: prevention of suicide.
    Suicide,
    /// 3018: harassment and violence online.
    Online,
}

impl EmergencyLine {
    /// Every number.
    pub const ALL: [Self; 11] = [
        Self::Europe,
        Self::Police,
        Self::Samu,
        Self::Fire,
        Self::ByText,
        Self::Shelter,
        Self::Children,
        Self::Women,
        Self::Elders,
        Self::Suicide,
        Self::Online,
    ];

    /// What to dial.
    #[must_use]
    pub const fn number(self) -> &'static str {
        match self {
            Self::Europe => "112",
            Self::Police => "17",
            Self::Samu => "15",
            Self::Fire => "18",
            Self::ByText => "114",
            Self::Shelter => "115",
            Self::Children => "119",
            Self::Women => "3919",
            Self::Elders => "3977",
            Self::Suicide => "3114",
            Self::Online => "3018",
        }
    }

    /// Whether it is written to rather than called.
    #[must_use]
    pub const fn is_written_to(self) -> bool {
        matches!(self, Self::ByText)
    }
}

/// What a person may be exposed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Danger {
    /// A life is at stake now, or the danger is not said.
    Now,
    /// Violence by somebody.
    Violence,
    /// A child is hurt.
    ToChild,
    /// Somebody who depends on others is hurt.
    Abuse,
    /// Somebody thinks of dying.
    Suicide,
    /// Somebody is harassed.
    Harassment,
    /// Nowhere to sleep.
    Roofless,
}

impl Danger {
    /// Every danger.
    pub const ALL: [Self; 7] = [
        Self::Now,
        Self::Violence,
        Self::ToChild,
        Self::Abuse,
        Self::Suicide,
        Self::Harassment,
        Self::Roofless,
    ];

    /// Who answers, the one to call first at the top.
    #[must_use]
    pub const fn lines(self) -> &'static [EmergencyLine] {
        use EmergencyLine as Line;
        match self {
            Self::Now => &[Line::Europe, Line::Police, Line::Samu, Line::Fire, Line::ByText],
            Self::Violence => &[Line::Police, Line::Women, Line::Children, Line::ByText],
            Self::ToChild => &[Line::Children, Line::Police, Line::ByText],
            Self::Abuse => &[Line::Police, Line::Elders, Line::Children, Line::ByText],
            Self::Suicide => &[Line::Suicide, Line::Samu, Line::ByText],
            Self::Harassment => &[Line::Online, Line::Police, Line::ByText],
            Self::Roofless => &[Line::Shelter, Line::Europe],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_danger_has_somebody_to_turn_to_now_and_none_twice() {
        let at_any_hour = |line: &EmergencyLine| {
            use EmergencyLine as Line;
            matches!(
                line,
                Line::Europe | Line::Police | Line::Samu | Line::Suicide | Line::Shelter | Line::Children
            )
        };
        for danger in Danger::ALL {
            let lines = danger.lines();
            assert!(lines.iter().any(at_any_hour), "{danger:?}");
            for (at, line) in lines.iter().enumerate() {
                assert!(!lines[..at].contains(line), "{danger:?}: {line:?} twice");
            }
        }
    }

    #[test]
    fn who_cannot_speak_can_write_whatever_threatens() {
        for danger in Danger::ALL
            .into_iter()
            .filter(|danger| *danger != Danger::Roofless)
        {
            assert!(
                danger.lines().iter().any(|line| line.is_written_to()),
                "{danger:?}"
            );
        }
    }

    #[test]
    fn every_number_is_reached_by_some_danger_and_has_digits_alone() {
        for line in EmergencyLine::ALL {
            assert!(
                Danger::ALL.iter().any(|danger| danger.lines().contains(&line)),
                "{line:?}"
            );
            assert!(line.number().bytes().all(|digit| digit.is_ascii_digit()));
        }
    }
}
