//! A value for a manifest that it does not use.

use pack_model::Pointer;
use serde_json::Value;

use crate::judge::findings::Findings;
use crate::judge::fixes::unused_value::offer_others;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::manifest::groups::manifest_groups;
use crate::reading::text::is_among;
use crate::reading::text::nearest::MEANT;
use crate::reading::values::at_key;

declare_rule! {
    /// ## What it does
    /// Reports a key under `manifests.<name>` in values.yaml that the manifest does not use.
    /// Manifests that use all their values at once, or none, are skipped.
    ///
    /// ## Why is this bad
    /// The value has no effect, and the value that you wanted to set keeps its default.
    ///
    /// ## Example
    /// ```yaml
    /// manifests:
    ///   web:
    ///     replica: 2
    /// ```
    /// where `manifests/web.yaml` uses `.Values.replicas`.
    ///
    /// ## How to fix
    /// Correct the name, move the value to where the manifest uses it, or remove it. The fix uses
    /// the nearest name, or moves values that are one level too deep.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack".
    "manifest-value-unknown", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let mut reported = 0;
    for group in manifest_groups(context) {
        let name = group.name.as_str();
        let Some(given) = values.map(&["manifests", name]) else {
            continue;
        };
        for key in group.unused(&values) {
            let at = Pointer::from_iter(["manifests", name, key]);
            let message = format!(
                "The manifest {name} does not use `{key}`, so the value has no effect. Correct the name, move the value, or remove it."
            );
            let report = findings.report(at_key(at.clone()), message);
            reported += 1;
            if reported > MEANT || !values.yaml.owns(&at) {
                continue;
            }
            let holder = Pointer::from_iter(["manifests", name]);
            let names = group.used.iter().map(String::as_str);
            let is_read = |key: &str, _: &Value| is_among(&group.used, key);
            offer_others(report, &holder, key, given, names, is_read);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const MANIFEST: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: sample}\na: {{ .Values.speed }}\nb: {{ .Values.disc.size }}\n";
    const PACK: &str = "pack:\n  namespace: sample\n  content: {images: []}\n";

    fn values(manifest: &str, values: &str) -> Sample {
        Sample::addon()
            .file("manifests/sample.yaml", manifest)
            .file(
                "values.yaml",
                &format!("{PACK}manifests:\n  sample:\n{values}"),
            )
    }

    #[test]
    fn a_name_that_is_nearly_right_is_renamed() {
        let sample = values(MANIFEST, "    spede: 1 # fast\n    disc: {size: 2}\n");
        let fixed = sample
            .fires(RULE.id, &["values.yaml/manifests/sample/spede"])
            .silent("manifest-value-missing")
            .fixed(RULE.id, "rename")
            .clean();
        assert!(fixed.text("values.yaml").contains("    speed: 1 # fast\n"));
    }

    #[test]
    fn what_is_too_deep_moves_up() {
        let sample = values(
            MANIFEST,
            "    all:\n      # fast\n      speed: 1\n      disc: {size: 2}\n",
        );
        let fixed = sample
            .fires(RULE.id, &["values.yaml/manifests/sample/all"])
            .silent("manifest-value-missing")
            .fixed(RULE.id, "unwrap")
            .clean();
        let expected = format!(
            "{PACK}manifests:\n  sample:\n    # fast\n    speed: 1\n    disc: {{size: 2}}\n"
        );
        assert_eq!(fixed.text("values.yaml"), expected);
    }

    #[test]
    fn manifests_of_one_name_get_the_same_values() {
        values(
            "a: {{ .Values.speed }}\n",
            "    speed: 1\n    size: &s 1\n    other: *s\n",
        )
        .file("manifests/b/sample.yaml", "a: {{ .Values.other }}\n")
        .set("/kubeManifests/1", "manifests/b/sample.yaml")
        .silent(RULE.id);
    }

    #[test]
    fn what_stands_in_braces_is_not_moved() {
        let sample = values(MANIFEST, "    all: {speed: 1, disc: {size: 2}}\n");
        let sample = sample.fires(RULE.id, &["values.yaml/manifests/sample/all"]);
        assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
    }

    #[test]
    fn manifests_that_take_all_or_nothing_are_left() {
        for manifest in [
            "a: {{ .Values.speed }}\nb: {{ toYaml .Values }}\n",
            "a: {{ index .Values \"other\" }}\nb: {{ .Values.speed }}\n",
            "a: {{ with $.Values }}{{ .other }}{{ end }}{{ .Values.speed }}\n",
            "a: 1\n",
            "a: {{- $root := . }}{{ $root.Values.other }}{{ .Values.speed }}\n",
            "a: {{ include \"x\" . }}{{ .Values.speed }}\n",
        ] {
            values(manifest, "    speed: 1\n    other: 1\n").silent(RULE.id);
        }
    }
}
