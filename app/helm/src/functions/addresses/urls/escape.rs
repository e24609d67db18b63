//! Percent-encoding by part of a URL.

use crate::format::quote;

/// Which part of a URL a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Host,
    Zone,
    Path,
    UserPassword,
    Fragment,
}

/// Whether a byte has to be encoded in a part.
fn should_escape(byte: u8, mode: Mode) -> bool {
    if byte.is_ascii_alphanumeric() {
        return false;
    }
    if matches!(mode, Mode::Host | Mode::Zone) && br#"!$&'()*+,;=:[]<>""#.contains(&byte) {
        return false;
    }
    match byte {
        b'-' | b'_' | b'.' | b'~' => false,
        b'$' | b'&' | b'+' | b',' | b'/' | b':' | b';' | b'=' | b'?' | b'@' => match mode {
            Mode::Path => byte == b'?',
            Mode::UserPassword => matches!(byte, b'@' | b'/' | b'?' | b':'),
            Mode::Fragment => false,
            Mode::Host | Mode::Zone => true,
        },
        b'!' | b'(' | b')' | b'*' => mode != Mode::Fragment,
        _ => true,
    }
}

/// The text with what cannot stand in that part encoded.
pub(super) fn escape(text: &[u8], mode: Mode) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for &byte in text {
        if should_escape(byte, mode) {
            out.extend(format!("%{byte:02X}").bytes());
        } else {
            out.push(byte);
        }
    }
    out
}

/// The text decoded, or Go's message where it cannot be.
pub(super) fn unescape(text: &[u8], mode: Mode) -> Result<Vec<u8>, Vec<u8>> {
    let invalid = |part: &[u8]| [b"invalid URL escape ", quote(part).as_slice()].concat();
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        if byte != b'%' {
            let is_host = matches!(mode, Mode::Host | Mode::Zone);
            if is_host && byte.is_ascii() && should_escape(byte, mode) {
                let quoted = quote(&[byte]);
                return Err([b"invalid character ", quoted.as_slice(), b" in host name"].concat());
            }
            out.push(byte);
            rest = after;
            continue;
        }
        let written = &rest[..rest.len().min(3)];
        let decoded = match written {
            [_, high, low] => digit(*high).zip(digit(*low)),
            _ => None,
        };
        let decoded = decoded.map(|(high, low)| high << 4 | low);
        let decoded = decoded.ok_or_else(|| invalid(written))?;
        let is_refused = match mode {
            Mode::Host => decoded < 0x80,
            Mode::Zone => decoded != b' ' && should_escape(decoded, Mode::Host),
            _ => false,
        };
        if is_refused && written != b"%25" {
            return Err(invalid(written));
        }
        out.push(decoded);
        rest = &rest[3..];
    }
    Ok(out)
}

fn digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}
