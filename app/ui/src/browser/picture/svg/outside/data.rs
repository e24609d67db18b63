//! What a reference holds itself: the address that begins with `data:`.

use percent_encoding::percent_decode_str;

/// Text that a reference holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// The bytes of an SVG.
    Svg(Vec<u8>),
    /// CSS.
    Css(Vec<u8>),
}

/// What the address of a reference holds behind `data:`, if that can refer to anything.
pub(super) fn held(address: &str) -> Option<Held> {
    let (kind, content) = address.split_once(',')?;
    let kind = kind.to_ascii_lowercase();
    let of = match kind.split(';').next()?.trim() {
        "image/svg+xml" => Held::Svg,
        "text/css" => Held::Css,
        _ => return None,
    };
    // A part of it may be named behind it.
    let content = content.split('#').next()?;
    let bytes: Vec<u8> = percent_decode_str(content).collect();
    if kind.trim_end().ends_with(";base64") {
        return of_base64(&bytes).map(of);
    }
    Some(of(bytes))
}

/// The bytes that digits to the base 64 stand for, with or without the padding at their end, as browsers
/// read them. The crate for it weighs more than all else that is done with addresses here.
fn of_base64(digits: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(digits.len());
    let (mut bits, mut count) = (0_u32, 0);
    for digit in digits {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' | b' ' | b'\t' | b'\n' | b'\r' => continue,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count).to_le_bytes()[0]);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<Held>) {
        assert_eq!(held(address), expected, "{address}");
    }

    #[test]
    fn text_is_read_however_it_is_encoded() {
        let svg = || Some(Held::Svg(b"<svg/>".to_vec()));
        check("image/svg+xml,<svg/>", svg());
        check("image/svg+xml;charset=utf-8,%3Csvg/%3e#a", svg());
        check("IMAGE/SVG+XML;BASE64,PHN2Zy8+", svg());
        check("image/svg+xml;base64,PHN2\n Zy8%2B", svg());
        check(
            "image/svg+xml;base64,PHN2Zz4=",
            Some(Held::Svg(b"<svg>".to_vec())),
        );
        check(
            "image/svg+xml;base64,PHN2Zz4",
            Some(Held::Svg(b"<svg>".to_vec())),
        );
        check("text/css,a{}", Some(Held::Css(b"a{}".to_vec())));
        check("image/png;base64,AAAA", None);
        check("image/svg+xml;base64,*", None);
        check("image/svg+xml", None);
        check("", None);
    }
}
