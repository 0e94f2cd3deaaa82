//! From other encodings to UTF-8, as the bytes pass.

use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::sniff::Encoding;

/// A reader of UTF-16 that gives UTF-8. Halves of characters become U+FFFD.
pub(crate) struct Utf16Reader<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Utf16Reader<R> {
    pub fn new(input: R, encoding: Encoding) -> Self {
        Self {
            input,
            decoder: decoder(encoding),
            raw: vec![0; 32 * 1024],
            text: Vec::new(),
            at: 0,
            ended: false,
        }
    }
}

impl<R: Read> Read for Utf16Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.ended {
            let len = self.input.read(&mut self.raw)?;
            self.ended = len == 0;
            self.text.clear();
            self.text.resize(
                self.decoder
                    .max_utf8_buffer_length(len)
                    .expect("a chunk of 32 KiB cannot overflow"),
                0,
            );
            let (_, _, written, _) =
                self.decoder
                    .decode_to_utf8(&self.raw[..len], &mut self.text, self.ended);
            self.text.truncate(written);
            self.at = 0;
        }
        let len = out.len().min(self.text.len() - self.at);
        out[..len].copy_from_slice(&self.text[self.at..self.at + len]);
        self.at += len;
        Ok(len)
    }
}

fn decoder(encoding: Encoding) -> Decoder {
    let encoding = if encoding == Encoding::Utf16Be {
        UTF_16BE
    } else {
        UTF_16LE
    };
    encoding.new_decoder_without_bom_handling()
}

/// The text of the first bytes of a file in UTF-16.
pub(crate) fn utf16_head(head: &[u8], encoding: Encoding) -> String {
    let mut decoder = decoder(encoding);
    let mut text = String::with_capacity(
        decoder
            .max_utf8_buffer_length(head.len())
            .expect("the head of a file cannot overflow"),
    );
    let _ = decoder.decode_to_string(head, &mut text, false);
    text
}

/// Bytes that are no UTF-8, read as Windows-1252. No byte is without a character.
pub(crate) fn windows_1252(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// The text that was encoded twice, if that is what happened: `mÃ©diathÃ¨que`.
pub(crate) fn undo_double_encoding(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'Â', 'â']) {
        return None;
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
    if unmappable {
        return None;
    }
    let once = std::str::from_utf8(&bytes).ok()?;
    (once != text).then(|| once.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_comes_out_as_utf8_whatever_the_chunks() {
        let text = "é|𝄞|€".repeat(20_000);
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut read = String::new();
        Utf16Reader::new(&bytes[..], Encoding::Utf16Be)
            .read_to_string(&mut read)
            .unwrap();
        assert_eq!(read, text);
    }

    #[test]
    fn text_encoded_twice_is_read_once_more_and_good_text_is_left_alone() {
        assert_eq!(
            undo_double_encoding("mÃ©diathÃ¨que").as_deref(),
            Some("médiathèque")
        );
        assert_eq!(undo_double_encoding("lâ€™atelier").as_deref(), Some("l’atelier"));
        for good in ["médiathèque", "ÂGE", "São Paulo", "château"] {
            assert_eq!(undo_double_encoding(good), None, "{good}");
        }
    }
}
