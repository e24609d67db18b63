//! The names that Kubernetes takes: DNS labels for namespaces, DNS subdomains for most objects, and the keys
//! and values of labels.

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

/// The longest subdomain, in characters.
pub const SUBDOMAIN_LENGTH: usize = 253;

/// Whether a text is a subdomain by RFC 1123: labels of any length, joined by dots, at most
/// [`SUBDOMAIN_LENGTH`] characters in all.
pub fn is_subdomain(text: &str) -> bool {
    let is_part = |part: &str| {
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !part.is_empty()
            && part.bytes().all(legal)
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    text.len() <= SUBDOMAIN_LENGTH && text.split('.').all(is_part)
}

/// Whether a text can be the value of a label: empty, or letters, digits, `-`, `_` and `.`, beginning and
/// ending with a letter or digit, at most [`LENGTH`] characters.
pub fn is_label_value(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let is_end = |c: char| c.is_ascii_alphanumeric();
    text.is_empty()
        || text.len() <= LENGTH
            && text.bytes().all(legal)
            && text.starts_with(is_end)
            && text.ends_with(is_end)
}

/// Whether a text can be the key of a label or annotation: like a value that is not empty, with a subdomain
/// and a slash before it if need be.
pub fn is_label_key(text: &str) -> bool {
    let (prefix, name) = match text.split_once('/') {
        Some((prefix, name)) => (Some(prefix), name),
        None => (None, text),
    };
    !name.is_empty() && is_label_value(name) && prefix.is_none_or(is_subdomain)
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
    fn names_and_labels_of_objects_are_told() {
        for text in ["a", "a.b", "1.a-b.c", &"a".repeat(253)] {
            assert!(is_subdomain(text), "{text}");
        }
        for text in [
            "",
            "a..b",
            "A",
            "a_b",
            "-a",
            "a.-b",
            "a:b",
            &"a".repeat(254),
        ] {
            assert!(!is_subdomain(text), "{text}");
        }
        for text in ["", "A", "a_b.c-d", "1", &"a".repeat(63)] {
            assert!(is_label_value(text), "{text}");
        }
        for text in ["-a", "a.", "a b", "a/b", "a:b", &"a".repeat(64)] {
            assert!(!is_label_value(text), "{text}");
        }
        for text in ["app", "app.kubernetes.io/Name", "a.b/c_d"] {
            assert!(is_label_key(text), "{text}");
        }
        for text in ["", "a/", "/a", "A.b/c", "a/b/c", "a b"] {
            assert!(!is_label_key(text), "{text}");
        }
    }

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
