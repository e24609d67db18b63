//! Recognises SVG, which has no magic number, by the first element of the XML.

/// Whether the bytes are an XML text whose outermost element is `svg`.
///
/// A byte order mark, white space, the XML declaration, processing instructions, comments and a document
/// type may come before it.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    // A cut inside a character at the end does not matter: only the start is read.
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let text = valid.strip_prefix('\u{feff}').unwrap_or(valid);
    first_element(text).is_some_and(|name| name == "svg" || name.ends_with(":svg"))
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
}
