//! Presets, parameters or ignored findings in a file with a misspelled name.

use pack_model::path::{PACK_CHECK_YAML, PRESETS_YAML, SCHEMA_YAML};
use pack_model::{FilePath, Place, Severity, YamlFile};

use crate::judge::changes::rename_file;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::ignores::Ignores;
use crate::rules::is_rule;

declare_rule! {
    /// ## What it does
    /// Reports a file whose name differs from `presets.yaml` or `schema.yaml` only by case, or
    /// ends in `yml`. The same for `.pack-check.yaml`, as a warning.
    ///
    /// ## Why is this bad
    /// Palette only reads files with these exact names. It ignores a file with another name, and
    /// reports no error. A misnamed `.pack-check.yaml` ignores nothing, and is pushed with the pack.
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
    for path in [PRESETS_YAML, SCHEMA_YAML, PACK_CHECK_YAML] {
        let is_there = context.pack.file(path).is_some();
        let Some(found) = context.misnamed(path).filter(|_| !is_there) else {
            continue;
        };
        let place = Place::file(found.clone());
        let report = match path {
            PACK_CHECK_YAML => {
                let message = format!(
                    "Only {path} is read, so nothing that {found} lists is ignored. Rename it."
                );
                findings.report(place, message).severity(Severity::Warning)
            }
            _ => {
                let message =
                    format!("Palette reads only {path}, so it ignores {found}. Rename it.");
                findings.report(place, message)
            }
        };
        let label = format!("Rename {found} to {path}");
        let changes = rename_file(found, path);
        match path != PACK_CHECK_YAML || is_sound_list(context, found) {
            true => report.safe("rename", label, changes),
            false => report.ask("rename", label, changes),
        };
    }
}

/// Whether a list of what is ignored has no problem, which would be reported once it is read.
fn is_sound_list(context: &Context<'_>, path: &FilePath) -> bool {
    let file = YamlFile::try_from(path.clone());
    file.is_ok_and(|file| {
        let Ignores { list, problems, .. } = Ignores::listed_in(context, &file);
        problems.is_empty() && list.iter().all(|ignore| is_rule(&ignore.rule))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::Safety;

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

    #[test]
    fn a_misnamed_list_of_what_is_ignored_is_a_warning() {
        let list = "ignore:\n  - rule: version-leading-v\n    reason: so it is\n";
        for path in [".pack-check.yml", ".Pack-Check.yaml"] {
            let sample = Sample::addon()
                .set("/version", "v1.2.3")
                .file(path, list)
                .fires(RULE.id, &[path]);
            assert_eq!(sample.findings_of(RULE.id)[0].severity, Severity::Warning);
            assert_eq!(sample.findings_of("version-leading-v").len(), 1);
            let fix = &sample.findings_of(RULE.id)[0].fixes[0];
            assert_eq!(fix.safety, Safety::Safe);
            let fixed = sample.fixed(RULE.id, "rename").clean();
            assert_eq!(fixed.text(PACK_CHECK_YAML), list);
        }
        let unknown = "ignore:\n  - rule: no-such-rule\n    reason: so it is\n";
        for list in [unknown, "ignore: [\n", "ignore: all\n", "- a\n"] {
            let sample = Sample::addon().file(".pack-check.yml", list);
            let fix = &sample.findings_of(RULE.id)[0].fixes[0];
            assert_eq!(fix.safety, Safety::Ask, "{list}");
        }
    }
}
