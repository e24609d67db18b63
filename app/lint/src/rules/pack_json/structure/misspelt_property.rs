//! A property of pack.json that Palette does not read because its name is misspelled.

use pack_model::format::property::{Need, Property, find};
use pack_model::path::PACK_JSON;
use pack_model::{Change, FilePath, JsonFile, Place, Severity};

use crate::judge::changes::pack_json::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::properties::{meant, objects};

declare_rule! {
    /// ## What it does
    /// Reports a property whose name differs from a known one only by case, hyphens or one or two
    /// letters, at the root of `pack.json` and inside `constraints`. It is an **error** where the
    /// property is required, or is `charts`, `kubeManifests` or `constraints`.
    ///
    /// ## Why is this bad
    /// Palette only reads properties with their exact names. It ignores the value of a misspelt
    /// one: charts are not installed, and limits are not checked.
    ///
    /// ## Example
    /// ```json
    /// { "KubeManifests": ["manifests/deployment.yaml"] }
    /// ```
    ///
    /// ## How to fix
    /// Rename the property. If the correct name exists as well, decide which value to keep and
    /// remove the other.
    ///
    /// ## Source
    /// The documented schema. The table above it in the vendor's documentation writes
    /// `KubeManifests`.
    "misspelt-property", Warning
}

/// A property that has no effect beside components.
const MIN_LIMIT: &str = "minLimit";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for known in objects(&context.manifest) {
        for member in known.object.members().unwrap_or_default() {
            let Some(right) = meant(member, known.properties) else {
                continue;
            };
            let wrong = member.key();
            let pointer = known.pointer.child(wrong);
            let place = Place::key(FilePath::of(PACK_JSON), pointer.clone());
            if known.object.member(right).is_some() {
                let message = format!(
                    "`{wrong}` looks like a second `{right}`, and Palette reads only `{right}`. Remove `{wrong}` if it means the same."
                );
                let label = format!("Remove `{wrong}` and its value");
                findings
                    .report(place, message)
                    .ask("remove", label, vec![remove(pointer)]);
            } else {
                let message = format!(
                    "`{wrong}` is probably a misspelling of `{right}`, so Palette ignores it. Rename it."
                );
                let report = findings
                    .report(place, message)
                    .severity(severity(known.properties, right));
                // Components make a limit ineffective.
                if right == MIN_LIMIT && known.object.member("components").is_some() {
                    continue;
                }
                let rename = Change::rename_key(JsonFile::pack(), pointer, right);
                let label = format!("Rename to {right}");
                report.safe("rename", label, vec![rename]);
            }
        }
    }
}

/// The severity of a misspelling: an error where a part of the pack is refused or ineffective because of it.
fn severity(properties: &'static [Property], right: &str) -> Severity {
    let is_required = find(properties, right).is_some_and(|found| found.need == Need::BySchema);
    match right {
        "charts" | "kubeManifests" | "constraints" => Severity::Error,
        _ if is_required => Severity::Error,
        _ => Severity::Warning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn renames_what_is_nearly_right() {
        for (right, wrong) in [
            ("kubeManifests", "KubeManifests"),
            ("displayName", "displayname"),
            ("displayName", "dispalyName"),
            ("cloudTypes", "cloud_types"),
            // A list is not `cloudType`, which is nearer.
            ("cloudTypes", "cloudtype"),
            ("addonType", "addOnType"),
            ("layer", "layers"),
        ] {
            let sample = Sample::addon();
            let value = sample.value(&format!("/{right}"));
            let sample = sample
                .unset(&format!("/{right}"))
                .set(&format!("/{wrong}"), value);
            let sample = sample.fires(RULE.id, &[&format!("/{wrong}")]);
            assert_eq!(sample.findings().len(), 1, "{wrong}");
            let severity = match right {
                "cloudTypes" | "addonType" => Severity::Warning,
                _ => Severity::Error,
            };
            assert_eq!(sample.findings()[0].severity, severity, "{wrong}");
            sample.fixed(RULE.id, "rename").clean();
        }
    }

    #[test]
    fn looks_into_constraints() {
        let constraints = json!({
            "dependencys": [],
            "resources": [{ "type": "cpu", "minlimit": 1, "components": [{ "scheduletype": "all" }] }],
        });
        let sample = Sample::addon().set("/constraints", constraints);
        sample.fires(
            RULE.id,
            &[
                "/constraints/dependencys",
                "/constraints/resources/0/minlimit",
                "/constraints/resources/0/components/0/scheduletype",
            ],
        );
    }

    #[test]
    fn of_two_spellings_the_wrong_one_can_be_removed() {
        let sample = Sample::addon()
            .set("/KubeManifests", json!([]))
            .fires(RULE.id, &["/KubeManifests"]);
        sample.fixed(RULE.id, "remove").clean();
    }

    #[test]
    fn leaves_right_and_unlike_names_alone() {
        for key in [
            "kubeVersion",
            "readme",
            "commit_msg",
            "cloudType",
            "types",
            "names-of-all",
            "icon",
            "tags",
        ] {
            Sample::addon()
                .set(&format!("/{key}"), "aws")
                .silent(RULE.id);
        }
        Sample::addon()
            .set("/annotations/Source", "x")
            .silent(RULE.id);
    }
}
