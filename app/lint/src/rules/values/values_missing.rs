//! A pack without values.yaml.

use pack_model::path::VALUES_YAML;
use pack_model::{Change, File, FilePath, Place};

use crate::judge::changes::rename_file;
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
    /// Create the file. If it exists as `values.yml` or under a different spelling, the fix
    /// renames it.
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
    let report = findings.report(Place::file(path.clone()), message);
    match context.misnamed(VALUES_YAML) {
        Some(found) => {
            report.safe(
                "rename",
                format!("Rename {found} to values.yaml"),
                rename_file(found, VALUES_YAML),
            );
        }
        None => {
            let create = Change::put_file(path, File::of_text(""));
            report.safe("create", "Create an empty values.yaml", vec![create]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn an_empty_file_is_enough() {
        let sample = Sample::addon()
            .without(VALUES_YAML)
            .fires(RULE.id, &[VALUES_YAML]);
        sample.fixed(RULE.id, "create").silent(RULE.id);
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
