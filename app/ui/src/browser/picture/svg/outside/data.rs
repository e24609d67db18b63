//! What a reference holds itself: the address that begins with `data:`.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

/// As browsers read it, with or without the padding at its end.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

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
        let digits = bytes.into_iter().filter(|byte| !byte.is_ascii_whitespace());
        let digits: Vec<u8> = digits.collect();
        return BASE64.decode(digits).ok().map(of);
    }
    Some(of(bytes))
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
