//! Values under `manifests` without a manifest of that name.

use pack_model::Pointer;
use pack_once::sort::sort_by;

use crate::judge::changes::values::{move_entries, rename_key};
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::manifest::unmatched_keys::{Meant, Unmatched, names, unmatched};
use crate::reading::values::{Values, at_key};

declare_rule! {
    /// ## What it does
    /// Reports a key under `manifests` in values.yaml that is not the name of a manifest. The name
    /// is that of the file, without the extension.
    ///
    /// ## Why is this bad
    /// The values below it are ignored, and the manifest that needs them does not get them.
    ///
    /// ## Example
    /// ```yaml
    /// manifests:
    ///   deployment:
    ///     replicas: 2
    /// ```
    /// in a pack with `manifests/web.yaml`.
    ///
    /// ## How to fix
    /// Use the name of the file: `manifests.web`. If the values of a manifest are directly under
    /// `manifests`, the fix moves them under its name.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack".
    "manifest-values-unmatched", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values().filter(|_| context.is_sound()) else {
        return;
    };
    let names = names(context);
    let found = unmatched(context, &values, &names);
    report_too_high(findings, &values, &found);
    for Unmatched { key, meant, .. } in &found {
        let Meant::OneOf(meant) = meant else {
            continue;
        };
        let advice = match names.as_slice() {
            [] => "Add the manifest, or remove the values.".to_owned(),
            [name] => format!("Use {name}, the name of the file."),
            names => format!("Use the name of a file: {}.", names.join(", ")),
        };
        let message = format!(
            "There is no manifest named `{key}`, so the values under it are ignored. {advice}"
        );
        let mut report = findings.report(at_key(below(key)), message);
        for name in meant {
            let label = format!("Rename to {name}");
            let change = vec![rename_key(below(key), name)];
            report = report.ask(&format!("rename-{name}"), label, change);
        }
    }
}

/// Reports the values of one manifest that are directly under `manifests` together: they have one
/// cause.
fn report_too_high(findings: &mut Findings, values: &Values<'_>, found: &[Unmatched<'_>]) {
    let meant = found.iter().filter_map(|found| match &found.meant {
        Meant::ValueOf(name) => Some((name, found.key)),
        Meant::OneOf(_) => None,
    });
    let mut meant: Vec<_> = meant.collect();
    sort_by(&mut meant, &|(one, _), (other, _)| one.cmp(other));
    for of_one in meant.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((name, first)) = of_one.first() else {
            continue;
        };
        let keys = || of_one.iter().map(|(_, key)| *key);
        let named: Vec<String> = keys().map(|key| format!("`{key}`")).collect();
        let named = named.join(", ");
        let message = format!(
            "The manifest {name} does not read {named} directly under `manifests`. Move them under `manifests.{name}`."
        );
        let entries = keys().map(below);
        let change = move_entries(values, entries, &below(name));
        let at = below(first);
        let label = format!("Move {named} under manifests.{name}");
        findings
            .report(at_key(at), message)
            .ask("wrap", label, change);
    }
}

fn below(key: &str) -> Pointer {
    Pointer::from_iter(["manifests", key])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn the_name_of_the_file_is_offered() {
        let sample = Sample::addon().file("values.yaml", "manifests:\n  smaple:\n    a: 1 # x\n");
        let fixed = sample
            .fires(RULE.id, &["values.yaml/manifests/smaple"])
            .fixed(RULE.id, "rename-sample")
            .silent(RULE.id);
        assert_eq!(
            fixed.text("values.yaml"),
            "manifests:\n  sample:\n    a: 1 # x\n"
        );
    }

    #[test]
    fn values_one_level_too_high_are_moved_together() {
        let manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: sample}\na: {{ .Values.path }}\nb: {{ .Values.server.ip | default 1 }}\n";
        let fixed = Sample::addon()
            .file("manifests/sample.yaml", manifest)
            .file(
                "values.yaml",
                "manifests:\n  # where\n  path: /a\n  server:\n    ip: 1.1.1.1\n",
            )
            .fires(RULE.id, &["values.yaml/manifests/path"])
            .silent("manifest-value-missing")
            .fixed(RULE.id, "wrap")
            .silent(RULE.id)
            .silent("manifest-value-missing");
        assert_eq!(
            fixed.text("values.yaml"),
            "manifests:\n  sample:\n    # where\n    path: /a\n    server:\n      ip: 1.1.1.1\n"
        );
    }

    #[test]
    fn values_under_another_name_are_not_missing_too() {
        let sample = Sample::addon()
            .file(
                "manifests/sample.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: sample}\na: {{ .Values.a }}\nb: {{ .Values.b }}\n",
            )
            .file("values.yaml", "manifests:\n  smaple:\n    a: 1\n");
        sample
            .clone()
            .fires(RULE.id, &["values.yaml/manifests/smaple"])
            .fires(
                "manifest-value-missing",
                &["values.yaml/manifests/sample/b"],
            )
            .fixed(RULE.id, "rename-sample")
            .fires(
                "manifest-value-missing",
                &["values.yaml/manifests/sample/b"],
            );
    }

    #[test]
    fn what_a_merge_key_brings_cannot_be_renamed() {
        for own in ["", "  b: 2\n"] {
            let values = format!("x: &x\n  b: 1\nmanifests:\n  <<: *x\n{own}");
            let sample = Sample::addon().file("values.yaml", &values);
            let found = sample.findings_of(RULE.id);
            assert_eq!(found.len(), 1, "{values}");
            assert!(found[0].fixes.is_empty(), "{values}");
        }
    }

    #[test]
    fn listed_and_nested_manifests_match() {
        Sample::addon()
            .file("manifests/a/b.c.yaml", "")
            .file("values.yaml", "manifests:\n  sample: {}\n  b.c: {}\n")
            .silent(RULE.id);
        Sample::addon()
            .file("values.yaml", "manifests:\n")
            .silent(RULE.id);
    }
}
