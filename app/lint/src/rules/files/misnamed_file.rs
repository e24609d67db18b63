//! Presets or parameters in a file with a misspelled name.

use pack_model::Place;
use pack_model::path::{PRESETS_YAML, SCHEMA_YAML};

use crate::judge::changes::rename_file;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

declare_rule! {
    /// ## What it does
    /// Reports a file whose name differs from `presets.yaml` or `schema.yaml` only by case, or
    /// ends in `yml`.
    ///
    /// ## Why is this bad
    /// Palette only reads files with these exact names. It ignores a file with another name, and
    /// reports no error.
    ///
    /// ## Example
    /// ```text
    /// pack.json
    /// presets.yml
    /// values.yaml
    /// ```
    ///
    /// ## How to fix
    /// Rename the file. The fix does that.
    ///
    /// ## Source
    /// Vendor documentation on presets and on the schema of values.
    "misnamed-file", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for path in [PRESETS_YAML, SCHEMA_YAML] {
        let is_there = context.pack.file(path).is_some();
        if let Some(found) = context.misnamed(path).filter(|_| !is_there) {
            let message = format!("Palette reads only {path}, so it ignores {found}. Rename it.");
            findings.report(Place::file(found.clone()), message).safe(
                "rename",
                format!("Rename {found} to {path}"),
                rename_file(found, path),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const PRESETS: &str =
        "presets:\n- {name: a, displayName: A, group: G, remove: [], add: \"a: {}\"}\n";

    #[test]
    fn presets_and_parameters_take_their_names() {
        let values = "# spectrocloud.com/enabled-presets: G:a\npack:\n  namespace: sample\n  content: {images: []}\n";
        for path in ["presets.yml", "Presets.yaml"] {
            let sample = Sample::addon()
                .file(path, PRESETS)
                .file("values.yaml", values)
                .fires(RULE.id, &[path]);
            assert_eq!(sample.findings().len(), 1, "{path}");
            let fixed = sample.fixed(RULE.id, "rename").clean();
            assert_eq!(fixed.text(PRESETS_YAML), PRESETS);
        }
        Sample::addon()
            .file("schema.yml", "{}\n")
            .fixed(RULE.id, "rename")
            .silent(RULE.id);
    }

    #[test]
    fn files_beside_the_right_one_are_left() {
        Sample::addon()
            .file("presets.yml", PRESETS)
            .file(PRESETS_YAML, PRESETS)
            .silent(RULE.id);
    }
}
