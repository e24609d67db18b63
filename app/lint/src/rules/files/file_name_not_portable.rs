//! A file name that other systems refuse or change.

use pack_model::facts::composed::composed;
use pack_model::{CHART_LIST, Change, FilePath, MANIFEST_LIST, Pack, Place};
use pack_syntax::invisible;

use crate::judge::changes::pack_json::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;
use crate::reading::pack_json::listed_path::inside;

declare_rule! {
    /// ## What it does
    /// Reports a file or folder whose name Windows refuses: one with `:`, `?`, `*`, `"`, `<`, `>` or `|`, one that
    /// ends with a blank or a dot, and names such as `aux` and `con`; a name with a character that nobody sees; and
    /// a listed path that has the file's name in other characters of Unicode, as names from macOS do.
    ///
    /// ## Why is this bad
    /// The pack cannot be unpacked on every system, or a file in it is not found.
    ///
    /// ## Example
    /// ```text
    /// manifests/aux.yaml
    /// manifests/10:30.yaml
    /// ```
    ///
    /// ## How to fix
    /// Rename the file. The fix proposes a name and changes the list in pack.json too.
    ///
    /// ## Source
    /// Microsoft's documentation, "Naming Files, Paths, and Namespaces"; the Unicode standard, normalization
    /// forms.
    "file-name-not-portable", Info
}

/// The most findings: an unpacked chart may have thousands of files.
const MOST: usize = 50;
/// Names that Windows keeps for devices, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

fn check(context: &Context<'_>, findings: &mut Findings) {
    let wrong = context.pack.files().filter_map(|(path, _)| {
        let mut parts = path.as_str().split('/');
        let found = parts.find_map(|part| Some((part, problem(part)?)))?;
        Some((path, found))
    });
    for (path, (part, problem)) in wrong.take(MOST) {
        let message = format!("{path}: “{part}” {problem}. Rename it.");
        let report = findings.report(Place::file(path.clone()), message);
        if let Some(to) = renamed(context.pack, path) {
            let label = format!("Rename to {to}");
            report.ask("rename", label, rename(context, path, &to));
        }
    }
    for list in [&CHART_LIST, &MANIFEST_LIST] {
        for listed in context.manifest.listed(list) {
            let json = context.manifest.json();
            let written = json
                .string(&listed.pointer)
                .filter(|written| *written != listed.path);
            let Some(written) = written else { continue };
            let message = format!(
                "“{written}” and the file {} look the same but are encoded differently, so tools on Linux may not find it. Write it exactly like the file.",
                listed.path
            );
            let change = vec![set(listed.pointer.clone(), listed.path.as_str())];
            findings.report(at(listed.pointer), message).safe(
                "respell",
                "Write it like the file",
                change,
            );
        }
    }
}

/// What is wrong with a name, as the end of a sentence.
fn problem(name: &str) -> Option<&'static str> {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let numbered = |stem: &str| {
        let number = ["com", "lpt"]
            .iter()
            .find_map(|device| stem.strip_prefix(device));
        number.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
    };
    if DEVICES.contains(&stem.as_str()) || numbered(&stem) {
        return Some("is the name of a device on Windows, which refuses it");
    }
    if name.contains(is_refused) {
        return Some("has a character that Windows refuses in names");
    }
    if name.contains(|c: char| invisible::name(c).is_some()) {
        return Some("has an invisible character");
    }
    let is_cut = name.ends_with([' ', '.']);
    is_cut.then_some("ends with a blank or a dot, which Windows cuts off")
}

fn is_refused(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

/// The path with names that every system takes, if no file has it.
fn renamed(pack: &Pack, path: &FilePath) -> Option<FilePath> {
    let parts = path.as_str().split('/').map(|part| {
        let seen = part.replace(|c: char| invisible::name(c).is_some(), "");
        let part = seen.replace(is_refused, "-");
        let part = part.trim_end_matches([' ', '.']);
        match problem(part) {
            Some(_) => format!("file-{part}"),
            None => part.to_owned(),
        }
    });
    let to = parts.collect::<Vec<_>>().join("/");
    let to = FilePath::new(&to).ok()?;
    let mut files = pack.files();
    let is_taken =
        files.any(|(other, _)| composed(other.as_str()).eq_ignore_ascii_case(to.as_str()));
    (!is_taken).then_some(to)
}

/// The changes that give a file another name, and the list that has it.
fn rename(context: &Context<'_>, path: &FilePath, to: &FilePath) -> Vec<Change> {
    let mut changes = vec![Change::rename_file(path.clone(), to.clone())];
    for list in [&CHART_LIST, &MANIFEST_LIST] {
        let listed = context.manifest.listed(list).into_iter();
        let same =
            listed.filter(|listed| inside(&listed.path).is_some_and(|listed| *path == *listed));
        changes.extend(same.map(|listed| set(listed.pointer, to.as_str())));
    }
    changes
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::Sample;

    #[test]
    fn names_that_windows_refuses_are_changed() {
        for (path, to) in [
            ("notes/aux.md", "notes/file-aux.md"),
            ("notes/COM1", "notes/file-COM1"),
            ("10:30?.md", "10-30-.md"),
            ("a /b.md", "a/b.md"),
            ("a./b.md", "a/b.md"),
            ("a\u{200b}.md", "a.md"),
        ] {
            let sample = Sample::addon().file(path, "").fires(RULE.id, &[path]);
            let fixed = sample.fixed(RULE.id, "rename").clean();
            assert!(fixed.pack.file(to).is_some(), "{path}");
        }
    }

    #[test]
    fn lists_follow() {
        let sample = Sample::addon();
        let text = sample.text("manifests/sample.yaml");
        let sample = sample
            .without("manifests/sample.yaml")
            .file("manifests/nul.yaml", &text)
            .set("/kubeManifests", json!(["manifests/nul.yaml"]));
        let fixed = sample
            .fires(RULE.id, &["manifests/nul.yaml"])
            .fixed(RULE.id, "rename");
        assert_eq!(
            fixed.clean().value("/kubeManifests/0"),
            "manifests/file-nul.yaml"
        );
    }

    #[test]
    fn lists_that_are_typed_elsewhere_find_their_files() {
        let apart = "manifests/cafe\u{301}.yaml";
        let whole = "manifests/café.yaml";
        for (file, listed) in [(apart, whole), (whole, apart)] {
            let sample = Sample::addon();
            let text = sample.text("manifests/sample.yaml");
            let sample = sample
                .without("manifests/sample.yaml")
                .file(file, &text)
                .set("/kubeManifests", json!([listed]))
                .silent("manifest-file-missing")
                .silent("unlisted-manifest")
                .fires(RULE.id, &["/kubeManifests/0"]);
            let fixed = sample.fixed(RULE.id, "respell").clean();
            assert_eq!(fixed.value("/kubeManifests/0"), file);
        }
    }

    #[test]
    fn other_names_are_left() {
        Sample::addon()
            .file("notes/auxiliary.md", "")
            .file("notes/com10.md", "")
            .file("notes/.hidden", "")
            .file("notes/ü and ö (x).md", "")
            .silent(RULE.id);
    }
}
