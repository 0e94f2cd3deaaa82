//! Identifiers of people and organisations: random, without meaning, safe in an address and in the journal.

use crate::identifier::random_id;

/// The text is not such an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct BadAccountId;

random_id! {
    /// Names an organisation.
    OrganisationId, BadAccountId
}
random_id! {
    /// Names somebody who signs in.
    MemberId, BadAccountId
}
random_id! {
    /// Names an invitation; not the secret of its link.
    InvitationId, BadAccountId
}
random_id! {
    /// Names a session where its owner lists and revokes it; not the secret in the cookie.
    SessionId, BadAccountId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighty_bits_make_sixteen_symbols_that_read_back() {
        for bits in [[0; 10], [0xff; 10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]] {
            let id = MemberId::from_random(bits);
            assert_eq!(MemberId::parse(id.as_str()), Ok(id));
        }
        assert_eq!(MemberId::from_random([0xff; 10]).as_str(), "zzzzzzzzzzzzzzzz");
        assert_ne!(MemberId::from_random([1; 10]), MemberId::from_random([2; 10]));
    }

    #[test]
    fn another_text_is_no_identifier() {
        for text in [
            "",
            "0",
            "OOOOOOOOOOOOOOOO",
            "000000000000000é",
            "00000000000000000",
        ] {
            assert_eq!(SessionId::parse(text), Err(BadAccountId), "{text}");
        }
    }
}
