//! Files that are in the pack by accident.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use pack_model::facts::files::{TOOL_FOLDERS, copied, is_system_file};
use pack_model::path::VALUES_YAML;
use pack_model::{Change, FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::listing::listed_files;
use crate::reading::text::is_among;

declare_rule! {
    /// ## What it does
    /// Reports files that tools leave behind: `.DS_Store`, `Thumbs.db`, `._` files and `__MACOSX` of macOS,
    /// copies such as `*.orig`, `*.bak`, `*~` and `values copy.yaml`, and the folders of version
    /// control. A whole folder is reported once.
    ///
    /// ## Why is this bad
    /// They are pushed with the pack, make it larger, and may contain private data: a `.git` folder
    /// contains every earlier version.
    ///
    /// ## Example
    /// ```text
    /// charts/kubevious-1.0.10.tgz
    /// charts/kubevious-1.0.10.tgz.orig
    /// ```
    ///
    /// ## How to fix
    /// Remove them. You can undo the fix, which asks before it removes a copy that differs.
    ///
    /// ## Source
    /// Published packs that contain such files.
    "stray-file", Warning
}

/// Endings of copies that editors and merges leave, in lower case.
const ENDINGS: &[&str] = &[
    ".orig", ".bak", ".old", ".save", ".rej", ".swp", ".swo", "~",
];

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut folders: BTreeMap<&str, Vec<&FilePath>> = BTreeMap::new();
    let is_there = |path: &str| context.pack.file(path).is_some();
    let listed = LazyCell::new(|| listed_files(context));
    for (path, file) in context.pack.files() {
        if let Some(folder) = stray_folder(path) {
            folders.entry(folder).or_default().push(path);
            continue;
        }
        let remove = || vec![Change::remove_file(path.clone())];
        let label = format!("Remove {path}");
        if is_stray(path) {
            let message = format!(
                "{path} looks like a leftover from a tool and is pushed with the pack. Remove it."
            );
            let report = findings.report(Place::file(path.clone()), message);
            report.safe("remove", label, remove());
        } else if let Some(original) = copied(path, &is_there)
            // A copy may hold the only values; another rule offers to make it the file.
            .filter(|original| original != VALUES_YAML || is_there(original))
            .filter(|_| !is_among(&listed, path.as_str()))
        {
            let message = format!(
                "{path} looks like a copy of {original}, which nothing reads, and is pushed with the pack. Remove it."
            );
            let report = findings.report(Place::file(path.clone()), message);
            match context.pack.file(&original) == Some(file) {
                true => report.safe("remove", label, remove()),
                false => report.ask("remove", label, remove()),
            };
        }
    }
    for (folder, paths) in folders {
        let [first, ..] = paths.as_slice() else {
            continue;
        };
        let count = match paths.len() {
            1 => "one file".to_owned(),
            several => format!("{several} files"),
        };
        let message = format!(
            "{folder} ({count}) belongs to your tools, but is pushed with the pack and may contain private data. Remove it."
        );
        let report = findings.report(Place::file((*first).clone()), message);
        let removals = paths
            .iter()
            .map(|path| Change::remove_file((*path).clone()))
            .collect();
        report.safe(
            "remove",
            format!("Remove {folder} and all its files"),
            removals,
        );
    }
}

/// The outermost stray folder that a file lies in, with the folders above it.
fn stray_folder(path: &FilePath) -> Option<&str> {
    let mut end = 0;
    for part in path.folder().split_terminator('/') {
        end += part.len();
        if TOOL_FOLDERS.contains(&part) {
            return path.as_str().get(..end);
        }
        end += 1;
    }
    None
}

/// Whether a file's name is one that tools leave behind.
fn is_stray(path: &FilePath) -> bool {
    let name = path.name().to_ascii_lowercase();
    is_system_file(&name) || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn leftovers_are_removed() {
        for path in [
            ".DS_Store",
            "charts/Thumbs.db",
            "values.yaml.orig",
            "pack.json.bak",
            "values.yaml~",
            "charts/._a.tgz",
        ] {
            Sample::addon()
                .bytes(path, b"")
                .fires(RULE.id, &[path])
                .fixed(RULE.id, "remove")
                .clean();
        }
    }

    #[test]
    fn copies_are_asked_about_unless_they_are_equal() {
        use pack_model::Safety::{Ask, Safe};
        let text = Sample::addon().text("values.yaml");
        for (path, text, safety) in [
            ("values copy.yaml", text.as_str(), Safe),
            ("values - Copy (2).yaml", "a: 1\n", Ask),
            ("values 2.yaml", text.as_str(), Safe),
            ("values 12.yaml", "a: 1\n", Ask),
            ("manifests/sample (1).yaml", "a: 1\n", Ask),
            ("charts/web copy.tgz", "", Ask),
        ] {
            let sample = Sample::addon().file(path, text).fires(RULE.id, &[path]);
            assert_eq!(sample.findings_of(RULE.id)[0].fixes[0].safety, safety);
            sample.fixed(RULE.id, "remove").clean();
        }
        let twin = "manifests/sample 2.yaml";
        let manifest = Sample::addon().text("manifests/sample.yaml");
        let sample = Sample::addon().file(twin, &manifest);
        assert_eq!(sample.findings().len(), 1, "only one of two opposite fixes");
        let sample = sample.fires(RULE.id, &[twin]);
        assert_eq!(sample.findings_of(RULE.id)[0].fixes[0].safety, Safe);
        sample.fixed(RULE.id, "remove").clean();
        for path in ["part 2.yaml", "values 2", "values two.yaml"] {
            Sample::addon().file(path, "a: 1\n").silent(RULE.id);
        }
        let listed = "manifests/sample copy.yaml";
        Sample::addon()
            .file(listed, &manifest)
            .set("/kubeManifests", serde_json::json!([listed]))
            .without("manifests/sample.yaml")
            .clean();
    }

    #[test]
    fn a_folder_is_one_finding() {
        let sample = Sample::addon()
            .bytes(".git/HEAD", b"")
            .bytes(".git/objects/ab/cd", b"")
            .bytes(".git/x.orig", b"");
        let sample = sample
            .bytes("charts/a/.git/HEAD", b"")
            .fires(RULE.id, &[".git/HEAD", "charts/a/.git/HEAD"]);
        let fixed = sample.fixed(RULE.id, "remove");
        assert!(fixed.pack.files_in(".git/").next().is_none());
    }

    #[test]
    fn what_packs_need_is_left_alone() {
        let sample = Sample::addon();
        sample
            .file(".helmignore", "")
            .file("charts/a/.gitignore", "")
            .file("NOTES.txt", "")
            .file(".github/x.yml", "")
            .silent(RULE.id);
    }
}
