//! Which links a text may have.

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
}
