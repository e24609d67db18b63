//! Values under `manifests` that belong to no manifest.

use pack_model::Pointer;
use pack_model::path::MANIFESTS;

use crate::context::Context;
use crate::findings::Findings;
use crate::nearest::is_near;
use crate::rule::declare_rule;
use crate::values::{at_key, rename_key};

declare_rule! {
    /// ## What it does
    /// Reports a key under `manifests` in values.yaml that is the name of no manifest: of its file,
    /// without the extension.
    ///
    /// ## Why is this bad
    /// The values under it never arrive, and the manifest that they are meant for lacks them.
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
    /// Use the name of the file: `manifests.web`.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack".
    "manifest-values-unmatched", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values().filter(|_| context.is_sound()) else {
        return;
    };
    let mut names: Vec<String> = Vec::new();
    let listed = context
        .manifest
        .kube_manifests()
        .into_iter()
        .map(|listed| listed.path);
    let present = context
        .pack
        .files_in(MANIFESTS)
        .map(|(path, _)| path.to_string());
    for path in listed.chain(present) {
        let file = path.rsplit('/').next().unwrap_or_default();
        let name = file
            .rsplit_once('.')
            .map_or(file, |(name, _)| name)
            .to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let given = values.map(&["manifests"]);
    for key in given.into_iter().flat_map(|given| given.keys()) {
        if names.contains(key) {
            continue;
        }
        let advice = match names.as_slice() {
            [] => "The pack has no manifest.".to_owned(),
            [name] => format!("Its manifest is called {name}."),
            names => format!("Its manifests are called {}.", names.join(", ")),
        };
        let message = format!(
            "`{key}` under `manifests` is the name of no manifest of this pack, so the values under it never arrive. {advice} Use the name of the file."
        );
        let pointer = Pointer::from_iter(["manifests", key]);
        let mut report = findings.report(at_key(pointer.clone()), message);
        let free: Vec<_> = names
            .iter()
            .filter(|name| values.value(&["manifests", name]).is_none())
            .filter(|_| values.yaml.owns(&pointer))
            .collect();
        for name in &free {
            if free.len() == 1 || is_near(key, name) {
                let change = vec![rename_key(pointer.clone(), name)];
                report = report.ask(
                    &format!("rename-{name}"),
                    format!("Rename to {name}"),
                    change,
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn the_name_of_the_file_is_offered() {
        let sample = Sample::addon().file("values.yaml", "manifests:\n  smaple:\n    a: 1 # x\n");
        let mended = sample
            .fires(RULE.id, &["values.yaml/manifests/smaple"])
            .mended(RULE.id, "rename-sample")
            .silent(RULE.id);
        assert_eq!(
            mended.text("values.yaml"),
            "manifests:\n  sample:\n    a: 1 # x\n"
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
