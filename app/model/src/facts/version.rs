//! Versions: what is a semantic one, what comes nearest to one, and how two compare.

use semver::Version;

use super::oci;

/// A version without the `v` that people put before it; `None` where there is none.
pub fn without_v(version: &str) -> Option<&str> {
    let rest = version.strip_prefix(['v', 'V'])?;
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then_some(rest)
}

/// Whether a version follows semver 2.0.
pub fn is_semantic(version: &str) -> bool {
    Version::parse(version).is_ok()
}

/// The semantic version that comes nearest: three numbers without leading zeros, further numbers
/// and text behind a hyphen. `None` where the text does not begin with a number.
pub fn nearest(version: &str) -> Option<String> {
    let version = version.trim();
    let version = without_v(version).unwrap_or(version);
    let numbers_end = version
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(version.len());
    let (numbers, rest) = version.split_at(numbers_end);
    let mut numbers: Vec<&str> = numbers
        .split('.')
        .filter(|part| !part.is_empty())
        .map(plain)
        .collect();
    if numbers.is_empty() {
        return None;
    }
    let further = numbers.split_off(numbers.len().min(3));
    numbers.resize(3, "0");
    let (rest, build) = rest
        .split_once('+')
        .map_or((rest, None), |(rest, build)| (rest, Some(build)));
    let words = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let labels: Vec<&str> = further
        .into_iter()
        .chain(
            words
                .map(|word| word.trim_matches('-'))
                .filter(|word| !word.is_empty())
                .map(|word| {
                    if word.bytes().all(|byte| byte.is_ascii_digit()) {
                        plain(word)
                    } else {
                        word
                    }
                }),
        )
        .collect();
    let mut nearest = numbers.join(".");
    if !labels.is_empty() {
        nearest = format!("{nearest}-{}", labels.join("."));
    }
    if let Some(build) = build {
        nearest = format!("{nearest}+{build}");
    }
    is_semantic(&nearest).then_some(nearest)
}

/// A number without leading zeros.
fn plain(number: &str) -> &str {
    let plain = number.trim_start_matches('0');
    if plain.is_empty() && !number.is_empty() {
        "0"
    } else {
        plain
    }
}

/// Compares two versions as Palette compares the limits of a dependency: by semver, once they are
/// brought to it. `None` where one of them is no version.
pub fn compare(left: &str, right: &str) -> Option<std::cmp::Ordering> {
    // `1.x` is a range to its author, and no version to compare.
    let is_range = |text: &str| text.split('.').any(|part| matches!(part, "x" | "X" | "*"));
    if is_range(left) || is_range(right) {
        return None;
    }
    let read = |text: &str| Version::parse(&nearest(text)?).ok();
    Some(read(left)?.cmp_precedence(&read(right)?))
}

/// The version of a pack that is made of software in this version: one that can be pushed, without
/// a leading `v` and without build metadata, which semver does not compare and no tag may have.
/// `None` where nothing is left.
pub fn of_software(version: &str) -> Option<String> {
    let version = version.trim();
    let version = without_v(version).unwrap_or(version);
    oci::tag(version.split('+').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    #[test]
    fn brings_versions_to_semver() {
        let table = [
            ("1.5", Some("1.5.0")),
            ("2", Some("2.0.0")),
            ("26.04.4", Some("26.4.4")),
            ("v1.2", Some("1.2.0")),
            ("1.2.3.4", Some("1.2.3-4")),
            ("1.2.3-01", Some("1.2.3-1")),
            ("1.2.3_rc1", Some("1.2.3-rc1")),
            ("1.2-beta.2", Some("1.2.0-beta.2")),
            ("1.2.3-a+b", Some("1.2.3-a+b")),
            ("00.1.2", Some("0.1.2")),
            ("latest", None),
            ("", None),
            ("...", None),
            ("1.x", Some("1.0.0-x")),
            ("99999999999999999999.1.1", None),
        ];
        for (version, expected) in table {
            assert_eq!(nearest(version).as_deref(), expected, "{version}");
        }
    }

    #[test]
    fn compares() {
        assert_eq!(compare("1.27", "1.9.0"), Some(Ordering::Greater));
        assert_eq!(compare("1.27", "1.27.0"), Some(Ordering::Equal));
        assert_eq!(compare("1.2.3-rc.1", "1.2.3"), Some(Ordering::Less));
        assert_eq!(compare("1.2.3+a", "v1.2.3"), Some(Ordering::Equal));
        assert_eq!(compare("x", "1.0.0"), None);
        assert_eq!(compare("1.x", "1.0.0"), None);
    }

    #[test]
    fn packs_get_versions_that_can_be_pushed() {
        for (version, expected) in [
            ("v1.2.3", Some("1.2.3")),
            (" 1.2.3+up.1", Some("1.2.3")),
            ("vanilla", Some("vanilla")),
            ("1.2 beta", Some("1.2-beta")),
            ("-1", Some("1")),
            ("+1", None),
            ("", None),
        ] {
            assert_eq!(of_software(version).as_deref(), expected, "{version}");
        }
    }
}
