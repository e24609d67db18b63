//! Paths that differ only in case.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use pack_model::facts::composed::composed;
use pack_model::path::{LOGO_PNG, PACK_JSON, PRESETS_YAML, README_MD, SCHEMA_YAML, VALUES_YAML};
use pack_model::{Change, FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::listing::listed_files;
use crate::reading::text::is_among;

declare_rule! {
    /// ## What it does
    /// Reports two files whose paths differ only in upper and lower case, or in whether a letter with an
    /// accent is one character of Unicode or two.
    ///
    /// ## Why is this bad
    /// On Windows and macOS one of them overwrites the other when the pack is unpacked.
    ///
    /// ## Example
    /// ```text
    /// manifests/Service.yaml
    /// manifests/service.yaml
    /// ```
    ///
    /// ## How to fix
    /// Rename or remove one of them. The fixes remove a file that the pack does not refer to.
    ///
    /// ## Source
    /// File systems that ignore case: APFS and NTFS with their default settings.
    "case-collision", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut folded: BTreeMap<String, Vec<&FilePath>> = BTreeMap::new();
    for (path, _) in context.pack.files() {
        folded
            .entry(composed(path.as_str()).to_lowercase())
            .or_default()
            .push(path);
    }
    let listed = LazyCell::new(|| listed_files(context));
    for paths in folded.into_values().filter(|paths| paths.len() > 1) {
        let [first, others @ ..] = paths.as_slice() else {
            continue;
        };
        for other in others {
            let how = match first.as_str().to_lowercase() == other.as_str().to_lowercase() {
                true => "in case",
                false => "in how Unicode writes their letters",
            };
            let message = format!(
                "{first} and {other} differ only {how}, so one overwrites the other on Windows and macOS. Rename or remove one of them."
            );
            let mut report = findings.report(Place::file((*other).clone()), message);
            for (id, path) in [("remove", *other), ("remove-other", *first)] {
                if !is_needed(&listed, path) {
                    let change = Change::remove_file(path.clone());
                    report = report.ask(id, format!("Remove {path}"), vec![change]);
                }
            }
        }
    }
}

/// Whether the pack needs a file with exactly this spelling.
fn is_needed(listed: &[String], path: &FilePath) -> bool {
    let own = [
        PACK_JSON,
        VALUES_YAML,
        LOGO_PNG,
        README_MD,
        PRESETS_YAML,
        SCHEMA_YAML,
    ];
    own.iter().any(|own| *path == *own) || is_among(listed, path.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn letters_with_accents_collide_too() {
        Sample::addon()
            .file("notes/caf\u{e9}.txt", "")
            .file("notes/Cafe\u{301}.txt", "")
            .fires(RULE.id, &["notes/caf\u{e9}.txt"])
            .fixed(RULE.id, "remove")
            .clean();
    }

    #[test]
    fn either_of_two_is_removed() {
        let sample = Sample::addon()
            .file("notes/One.txt", "")
            .file("notes/one.txt", "")
            .fires(RULE.id, &["notes/one.txt"]);
        for (fix, left) in [
            ("remove", "notes/One.txt"),
            ("remove-other", "notes/one.txt"),
        ] {
            let fixed = sample.clone().fixed(RULE.id, fix).clean();
            assert!(fixed.pack.file(left).is_some());
        }
    }

    #[test]
    fn what_the_pack_needs_is_kept() {
        for (needed, other, place, fix) in [
            ("README.md", "readme.md", "readme.md", "remove"),
            (
                "manifests/sample.yaml",
                "MANIFESTS/sample.yaml",
                "manifests/sample.yaml",
                "remove-other",
            ),
        ] {
            let sample = Sample::addon().file(other, "").fires(RULE.id, &[place]);
            assert_eq!(sample.findings_of(RULE.id)[0].fixes.len(), 1);
            let fixed = sample.fixed(RULE.id, fix).clean();
            assert!(fixed.pack.file(needed).is_some());
        }
    }

    #[test]
    fn different_names_do_not_collide() {
        Sample::addon().file("README.txt", "").silent(RULE.id);
    }
}
