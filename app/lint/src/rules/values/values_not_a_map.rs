//! A values.yaml, or a part of it, that is not a map.

use pack_model::path::VALUES_YAML;
use pack_model::{FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::values::{at, no_maps};

declare_rule! {
    /// ## What it does
    /// Reports a values.yaml that is not a map, and a `pack`, `pack.content`, `charts` or
    /// `manifests` in it that is not a map.
    ///
    /// ## Why is this bad
    /// Palette expects keys there, so it ignores all values below.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   - web:
    ///       replicas: 2
    /// ```
    ///
    /// ## How to fix
    /// Write it as a map, without the dash: `charts.web.replicas`.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack".
    "values-not-a-map", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(data) = context.data(VALUES_YAML) else {
        return;
    };
    for pointer in no_maps(data) {
        let (place, what) = match pointer.tokens() {
            [] => (
                Place::file(FilePath::of(VALUES_YAML)),
                VALUES_YAML.to_owned(),
            ),
            keys => (at(pointer.clone()), format!("`{}`", keys.join("."))),
        };
        let message = format!(
            "{what} is not a map, so Palette ignores all values in it. Write it as `key: value`."
        );
        findings.report(place, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn lists_and_single_values_are_no_maps() {
        for (values, place) in [
            ("- a: 1\n", "values.yaml"),
            ("text\n", "values.yaml"),
            ("charts:\n- web: {}\n", "values.yaml/charts"),
            ("manifests: x\n", "values.yaml/manifests"),
            ("pack: [a]\n", "values.yaml/pack"),
            ("pack:\n  content: x\n", "values.yaml/pack/content"),
        ] {
            let sample = Sample::addon().file(VALUES_YAML, values);
            let sample = sample.fires(RULE.id, &[place]);
            assert_eq!(sample.findings().len(), 1, "{:#?}", sample.findings());
        }
        for values in ["", "pack:\ncharts: {}\n"] {
            Sample::addon().file(VALUES_YAML, values).silent(RULE.id);
        }
    }
}
