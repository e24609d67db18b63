//! Names of what an import makes, and of files in messages.

use crate::deployment::Release;
use crate::facts::version;

/// Words that are written in capitals.
const ACRONYMS: &[&str] = &[
    "ai", "api", "aws", "cd", "ci", "cni", "csi", "db", "dns", "dra", "gcp", "gpu", "http", "iam",
    "nfs", "oidc", "os", "s3", "sql", "tls", "ui", "vm",
];

/// A name as people would write it: `cert-manager` as `Cert Manager`.
pub(super) fn title(name: &str) -> String {
    let words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(capitalised).collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    if ACRONYMS.contains(&word) {
        return word.to_uppercase();
    }
    let mut letters = word.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

/// The version of a pack of software in this version, or 0.1.0.
pub(super) fn version(text: &str) -> String {
    version::of_software(text).unwrap_or_else(|| UNKNOWN.to_owned())
}

/// The version of a pack whose software tells none.
const UNKNOWN: &str = "0.1.0";

/// The other versions that a pack of a chart may have, each with what it is the version of; none if the
/// pack has one that is not from there.
pub fn other_versions(chart: &Release, version: &str) -> Vec<(&'static str, String)> {
    let app_version = chart.app_version.as_deref().unwrap_or_default();
    let all = [
        ("chart", chart.chart_version.as_str()),
        ("app", app_version),
    ];
    let all = all.map(|(of, text)| Some((of, version::of_software(text)?)));
    let mut all: Vec<_> = all.into_iter().flatten().collect();
    let is_from_there = version == UNKNOWN || all.iter().any(|(_, other)| other == version);
    all.retain(|(_, other)| is_from_there && other != version);
    all.dedup_by(|one, other| one.1 == other.1);
    all
}

/// A path in `folder`, which ends in `/`, that differs from all of `taken`: a number is added if
/// necessary. Paths that differ by case only count as the same, as they do on many systems.
pub(super) fn unique_path(folder: &str, name: &str, taken: &[String]) -> String {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let is_free = |path: &String| !taken.iter().any(|other| other.eq_ignore_ascii_case(path));
    let numbered = (2..).map(|number| format!("{folder}{stem}-{number}{extension}"));
    let mut paths = std::iter::once(format!("{folder}{name}")).chain(numbered);
    paths.find(is_free).unwrap_or_default()
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A folder in a message: its path without the final slash, or words for the top.
pub(super) fn folder_name(folder: &str) -> String {
    match folder.trim_end_matches('/') {
        "" => "at the top".to_owned(),
        folder => folder.to_owned(),
    }
}

/// The first names of a list, and how many more there are.
pub(super) fn some_of(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown = names
        .iter()
        .take(SHOWN)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    match names.len() {
        0 => "an empty folder".to_owned(),
        count if count > SHOWN => format!("{shown} and {} more", count - SHOWN),
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_fit_for_page_and_tag() {
        for (name, expected) in [
            ("cert-manager", "Cert Manager"),
            ("aws-ebs-csi", "AWS Ebs CSI"),
            ("éa", "Éa"),
            ("", ""),
        ] {
            assert_eq!(title(name), expected, "{name}");
        }
        for (text, expected) in [
            ("v1.2.3", "1.2.3"),
            ("1.2.3+up.1", "1.2.3"),
            ("vanilla", "vanilla"),
            ("", "0.1.0"),
            ("1 2", "1-2"),
            ("+", "0.1.0"),
        ] {
            assert_eq!(version(text), expected, "{text}");
        }
    }

    #[test]
    fn a_pack_of_a_chart_may_have_the_version_of_either() {
        let check = |app: Option<&str>, version: &str, expected: &[(&'static str, &str)]| {
            let chart = Release {
                name: String::new(),
                namespace: String::new(),
                chart: String::new(),
                chart_name: String::new(),
                chart_version: "v1.2.3".to_owned(),
                app_version: app.map(str::to_owned),
            };
            let found = other_versions(&chart, version);
            let found: Vec<_> = found
                .iter()
                .map(|(of, text)| (*of, text.as_str()))
                .collect();
            assert_eq!(found, expected, "{app:?} {version}");
        };
        check(Some("4.5"), "1.2.3", &[("app", "4.5")]);
        check(Some("4.5"), "4.5", &[("chart", "1.2.3")]);
        check(Some("4.5"), "0.1.0", &[("chart", "1.2.3"), ("app", "4.5")]);
        check(Some("4.5"), "2.0.0", &[]);
        check(Some("1.2.3"), "1.2.3", &[]);
        check(Some("1.2.3"), "0.1.0", &[("chart", "1.2.3")]);
        check(None, "1.2.3", &[]);
    }

    #[test]
    fn a_path_that_is_taken_gets_a_number() {
        let taken = ["m/A.yaml".to_owned(), "m/a-2.yaml".to_owned()];
        assert_eq!(unique_path("m/", "a.yaml", &taken), "m/a-3.yaml");
        assert_eq!(unique_path("m/", "b", &taken), "m/b");
        assert_eq!(
            unique_path("m/", ".hidden", &["m/.hidden".to_owned()]),
            "m/.hidden-2"
        );
    }

    #[test]
    fn long_lists_are_cut() {
        let names: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).into();
        assert_eq!(some_of(&names), "a, b, c and 2 more");
        assert_eq!(some_of(&names[..2]), "a, b");
    }
}
