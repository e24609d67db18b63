//! Text that is not UTF-8: what it is written in, and the same text as UTF-8.
//!
//! Windows PowerShell writes UTF-16, older editors write Windows-1252. The bytes decide: a byte order
//! mark, zeros in every second byte, or letters that are no UTF-8.

use std::fmt;

/// How a text is written that is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Two bytes a character, the lower one first.
    Utf16Le,
    /// Two bytes a character, the higher one first.
    Utf16Be,
    /// One byte a character: Latin-1 with quotation marks, dashes and the euro sign.
    Windows1252,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        })
    }
}

/// The characters of the bytes 0x80 to 0x9F in Windows-1252; a blank where there is none.
const UPPER: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// How a text that is not UTF-8 is written, and the text, without a byte order mark. `None` if the
/// bytes are UTF-8, or no text in an encoding that is known.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<(Encoding, String)> {
    let (encoding, text) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (Encoding::Utf16Le, utf16(rest, u16::from_le_bytes)?),
        [0xFE, 0xFF, rest @ ..] => (Encoding::Utf16Be, utf16(rest, u16::from_be_bytes)?),
        [0, low, ..] if *low > 0 => (Encoding::Utf16Be, utf16(bytes, u16::from_be_bytes)?),
        [low, 0, ..] if *low > 0 => (Encoding::Utf16Le, utf16(bytes, u16::from_le_bytes)?),
        _ if std::str::from_utf8(bytes).is_ok() => return None,
        _ => (Encoding::Windows1252, windows_1252(bytes)?),
    };
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    text.chars().all(is_text).then_some((encoding, text))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units = bytes.chunks(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        // Half a unit is no character, and half of a pair is none either.
        _ => 0xD800,
    });
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}

fn windows_1252(bytes: &[u8]) -> Option<String> {
    let character = |byte: &u8| match *byte {
        byte @ 0x80..0xA0 => {
            let upper = UPPER.chars().nth(usize::from(byte) - 0x80);
            upper.filter(|upper| *upper != ' ')
        }
        byte => Some(char::from(byte)),
    };
    bytes.iter().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn windows_texts_are_read() {
        let bytes = b"a: \x93caf\xe9\x94 \x80\r\n";
        let expected = "a: “café” €\r\n".to_owned();
        assert_eq!(decode(bytes), Some((Encoding::Windows1252, expected)));
        assert_eq!(UPPER.chars().count(), 32);
        assert_eq!(decode(b"\x9f"), Some((Encoding::Windows1252, "Ÿ".into())));
    }

    #[test]
    fn utf_8_and_other_bytes_are_left() {
        for bytes in [
            &b""[..],
            b"a: b\n",
            "\u{feff}é".as_bytes(),
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            b"\x81\x8d",
            b"\x1f\x8b\x08\0",
            b"\xff\xfe\0\xd8",
            b"\xff\xfea\0b",
            b"\xff\xfe\0\0a\0\0\0",
            b"a\0b",
        ] {
            assert_eq!(decode(bytes), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn utf_16_is_read_in_both_orders(text in "[a-zé€😀][ -~\r\né€😀]{1,20}") {
            let little = units(&text, u16::to_le_bytes);
            let big = units(&text, u16::to_be_bytes);
            let marked = |mark: [u8; 2], bytes: &[u8]| [&mark[..], bytes].concat();
            let (le, be) = (Encoding::Utf16Le, Encoding::Utf16Be);
            prop_assert_eq!(decode(&marked([0xFF, 0xFE], &little)), Some((le, text.clone())));
            prop_assert_eq!(decode(&marked([0xFE, 0xFF], &big)), Some((be, text.clone())));
            if text.starts_with(|c: char| c.is_ascii()) {
                prop_assert_eq!(decode(&little), Some((le, text.clone())));
                prop_assert_eq!(decode(&big), Some((be, text)));
            }
        }

        #[test]
        fn any_bytes_are_text_or_not(bytes: Vec<u8>) {
            if let Some((_, text)) = decode(&bytes) {
                prop_assert!(!text.contains('\0'));
            }
        }
    }
}
