//! Paths that are one and the same on some systems.

use std::collections::BTreeMap;

use pack_model::{Change, FilePath, Place};

use crate::context::Context;
use crate::findings::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports two files whose paths differ only in upper and lower case.
    ///
    /// ## Why is this bad
    /// On Windows and macOS one of them overwrites the other when the pack is unpacked. Which one is
    /// left is chance.
    ///
    /// ## Example
    /// ```text
    /// manifests/Service.yaml
    /// manifests/service.yaml
    /// ```
    ///
    /// ## How to fix
    /// Rename or remove one of them. The fixes remove one, for you to choose.
    ///
    /// ## Source
    /// Case-insensitive file systems: APFS and NTFS in their usual settings.
    "case-collision", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut folded: BTreeMap<String, Vec<&FilePath>> = BTreeMap::new();
    for (path, _) in context.pack.files() {
        folded
            .entry(path.as_str().to_lowercase())
            .or_default()
            .push(path);
    }
    for paths in folded.into_values().filter(|paths| paths.len() > 1) {
        let [first, others @ ..] = paths.as_slice() else {
            continue;
        };
        for other in others {
            let message = format!(
                "{first} and {other} differ only in case. On Windows and macOS one overwrites the other. Rename or remove one of them."
            );
            let remove = |path: &FilePath| vec![Change::RemoveFile { path: path.clone() }];
            findings
                .report(Place::file((*other).clone()), message)
                .ask("remove", format!("Remove {other}"), remove(other))
                .ask("remove-other", format!("Remove {first}"), remove(first));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn one_of_two_is_removed() {
        let sample = Sample::addon()
            .file("readme.md", "")
            .fires(RULE.id, &["readme.md"]);
        assert!(
            sample
                .clone()
                .mended(RULE.id, "remove")
                .clean()
                .pack
                .file("README.md")
                .is_some()
        );
        assert!(
            sample
                .mended(RULE.id, "remove-other")
                .pack
                .file("readme.md")
                .is_some()
        );
    }

    #[test]
    fn different_names_do_not_collide() {
        Sample::addon().file("README.txt", "").silent(RULE.id);
    }
}
