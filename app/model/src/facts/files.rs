//! Which files of a pack are charts and manifests, by their names. What is in them is another
//! question: [`Chart::read`](crate::Chart::read) answers it for charts, and
//! [`is_manifest`](super::manifest_text::is_manifest) for manifests.

use super::version;
use crate::format::files::{CHARTS, MANIFESTS};
use crate::pack::path::FilePath;

/// The extension that Helm gives to chart archives.
pub const HELM_EXTENSION: &str = ".tgz";

/// The extensions of chart archives. Some pipelines write the second one.
pub const CHART_EXTENSIONS: &[&str] = &[HELM_EXTENSION, ".tar.gz"];

/// The extensions of YAML files.
pub const YAML_EXTENSIONS: &[&str] = &[".yaml", ".yml"];

/// The extensions of manifests, which are YAML or JSON.
pub const MANIFEST_EXTENSIONS: &[&str] = &[".yaml", ".yml", ".json"];

/// What file choosers accept as charts.
pub const CHARTS_ACCEPTED: &str = ".tgz,.tar.gz,application/gzip";

/// What file choosers accept as manifests.
pub const MANIFESTS_ACCEPTED: &str = ".yaml,.yml,.json";

/// The extensions of copies that editors and people leave beside a file.
const COPY_EXTENSIONS: &[&str] = &[".orig", ".bak", ".old"];

/// Folders of version control and of tools.
pub const TOOL_FOLDERS: &[&str] = &[".git", ".svn", ".hg", ".idea", ".vscode", "__MACOSX"];

/// Files that systems and editors leave, in lower case.
const SYSTEM_FILES: &[&str] = &[
    ".ds_store",
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    ".directory",
];

/// Whether a file's name is one that systems give to files of their own.
pub fn is_system_file(name: &str) -> bool {
    let is_it = |system: &&str| name.eq_ignore_ascii_case(system);
    name.starts_with("._") || SYSTEM_FILES.iter().any(is_it)
}

/// Whether a file or folder of a name belongs to the system or to tools, and not to a pack. In a folder on
/// disk it is neither read nor written: `.git`, which may be a file, and `.DS_Store`.
pub fn is_of_tools(name: &str) -> bool {
    TOOL_FOLDERS.contains(&name) || is_system_file(name)
}

/// Whether a file is at a path.
pub type IsThere<'f> = dyn Fn(&str) -> bool + 'f;

/// A file's name without the extension of a chart archive, in any case; `None` where it has another
/// one.
pub fn chart_stem(name: &str) -> Option<&str> {
    without_extension(name, CHART_EXTENSIONS)
}

/// Whether a file's name is that of a chart archive.
pub fn is_chart_name(name: &str) -> bool {
    chart_stem(name).is_some()
}

/// Whether a file's name is that of a YAML file.
pub fn is_yaml_name(name: &str) -> bool {
    without_extension(name, YAML_EXTENSIONS).is_some()
}

/// Whether a file's name is that of a manifest.
pub fn is_manifest_name(name: &str) -> bool {
    without_extension(name, MANIFEST_EXTENSIONS).is_some()
}

/// Whether an archive's name is that of a chart with this name, with any version or none.
pub fn is_archive_of(archive: &str, chart: &str) -> bool {
    let rest = chart_stem(archive).and_then(|stem| stem.strip_prefix(chart));
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(is_version))
}

/// The name and the version in `<name>-<version>`, as Helm names archives and people name folders of
/// packs. The version is what follows the first hyphen before a digit, or before a `v` and a digit.
pub fn split_version(stem: &str) -> (&str, Option<&str>) {
    let mut parts = stem
        .match_indices('-')
        .filter_map(|(at, _)| Some((stem.get(..at)?, stem.get(at + 1..)?)));
    match parts.find(|(_, version)| is_version(version)) {
        Some((name, version)) => (name, Some(version)),
        None => (stem, None),
    }
}

/// Whether a text begins as a version does: with a digit, or a `v` and a digit.
fn is_version(text: &str) -> bool {
    let number = version::without_v(text).unwrap_or(text);
    number.starts_with(|c: char| c.is_ascii_digit())
}

/// The path of the file that a copy was made of, as people and systems name copies: `values copy.yaml`,
/// `values - Copy (2).yaml`, `values (1).yaml`, `Copy of values.yaml`, `values.bak.yaml`; and `values 2.yaml`
/// of macOS if a file is at the path without the number. `None` if the name is not that of a copy.
pub fn copied(path: &FilePath, is_there: &IsThere<'_>) -> Option<String> {
    let beside = |name: String| format!("{}{name}", path.folder());
    let numbered = || without_number(path.name()).map(beside);
    let marked = without_mark(path.name()).map(beside);
    marked.or_else(|| numbered().filter(|original| is_there(original)))
}

/// The name without the number that macOS gives a second file of that name, as in `values 2.yaml`.
fn without_number(name: &str) -> Option<String> {
    let (stem, rest) = name.rsplit_once(' ')?;
    let extension = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = extension.len() < rest.len() && extension.starts_with('.');
    (is_numbered && !stem.is_empty()).then(|| format!("{stem}{extension}"))
}

/// The name without what says by itself that the file is a copy.
fn without_mark(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("copy of ") {
        return name.get(8..).map(str::to_owned);
    }
    let marks = [" - copy", " copy"].into_iter();
    let marked = marks.filter_map(|mark| Some((lower.rfind(mark)?, mark.len())));
    let extended = COPY_EXTENSIONS.iter().filter_map(|mark| {
        let at = lower.find(&format!("{mark}."))?;
        Some((at, mark.len()))
    });
    let numbered = lower.rfind(" (").map(|at| (at, 0));
    let mut found = marked.chain(extended).chain(numbered);
    found.find_map(|(at, length)| {
        let (stem, rest) = (name.get(..at)?, name.get(at + length..)?);
        let number = rest.trim_start_matches([' ', '(']);
        let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let has_number = number.len() > after.len();
        let after = if has_number {
            after.strip_prefix(')').unwrap_or(after)
        } else {
            rest
        };
        let is_end = after.is_empty() || after.starts_with('.');
        (is_end && !stem.is_empty() && (length > 0 || has_number)).then(|| format!("{stem}{after}"))
    })
}

/// Whether a file may be listed as a chart: an archive directly in `charts/`, neither hidden nor a
/// copy such as `x.orig.tgz` or, beside `x.tgz`, `x 2.tgz`, which nobody wants to install.
pub(super) fn is_chart_to_list(path: &FilePath, is_there: &IsThere<'_>) -> bool {
    path.folder() == CHARTS
        && !is_hidden(path)
        && is_chart_name(path.name())
        && copied(path, is_there).is_none()
}

/// Whether a file may be listed as a manifest: YAML or JSON anywhere in `manifests/`, neither hidden nor
/// a copy.
pub(super) fn is_manifest_to_list(path: &FilePath, is_there: &IsThere<'_>) -> bool {
    path.as_str().starts_with(MANIFESTS)
        && is_manifest_name(path.name())
        && !is_hidden(path)
        && copied(path, is_there).is_none()
}

/// Whether a file or a folder above it is hidden, as on Unix.
pub fn is_hidden(path: &FilePath) -> bool {
    path.as_str().split('/').any(|part| part.starts_with('.'))
}

/// The name without the first of the extensions that it ends in, in any case. An extension alone is
/// no name.
fn without_extension<'n>(name: &'n str, extensions: &[&str]) -> Option<&'n str> {
    extensions.iter().find_map(|extension| {
        let at = name.len().checked_sub(extension.len())?;
        let (stem, end) = name.split_at_checked(at)?;
        (!stem.is_empty() && end.eq_ignore_ascii_case(extension)).then_some(stem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_are_archives_directly_in_their_folder() {
        for (path, expected) in [
            ("charts/x-1.0.0.tgz", true),
            ("charts/x-1.0.0.TGZ", true),
            ("charts/x-1.0.0.tar.gz", true),
            ("charts/x.gz", false),
            ("charts/x.zip", false),
            ("charts/x.orig.tgz", false),
            ("charts/x.BAK.tar.gz", false),
            ("charts/.x.tgz", false),
            ("charts/.tgz", false),
            ("charts/x/charts/y.tgz", false),
            ("charts/x/Chart.yaml", false),
            ("x.tgz", false),
            ("charts/x 2.tgz", false),
            ("charts/y 2.tgz", true),
        ] {
            let is_there = |path: &str| path == "charts/x.tgz";
            let path = FilePath::new(path).unwrap();
            assert_eq!(is_chart_to_list(&path, &is_there), expected, "{path}");
        }
        assert_eq!(chart_stem("web-1.0.tar.gz"), Some("web-1.0"));
        assert_eq!(chart_stem("é.tg"), None);
    }

    #[test]
    fn copies_name_their_original() {
        for (name, original) in [
            ("values copy.yaml", "values.yaml"),
            ("values copy 2.yaml", "values.yaml"),
            ("values - Copy.yaml", "values.yaml"),
            ("values - Copy (3).yaml", "values.yaml"),
            ("values (1).yaml", "values.yaml"),
            ("Copy of values.yaml", "values.yaml"),
            ("web-1.0.0 copy.tgz", "web-1.0.0.tgz"),
            ("web-1.0.0 (2).tar.gz", "web-1.0.0.tar.gz"),
            ("x.orig.tgz", "x.tgz"),
            ("values.old.yaml", "values.yaml"),
            ("README copy", "README"),
        ] {
            assert_eq!(without_mark(name).as_deref(), Some(original), "{name}");
        }
        let path = FilePath::new("a/web 2.tar.gz").unwrap();
        for is_there in [true, false] {
            let original = copied(&path, &|path| is_there && path == "a/web.tar.gz");
            assert_eq!(original.is_some(), is_there);
        }
        for name in [
            "values.yaml",
            "copy.yaml",
            "photocopy.yaml",
            "a (b).yaml",
            "a copyright.md",
            " (1).yaml",
            "x.orig",
        ] {
            assert_eq!(without_mark(name), None, "{name}");
        }
    }

    #[test]
    fn archives_are_those_of_a_chart_with_any_version() {
        for (archive, expected) in [
            ("web.tgz", true),
            ("web-1.0.tgz", true),
            ("web-v1.tar.gz", true),
            ("web-values-1.0.tgz", false),
            ("web2-1.0.tgz", false),
            ("web-1.0", false),
        ] {
            assert_eq!(is_archive_of(archive, "web"), expected, "{archive}");
        }
    }

    #[test]
    fn versions_are_split_from_names() {
        for (stem, expected) in [
            (
                "kube-state-metrics-2.3.4",
                ("kube-state-metrics", Some("2.3.4")),
            ),
            ("web-v1.2.3-rc.1", ("web", Some("v1.2.3-rc.1"))),
            ("web-vanilla", ("web-vanilla", None)),
            ("k8s-1", ("k8s", Some("1"))),
            ("", ("", None)),
            ("é-", ("é-", None)),
        ] {
            assert_eq!(split_version(stem), expected, "{stem}");
        }
    }

    #[test]
    fn file_choosers_accept_every_extension() {
        assert!(CHARTS_ACCEPTED.starts_with(&CHART_EXTENSIONS.join(",")));
        assert_eq!(MANIFESTS_ACCEPTED, MANIFEST_EXTENSIONS.join(","));
    }

    #[test]
    fn manifests_are_yaml_or_json_anywhere_in_their_folder() {
        for (path, expected) in [
            ("manifests/a.yaml", true),
            ("manifests/sub/a.YML", true),
            ("manifests/a.json", true),
            ("manifests/a.txt", false),
            ("manifests/.a.yaml", false),
            ("manifests/.git/a.yaml", false),
            ("a.yaml", false),
            ("manifests/a 2.yaml", false),
            ("manifests/sub/a 2.yaml", true),
        ] {
            let is_there = |path: &str| path == "manifests/a.yaml";
            let path = FilePath::new(path).unwrap();
            assert_eq!(is_manifest_to_list(&path, &is_there), expected, "{path}");
        }
        assert!(is_yaml_name("a.yml") && !is_yaml_name("a.json"));
    }
}
