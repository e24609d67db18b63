//! What a reference holds itself: the address that begins with `data:`.

use data_url::DataUrl;

/// Text that a reference holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// The bytes of an SVG.
    Svg(Vec<u8>),
    /// CSS.
    Css(Vec<u8>),
}

/// What the address of a reference holds itself, if that can refer to anything.
pub(super) fn held(address: &str) -> Option<Held> {
    let url = DataUrl::process(address).ok()?;
    let kind = url.mime_type();
    let of = match (kind.type_.as_str(), kind.subtype.as_str()) {
        ("image", "svg+xml") => Held::Svg,
        ("text", "css") => Held::Css,
        _ => return None,
    };
    // A part of it may be named behind it, which stands for nothing else.
    let (bytes, _part) = url.decode_to_vec().ok()?;
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
        check("data:image/svg+xml,<svg/>", svg());
        check("data:image/svg+xml;charset=utf-8,%3Csvg/%3e#a", svg());
        check("data:IMAGE/SVG+XML;BASE64,PHN2Zy8+", svg());
        check("data:image/svg+xml;base64,PHN2\n Zy8%2B", svg());
        check(
            "data:image/svg+xml;base64,PHN2Zz4=",
            Some(Held::Svg(b"<svg>".to_vec())),
        );
        check(
            "data:image/svg+xml;base64,PHN2Zz4",
            Some(Held::Svg(b"<svg>".to_vec())),
        );
        check("data:text/css,a{}", Some(Held::Css(b"a{}".to_vec())));
        check("data:image/png;base64,AAAA", None);
        check("data:image/svg+xml;base64,*", None);
        check("data:image/svg+xml", None);
        check("data:", None);
    }
}
