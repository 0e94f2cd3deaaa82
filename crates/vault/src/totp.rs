//! Codes that a phone and the program compute from one secret and the time (RFC 6238): HMAC-SHA-1, six digits, a new code
//! every thirty seconds, which every authenticator on a phone knows.

use data_encoding::BASE32_NOPAD;
use domain::accounts::OneTimeCode;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;
use subtle::{ConditionallySelectable, ConstantTimeEq};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{Random, drawn};

/// Seconds for which a code is shown.
const STEP_S: i64 = 30;
/// How many steps a clock may be off, either way (RFC 6238, 5.2 and 6).
const WINDOW: i64 = 1;
/// Ten to the number of digits.
const CODES: u32 = 1_000_000;

/// What a phone and the program share: 160 random bits, as RFC 4226, 4 advises.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct TotpSecret([u8; 20]);

impl TotpSecret {
    /// Draws a secret.
    #[must_use]
    pub fn generate(from: &mut impl Random) -> Self {
        Self(drawn(from))
    }

    /// Takes what was sealed; `None` when it is something else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes, to be sealed.
    #[must_use]
    pub fn reveal(&self) -> &[u8] {
        &self.0
    }

    /// The secret as it is typed into a phone and stands in a QR code: thirty-two symbols of base 32 (RFC 4648).
    #[must_use]
    pub fn reveal_text(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// The step at which this code is right, if it is one around now. Each step is compared, in constant time. A step that
    /// was used before is for the caller to refuse.
    #[must_use]
    pub fn step_of(&self, code: OneTimeCode, now: Timestamp) -> Option<i64> {
        let this_step = now.as_second().div_euclid(STEP_S);
        let mut found = -1;
        for step in this_step - WINDOW..=this_step + WINDOW {
            let is_it = self.code_at(step).ct_eq(&code.number());
            found = i64::conditional_select(&found, &step, is_it);
        }
        (found >= 0).then_some(found)
    }

    /// The code of a step (RFC 4226, 5.3).
    fn code_at(&self, step: i64) -> u32 {
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).expect("any length is a key");
        mac.update(&step.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let offset = usize::from(digest[19] & 0x0f);
        let four = [
            digest[offset] & 0x7f,
            digest[offset + 1],
            digest[offset + 2],
            digest[offset + 3],
        ];
        u32::from_be_bytes(four) % CODES
    }
}

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TotpSecret(hidden)")
    }
}

/// What a phone would show, for tests that stand for one.
#[cfg(any(test, feature = "testing"))]
pub mod testing {
    use super::{STEP_S, TotpSecret};
    use jiff::Timestamp;

    /// The code of a moment.
    #[must_use]
    pub fn shown(secret: &TotpSecret, at: Timestamp) -> String {
        format!("{:06}", secret.code_at(at.as_second().div_euclid(STEP_S)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn code(text: &str) -> OneTimeCode {
        OneTimeCode::parse(text).unwrap()
    }

    /// RFC 6238, appendix B, SHA-1; its codes have eight digits, of which ours are the last six.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (second, eight_digits) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(
                testing::shown(&secret(), at(second)),
                eight_digits[2..],
                "{second}"
            );
            assert_eq!(
                secret().step_of(code(&eight_digits[2..]), at(second)),
                Some(second / 30)
            );
        }
    }

    #[test]
    fn a_code_is_right_one_step_early_and_one_step_late_and_no_more() {
        let shown = code("005924");
        let step = 1_234_567_890 / 30;
        for (steps_off, expected) in [
            (-2, None),
            (-1, Some(step)),
            (0, Some(step)),
            (1, Some(step)),
            (2, None),
        ] {
            assert_eq!(
                secret().step_of(shown, at(1_234_567_890 + 30 * steps_off)),
                expected,
                "{steps_off}"
            );
        }
        assert_eq!(secret().step_of(code("005925"), at(1_234_567_890)), None);
    }

    #[test]
    fn a_secret_is_typed_in_base_32_and_hidden_in_logs() {
        assert_eq!(secret().reveal_text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(format!("{:?}", secret()), "TotpSecret(hidden)");
        assert_eq!(TotpSecret::from_bytes(b"short"), None);
    }
}
