//! Where links of a text may lead, and the addresses in it that are links without saying so.

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// To another page, or a letter to write.
    Elsewhere(String),
    /// To a heading of the same text.
    Here(String),
    /// To what is not opened: a file beside the text, or an address that could run a script.
    Nowhere,
}

impl Target {
    /// Takes only addresses that are known to be harmless.
    pub(super) fn of(address: &str) -> Self {
        let address = address.trim();
        let begins = |scheme: &str| {
            address
                .get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        if let Some(id) = address.strip_prefix('#') {
            return Self::Here(id.to_lowercase());
        }
        if SCHEMES.iter().any(|scheme| begins(scheme)) && !address.contains(char::is_control) {
            return Self::Elsewhere(address.to_owned());
        }
        Self::Nowhere
    }
}

/// How harmless addresses begin.
const SCHEMES: &[&str] = &["https://", "http://", "mailto:"];

/// The id of a heading, as GitHub makes it from its words.
pub(super) fn slug(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c => c.is_alphanumeric().then_some(c),
        })
        .collect()
}

/// The pieces of a text, each with whether it is an address of the web.
pub(super) fn addresses(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = start(rest) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`'))
            .unwrap_or(from.len());
        let address = trimmed(&from[..end]);
        pieces.push((before, false));
        pieces.push((address, true));
        rest = &from[address.len()..];
    }
    pieces.push((rest, false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Where an address begins that is more than its scheme.
fn start(text: &str) -> Option<usize> {
    let found = text.match_indices("http").map(|(at, _)| at);
    found.into_iter().find(|at| {
        let from = &text[*at..];
        let host = from
            .strip_prefix("https://")
            .or_else(|| from.strip_prefix("http://"));
        let is_apart = !text[..*at].ends_with(char::is_alphanumeric);
        is_apart && host.is_some_and(|host| host.starts_with(char::is_alphanumeric))
    })
}

/// An address without the marks of the sentence around it.
fn trimmed(address: &str) -> &str {
    let mut kept = address;
    loop {
        let shorter = kept.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '*', '_', '~']);
        let is_closed = |open: char, close: char| {
            shorter.ends_with(close)
                && shorter.matches(open).count() < shorter.matches(close).count()
        };
        kept = if is_closed('(', ')') || is_closed('[', ']') {
            &shorter[..shorter.len() - 1]
        } else if shorter.len() < kept.len() {
            shorter
        } else {
            return kept;
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_addresses_are_followed() {
        for address in ["https://x.io/a", "HTTP://x.io", "mailto:a@x.io"] {
            assert_eq!(Target::of(address), Target::Elsewhere(address.to_owned()));
        }
        assert_eq!(Target::of("#Usage"), Target::Here("usage".to_owned()));
        for address in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "data:text/html,x",
            "docs/a.md",
            "/etc/passwd",
            "//x.io",
            "https:x.io",
            "java\nscript:x",
            "",
        ] {
            assert_eq!(Target::of(address), Target::Nowhere, "{address}");
        }
    }

    #[test]
    fn headings_have_the_ids_of_github() {
        assert_eq!(slug("Usage & `more` Things_1"), "usage--more-things_1");
        assert_eq!(slug("Über uns"), "über-uns");
    }

    #[test]
    fn addresses_in_sentences_are_found() {
        for (text, expected) in [
            ("see https://x.io/a. Then", &["https://x.io/a"][..]),
            (
                "(https://x.io/a_(b)), http://y.io!",
                &["https://x.io/a_(b)", "http://y.io"],
            ),
            ("xhttps://x.io https:// http", &[]),
            ("é https://ü.io/é", &["https://ü.io/é"]),
        ] {
            let pieces = addresses(text);
            let found: Vec<_> = pieces
                .iter()
                .filter(|(_, is_address)| *is_address)
                .map(|(piece, _)| *piece)
                .collect();
            assert_eq!(found, expected, "{text}");
            let whole: String = pieces.into_iter().map(|(piece, _)| piece).collect();
            assert_eq!(whole, text);
        }
    }
}
