//! A resource constraint that refers to a value that does not exist.

use std::cell::LazyCell;

use crate::judge::changes::pack_json::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at, text};
use crate::reading::presets::{AddedPaths, are_known, presets};
use crate::reading::text::nearest::MEANT;
use crate::reading::values::dotted_path;
use crate::reading::values::misspelt_keys::{are_in, misspelt};
use crate::reading::values::references::PATHS_OF_COMPONENT;

declare_rule! {
    /// ## What it does
    /// Reports a path in `resourceRequestParamRef` or `replicaCountParamRef` that does not exist
    /// in values.yaml or a preset.
    ///
    /// ## Why is this bad
    /// Palette reads the request and the number of replicas at these paths. If there is no value,
    /// the constraint cannot be checked.
    ///
    /// ## Example
    /// ```json
    /// { "scheduleType": "all", "resourceRequestParamRef": "charts.web.resource.requests.cpu" }
    /// ```
    /// with `charts.web.resources.requests.cpu` in values.yaml.
    ///
    /// ## How to fix
    /// Write the path of the value, starting at the root of values.yaml, or add the value.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints.
    "unresolved-parameter-path", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values().filter(|_| are_known(context)) else {
        return;
    };
    let presets = presets(context);
    let added = LazyCell::new(|| AddedPaths::of(&presets));
    let misspelt = LazyCell::new(|| misspelt(&values));
    let known = LazyCell::new(|| dotted_path::all(values.data));
    let mut reported = 0;
    for (pointer, resource) in context.constraints("resources") {
        let components = resource.member("components").map(|member| member.value());
        let components = components.and_then(|list| list.items()).unwrap_or_default();
        for (index, component) in components.iter().enumerate() {
            for key in PATHS_OF_COMPONENT {
                let Some(path) = text(component, key).filter(|path| !path.trim().is_empty()) else {
                    continue;
                };
                let is_there = dotted_path::exists(values.data, path) || added.has(path, None);
                if is_there || are_in(&misspelt, &values, &dotted_path::parts(path)) {
                    continue;
                }
                let message = format!(
                    "`{key}` refers to “{path}”, which does not exist in values.yaml, so the constraint cannot be checked. Write the path of an existing value."
                );
                let place = pointer.child("components").item(index).child(key);
                let report = findings.report(at(place.clone()), message);
                reported += 1;
                if reported > MEANT {
                    continue;
                }
                let known = known.iter().map(String::as_str);
                if let Some(near) = dotted_path::meant(path, known) {
                    let change = vec![set(place, near)];
                    report.ask("replace", format!("Change to {near}"), change);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    fn with_path(path: &str) -> Sample {
        let component = json!({ "scheduleType": "all", "resourceRequestParamRef": path });
        let resources = json!([{ "type": "cpu", "components": [component] }]);
        Sample::with_chart(
            "",
            "charts:\n  web:\n    resources:\n      requests:\n        cpu: 1\n",
        )
        .set("/constraints", json!({ "resources": resources }))
    }

    const PLACE: &str = "/constraints/resources/0/components/0/resourceRequestParamRef";

    #[test]
    fn the_path_that_is_meant_is_offered() {
        let right = "charts.web.resources.requests.cpu";
        for wrong in ["charts.web.resource.requests.cpu", "resources.requests.cpu"] {
            let fixed = with_path(wrong)
                .fires(RULE.id, &[PLACE])
                .fixed(RULE.id, "replace")
                .silent(RULE.id);
            assert_eq!(fixed.value(PLACE), right);
        }
        let sample = with_path("charts.other").fires(RULE.id, &[PLACE]);
        assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
    }

    #[test]
    fn paths_that_lead_somewhere_are_left() {
        with_path("charts.web.resources.requests.cpu").silent(RULE.id);
        with_path("").silent(RULE.id);
    }
}
