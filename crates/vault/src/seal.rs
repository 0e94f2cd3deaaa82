//! Sealing and opening with one key: XChaCha20-Poly1305, a random nonce of 192 bits, padding that hides lengths.
//!
//! Source: S. Arciszewski, "XChaCha: eXtended-nonce ChaCha and AEAD_XChaCha20_Poly1305", draft-irtf-cfrg-xchacha-03.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::context::Context;
use crate::{CannotOpen, Random, drawn};

/// The first byte of everything sealed: the version of this form.
const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;

/// Lengths are rounded up to this, so that a short answer and a shorter one look the same (ISO/IEC 7816-4 padding:
/// one bit, then zeros).
pub(crate) const STEP: usize = 256;

pub(crate) fn seal(key: &[u8; 32], context: &Context, text: &[u8], from: &mut impl Random) -> Vec<u8> {
    let mut padded = Zeroizing::new(Vec::with_capacity((text.len() / STEP + 1) * STEP));
    padded.extend_from_slice(text);
    padded.push(0x80);
    let length = padded.len().next_multiple_of(STEP);
    padded.resize(length, 0);
    let nonce: [u8; NONCE] = drawn(from);
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: &padded,
                aad: context.bytes(),
            },
        )
        .expect("a text in memory is shorter than 256 GiB");
    let mut bytes = Vec::with_capacity(1 + NONCE + sealed.len());
    bytes.push(VERSION);
    bytes.extend(nonce);
    bytes.extend(sealed);
    bytes
}

pub(crate) fn open(
    key: &[u8; 32],
    context: &Context,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
    if sealed.len() < 1 + NONCE + TAG + STEP || sealed[0] != VERSION {
        return Err(CannotOpen);
    }
    let (nonce, sealed) = sealed[1..].split_at(NONCE);
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| CannotOpen)?;
    let mut text = XChaCha20Poly1305::new(key.into())
        .decrypt(
            &XNonce::from(nonce),
            Payload {
                msg: sealed,
                aad: context.bytes(),
            },
        )
        .map(Zeroizing::new)
        .map_err(|_| CannotOpen)?;
    let end = text.iter().rposition(|byte| *byte != 0).ok_or(CannotOpen)?;
    if text[end] != 0x80 {
        return Err(CannotOpen);
    }
    text.truncate(end);
    Ok(text)
}
