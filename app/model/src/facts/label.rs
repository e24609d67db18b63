//! DNS labels, which Kubernetes takes as names of namespaces.

use super::oci;

/// The longest label, in characters.
pub const LENGTH: usize = 63;

/// Whether a text is a label by RFC 1123: lower-case letters, digits and hyphens, beginning and
/// ending with a letter or digit, at most [`LENGTH`] characters.
pub fn is_label(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LENGTH).contains(&text.len())
        && text.bytes().all(legal)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// The nearest label, which can also name a repository in a registry; `None` where nothing of the
/// text is left.
pub fn nearest(text: &str) -> Option<String> {
    let mut label = oci::slug(text)?;
    label.truncate(LENGTH);
    label.truncate(label.trim_end_matches('-').len());
    is_label(&label).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_and_made() {
        for text in ["a", "1-a", "cert-manager"] {
            assert!(is_label(text), "{text}");
        }
        for text in ["", "-a", "a-", "A", "a.b", "a_b", &"a".repeat(64)] {
            assert!(!is_label(text), "{text}");
        }
        for (text, expected) in [
            ("cert-manager", Some("cert-manager")),
            ("My App_2.x", Some("my-app-2-x")),
            ("--a--", Some("a")),
            ("\u{65e5}\u{672c}", None),
            ("\u{c9}1", Some("1")),
        ] {
            assert_eq!(nearest(text).as_deref(), expected, "{text}");
        }
        assert_eq!(nearest(&"a-".repeat(99)).map(|label| label.len()), Some(63));
    }
}
