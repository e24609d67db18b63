//! Names in an OCI registry, by the OCI distribution specification: repositories and tags.

/// The longest tag, in characters.
pub const TAG_LENGTH: usize = 128;

/// Whether a text may be one part of a repository's path: lower-case letters and digits, in runs
/// that are joined by one dot, one or two underscores, or hyphens.
pub fn is_repository(text: &str) -> bool {
    let mut rest = text;
    loop {
        let run = rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        if run.len() == rest.len() {
            return false;
        }
        if run.is_empty() {
            return true;
        }
        let joined = run.trim_start_matches(['.', '_', '-']);
        let join = run.get(..run.len() - joined.len()).unwrap_or_default();
        if !matches!(join, "." | "_" | "__") && !join.bytes().all(|byte| byte == b'-') {
            return false;
        }
        rest = joined;
    }
}

/// The nearest text that [`is_repository`] takes; `None` where nothing of it is left.
pub fn slug(text: &str) -> Option<String> {
    let words = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    is_repository(&slug).then_some(slug)
}

/// Whether a text may be a tag: letters, digits, underscores, and from the second character on dots
/// and hyphens; at most [`TAG_LENGTH`] characters.
pub fn is_tag(text: &str) -> bool {
    let start = text
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    start && text.len() <= TAG_LENGTH && text.bytes().all(may_be_in_tag)
}

/// The nearest text that [`is_tag`] takes; `None` where nothing of it is left.
pub fn tag(text: &str) -> Option<String> {
    let replaced: String = text
        .trim()
        .chars()
        .map(|c| {
            if u8::try_from(c).is_ok_and(may_be_in_tag) {
                c
            } else {
                '-'
            }
        })
        .collect();
    let mut tag = replaced.trim_start_matches(['.', '-']).to_owned();
    tag.truncate(TAG_LENGTH);
    let tag = tag.trim_end_matches('-').to_owned();
    is_tag(&tag).then_some(tag)
}

fn may_be_in_tag(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repositories() {
        for text in ["a", "kube-state", "a.b_c__d---e", "7zip"] {
            assert!(is_repository(text), "{text}");
        }
        for text in [
            "", "A", "a b", "a-", "-a", "a..b", "a___b", "a.-b", "a/b", "é",
        ] {
            assert!(!is_repository(text), "{text}");
        }
        assert_eq!(slug(" My Pack (beta)! ").as_deref(), Some("my-pack-beta"));
        assert_eq!(slug("é"), None);
    }

    #[test]
    fn tags() {
        for text in ["1.2.3", "_x", "v1", "1.2.3-rc.1"] {
            assert!(is_tag(text), "{text}");
        }
        for text in ["", ".1", "-1", "1.2.3+build", "1 2", "é"] {
            assert!(!is_tag(text), "{text}");
        }
        let long = "1".repeat(TAG_LENGTH + 1);
        assert!(!is_tag(&long) && is_tag(&tag(&long).unwrap()));
        assert_eq!(tag("1.2.3+build 7").as_deref(), Some("1.2.3-build-7"));
        assert_eq!(tag("+"), None);
    }
}
