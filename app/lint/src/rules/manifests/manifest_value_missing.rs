//! A value that a manifest uses and the pack does not set.

use std::cell::LazyCell;

use serde_json::{Map, Value};

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::manifest::groups::{group_of, manifest_groups};
use crate::reading::manifest::unmatched_keys::{names, unmatched};
use crate::reading::presets::{are_known, presets};
use crate::reading::text::nearest::{MEANT, is_near};
use crate::reading::values::dotted_path;
use crate::reading::values::misspelt_keys::{are_in, misspelt};
use crate::reading::values::{at, pointer};

declare_rule! {
    /// ## What it does
    /// Reports a value `.Values.x` that a manifest uses without a default, if neither values.yaml
    /// nor presets.yaml has `manifests.<name>.x`. `<name>` is the file's name without the
    /// extension. Values that the manifest tests with `if` or `with` are skipped. If values.yaml has
    /// no values for the manifest, `.Values` inside strings is skipped too: it belongs to a template
    /// of another program.
    ///
    /// ## Why is this bad
    /// The manifest is rendered with `<no value>` in this place, or rendering fails.
    ///
    /// ## Example
    /// ```yaml
    /// replicas: {{ .Values.replicas }}
    /// ```
    /// in `manifests/web.yaml`, without `manifests.web.replicas` in values.yaml.
    ///
    /// ## How to fix
    /// Add the value. The fix adds it empty, and you enter it.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack"; Helm documentation on values.
    "manifest-value-missing", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values().filter(|_| are_known(context)) else {
        return;
    };
    let misspelt = misspelt(&values);
    let has_other_name = are_in(&misspelt, &values, &["manifests"]);
    let added: Vec<&Value> = presets(context)
        .into_iter()
        .filter_map(|preset| preset.added)
        .collect();
    let misplaced = unmatched(context, &values, &names(context));
    let groups = manifest_groups(context);
    for (path, reading) in context.manifests() {
        let given = values.map(&["manifests", path.stem()]);
        let unused = LazyCell::new(|| {
            let group = group_of(&groups, path.stem());
            group.map_or(Vec::new(), |group| group.unused(&values))
        });
        let needed = reading.needed_values.iter();
        for needed in needed.filter(|needed| given.is_some() || !needed.only_in_texts) {
            let needed = &needed.path;
            let whole: Vec<&str> = ["manifests", path.stem()]
                .into_iter()
                .chain(needed.split('.'))
                .collect();
            let has = |values: &Value| {
                whole
                    .iter()
                    .try_fold(values, |value, key| value.get(*key))
                    .is_some()
            };
            let is_there = has(values.data) || added.iter().any(|added| has(added));
            // A value at another place or under another name is reported there.
            let is_elsewhere = || misplaced.iter().any(|other| other.has(path.stem(), needed));
            if is_there
                || are_in(&misspelt, &values, &whole)
                || is_elsewhere()
                || is_unused(&unused, given, needed)
            {
                continue;
            }
            let message = format!(
                "{path} uses `.Values.{needed}`, but values.yaml has no `{}`, so the manifest is rendered without it. Add the value.",
                whole.join(".")
            );
            let place = pointer(&whole);
            let report = findings.report(at(place.clone()), message);
            // If the values have another name, that is fixed first.
            let is_renamed = misplaced.iter().any(|other| other.may_be(path.stem()));
            if values.has_room(&whole) && !is_renamed && !has_other_name {
                let label = format!("Add {} (empty)", whole.join("."));
                report.safe("add", label, vec![set(place, "")]);
            }
        }
    }
}

/// Whether one of the keys that the manifest does not use contains the value, or is a misspelling
/// of it.
fn is_unused(unused: &[&str], given: Option<&Map<String, Value>>, needed: &str) -> bool {
    let (first, rest) = needed
        .split_once('.')
        .map_or((needed, None), |(first, rest)| (first, Some(rest)));
    let has = |value: &Value| match rest {
        Some(rest) => dotted_path::exists(value, rest),
        None => true,
    };
    unused.iter().take(MEANT).any(|key| {
        let value = given.and_then(|given| given.get(*key));
        let is_renamed = || is_near(key, first) && value.is_some_and(has);
        value.is_some_and(|value| value.get(first).is_some_and(has)) || is_renamed()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const MANIFEST: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: sample}\na: {{ .Values.a }}\nb: {{ .Values.b.c }}\n";
    const PACK: &str = "pack:\n  namespace: sample\n  content:\n    images: []\n";

    fn values(text: &str) -> Sample {
        Sample::addon()
            .file("manifests/sample.yaml", MANIFEST)
            .file("values.yaml", &format!("{PACK}{text}"))
    }

    #[test]
    fn each_value_is_added_empty() {
        let sample = values("").fires(
            RULE.id,
            &[
                "values.yaml/manifests/sample/a",
                "values.yaml/manifests/sample/b/c",
            ],
        );
        let fixed = sample.fixed(RULE.id, "add").fixed(RULE.id, "add").clean();
        assert!(
            fixed
                .text("values.yaml")
                .ends_with("manifests:\n  sample:\n    a: \"\"\n    b:\n      c: \"\"\n")
        );
    }

    #[test]
    fn values_of_the_pack_and_of_presets_are_there() {
        let sample = values("manifests:\n  sample:\n    a: 1\n");
        sample
            .clone()
            .fires(RULE.id, &["values.yaml/manifests/sample/b/c"]);
        let preset = "presets:\n- name: p\n  displayName: P\n  group: G\n  remove: []\n  add: |\n    manifests:\n      sample:\n        b:\n          c: 1\n";
        sample.clone().file("presets.yaml", preset).silent(RULE.id);
        // Nothing is known of presets that cannot be read.
        sample.file("presets.yaml", "presets: [").silent(RULE.id);
        values("manifests:\n  sample:\n    a:\n    b: {c: 1}\n").silent(RULE.id);
        let sample = values("manifests:\n  sample:\n    a: 1\n    b: text\n");
        let sample = sample.fires(RULE.id, &["values.yaml/manifests/sample/b/c"]);
        assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
        let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: sample}\ndata:\n  inject: |\n    {{ .Values.x }}\n";
        values("")
            .file("manifests/sample.yaml", text)
            .silent(RULE.id);
        values("manifests:\n  sample:\n    a: 1\n")
            .file("manifests/sample.yaml", text)
            .fires(RULE.id, &["values.yaml/manifests/sample/x"]);
    }
}
