//! The words and links of the numbers that answer a person in danger.

use domain::emergency::{Danger, EmergencyLine};

/// What is said to whoever may be exposed to a danger: a key of the words.
pub(crate) const fn title(danger: &Danger) -> &'static str {
    match danger {
        Danger::Now => "emergency-now",
        Danger::Violence => "emergency-violence",
        Danger::ToChild => "emergency-child",
        Danger::Abuse => "emergency-abuse",
        Danger::Suicide => "emergency-suicide",
        Danger::Harassment => "emergency-harassment",
        Danger::Roofless => "emergency-roofless",
    }
}

/// Who answers: a key of the words.
pub(crate) const fn who(line: &EmergencyLine) -> &'static str {
    match line {
        EmergencyLine::Europe => "emergency-line-112",
        EmergencyLine::Police => "emergency-line-17",
        EmergencyLine::Samu => "emergency-line-15",
        EmergencyLine::Fire => "emergency-line-18",
        EmergencyLine::ByText => "emergency-line-114",
        EmergencyLine::Shelter => "emergency-line-115",
        EmergencyLine::Children => "emergency-line-119",
        EmergencyLine::Women => "emergency-line-3919",
        EmergencyLine::Elders => "emergency-line-3977",
        EmergencyLine::Suicide => "emergency-line-3114",
        EmergencyLine::Online => "emergency-line-3018",
    }
}

/// What a touch of the number does: a call, or a message.
pub(crate) fn link(line: &EmergencyLine) -> String {
    let scheme = if line.is_written_to() { "sms" } else { "tel" };
    format!("{scheme}:{}", line.number())
}
