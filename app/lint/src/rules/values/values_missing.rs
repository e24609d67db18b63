//! A pack without values.yaml.

use pack_model::facts::files::copied;
use pack_model::path::VALUES_YAML;
use pack_model::{Change, File, FilePath, Place, Pointer};

use crate::judge::changes::rename_file;
use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

declare_rule! {
    /// ## What it does
    /// Reports a pack without `values.yaml` at its root.
    ///
    /// ## Why is this bad
    /// Every pack needs the file, even an OS pack without settings. It may be empty.
    ///
    /// ## Example
    /// ```text
    /// pack.json
    /// logo.png
    /// ```
    ///
    /// ## How to fix
    /// Create the file. The fix writes the values that the listed manifests need, empty, and you enter
    /// them. If it exists as `values.yml` or under a different spelling, the fix
    /// renames it. If only a copy such as `values copy.yaml` is left, you choose whether it becomes the
    /// file.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack": required for every pack.
    "values-missing", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if context.pack.file(VALUES_YAML).is_some() {
        return;
    }
    let path = FilePath::of(VALUES_YAML);
    let message = "values.yaml is missing, and every pack needs it. Create it; it may be empty.";
    let mut report = findings.report(Place::file(path.clone()), message);
    let copies = copies(context);
    for copy in &copies {
        let label = format!("Rename {copy} to values.yaml");
        let id = format!("rename-{}", copy.name());
        report = report.ask(&id, label, rename_file(copy, VALUES_YAML));
    }
    match context.misnamed(VALUES_YAML) {
        Some(found) => {
            report.safe(
                "rename",
                format!("Rename {found} to values.yaml"),
                rename_file(found, VALUES_YAML),
            );
        }
        None => {
            let mut changes = vec![Change::put_file(path, File::of_text(""))];
            let needed = needed_by_manifests(context);
            let label = match needed.as_slice() {
                [] => "Create an empty values.yaml",
                _ => "Create values.yaml with empty values for the manifests",
            };
            changes.extend(needed.into_iter().map(|place| set(place, "")));
            match copies.is_empty() {
                true => report.safe("create", label, changes),
                false => report.ask("create", label, changes),
            };
        }
    }
}

/// The copies of the file, which may hold its values.
fn copies<'p>(context: &Context<'p>) -> Vec<&'p FilePath> {
    let files = context.pack.files().map(|(path, _)| path);
    let is_copy = |path: &&FilePath| copied(path, &|_| true).as_deref() == Some(VALUES_YAML);
    files.filter(is_copy).collect()
}

/// The places of the values that the listed manifests need.
fn needed_by_manifests(context: &Context<'_>) -> Vec<Pointer> {
    let mut places = Vec::new();
    for (path, reading) in context.manifests() {
        let needed = reading.needed_values.iter();
        for needed in needed.filter(|needed| !needed.only_in_texts) {
            let keys = ["manifests", path.stem()]
                .into_iter()
                .chain(needed.path.split('.'));
            let place: Pointer = keys.collect();
            let is_above = |other: &Pointer| {
                let (one, other) = (place.tokens(), other.tokens());
                one.starts_with(other) || other.starts_with(one)
            };
            if !places.iter().any(is_above) {
                places.push(place);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::Safety;

    #[test]
    fn an_empty_file_is_enough() {
        let sample = Sample::addon()
            .without(VALUES_YAML)
            .fires(RULE.id, &[VALUES_YAML]);
        sample.fixed(RULE.id, "create").silent(RULE.id);
    }

    #[test]
    fn a_copy_may_become_the_file() {
        for copy in ["values copy.yaml", "values 2.yaml", "values (1).yaml"] {
            let sample = || {
                Sample::addon()
                    .without(VALUES_YAML)
                    .file(copy, "pack: {}\n")
                    .fires(RULE.id, &[VALUES_YAML])
                    .silent("stray-file")
            };
            let fixes = sample().findings_of(RULE.id).remove(0).fixes;
            assert!(fixes.iter().all(|fix| fix.safety == Safety::Ask), "{copy}");
            let fixed = sample().fixed(RULE.id, &format!("rename-{copy}"));
            assert_eq!(fixed.pack.text(VALUES_YAML), Some("pack: {}\n"));
            sample()
                .fixed(RULE.id, "create")
                .fires("stray-file", &[copy]);
        }
    }

    #[test]
    fn offers_to_rename_a_file_that_is_called_otherwise() {
        let sample = Sample::addon()
            .without(VALUES_YAML)
            .file("values.yml", "pack: {}\n");
        let fixed = sample
            .fires(RULE.id, &[VALUES_YAML])
            .fixed(RULE.id, "rename")
            .silent(RULE.id);
        assert_eq!(fixed.pack.text(VALUES_YAML), Some("pack: {}\n"));
    }
}
