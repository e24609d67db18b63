//! Recognises SVG, which has no magic number, by the first element of the XML.

use std::borrow::Cow;

use pack_syntax::encoding::decode;

/// Whether the bytes are an XML text whose outermost element is `svg`.
///
/// A byte order mark, white space, the XML declaration, processing instructions, comments and a document
/// type may come before it. Tags are ASCII in every encoding but UTF-16, so letters in others do not
/// matter.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let text = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, ..] | [0, b'<', ..] => {
            decode(bytes).map(|(_, text)| Cow::Owned(text))
        }
        // Nothing is copied of the many files that are no XML.
        _ if first_letter(bytes) == Some(b'<') => Some(String::from_utf8_lossy(bytes)),
        _ => None,
    };
    let text = text.unwrap_or_default();
    first_element(text.trim_start_matches('\u{feff}'))
        .is_some_and(|name| name == "svg" || name.ends_with(":svg"))
}

/// The first byte that is neither white space nor part of UTF-8's byte order mark.
fn first_letter(bytes: &[u8]) -> Option<u8> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.trim_ascii_start().first().copied()
}

/// The name of the first element, if everything before it is what XML allows there.
fn first_element(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start();
        if let Some(rest) = text.strip_prefix("<!--") {
            text = rest.split_once("-->")?.1;
        } else if let Some(rest) = text.strip_prefix("<?") {
            text = rest.split_once("?>")?.1;
        } else if let Some(rest) = text.strip_prefix("<!") {
            text = after_document_type(rest)?;
        } else {
            let name = text.strip_prefix('<')?;
            let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            return Some(&name[..end]);
        }
    }
}

/// What follows a document type, whose internal subset in `[]` may hold `>`.
fn after_document_type(text: &str) -> Option<&str> {
    let end = text.find(['>', '['])?;
    let rest = &text[end..];
    match rest.strip_prefix('[') {
        Some(subset) => Some(subset.split_once(']')?.1.split_once('>')?.1),
        None => rest.strip_prefix('>'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_element_behind_what_may_precede_it() {
        for text in [
            "<svg>",
            "\u{feff}<svg width='1'/>",
            " \n<svg\n>",
            "<?xml version=\"1.0\"?>\r\n<!-- a > b --><svg>",
            "<!DOCTYPE svg PUBLIC \"a\" \"b\"><svg>",
            "<!DOCTYPE svg [ <!ENTITY a \"b\"> ]>\n<svg:svg xmlns:svg='x'>",
        ] {
            assert!(is_svg(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "<",
            "<svg",
            "<svgx>",
            "svg",
            "<html><svg>",
            "<!-- <svg>",
            "x<svg>",
            "<!DOCTYPE [<svg>",
        ] {
            assert!(!is_svg(text.as_bytes()), "{text}");
        }
        assert!(is_svg(b"<svg><text>\xc3"));
    }

    #[test]
    fn the_encoding_does_not_matter() {
        assert!(is_svg(
            b"<?xml version='1.0' encoding='ISO-8859-1'?><!-- \xe9t\xe9 --><svg/>"
        ));
        let text = "<?xml version='1.0' encoding='UTF-16'?><!-- é --><svg/>";
        for mark in ["", "\u{feff}"] {
            let marked = [mark, text].concat();
            let units = || marked.encode_utf16();
            assert!(is_svg(
                &units().flat_map(u16::to_le_bytes).collect::<Vec<_>>()
            ));
            assert!(is_svg(
                &units().flat_map(u16::to_be_bytes).collect::<Vec<_>>()
            ));
        }
    }
}
