//! A preset with which a chart no longer renders.

use pack_model::deployment::Deployment;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::presets::presets;

declare_rule! {
    /// ## What it does
    /// Reports a preset that, chosen alone, makes a chart or manifest fail that renders without it.
    ///
    /// ## Why is this bad
    /// Whoever chooses the preset cannot deploy the pack.
    ///
    /// ## Example
    /// ```yaml
    /// presets:
    ///   - name: no-ingress
    ///     remove: ["charts.web.ingress"]
    /// ```
    /// where the chart has no default for `ingress`, and a template has `{{ .Values.ingress.host }}`.
    ///
    /// ## How to fix
    /// Correct what the preset adds and removes.
    ///
    /// ## Source
    /// Vendor documentation on presets.
    "preset-breaks-rendering", Error, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let presets = presets(context);
    for outcome in deployment.presets.iter().flatten() {
        let Some(preset) = presets.get(outcome.preset) else {
            continue;
        };
        for failure in &outcome.breaks {
            // What only the user can give is missing on purpose.
            if failure.asks_for_a_value() {
                continue;
            }
            let message = format!(
                "With the preset “{}”, {} does not render: Helm says “{}”. Correct what the preset adds and removes.",
                preset.text("name").unwrap_or_default(),
                failure.file,
                failure.said()
            );
            findings.report(preset.at("name"), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::path::PRESETS_YAML;

    #[test]
    fn a_preset_that_removes_too_much() {
        let presets = "presets:\n- name: a\n  displayName: A\n  group: G\n  remove: [charts.web.auth]\n  add: ''\n- name: b\n  displayName: B\n  group: G\n  remove: [charts.web.other]\n  add: ''\n";
        let values = "charts:\n  web:\n    auth: {user: a}\n    other: 1\n";
        let sample =
            Sample::with_template("user: {{ .Values.auth.user }}", "", "other: 1\n", values)
                .file(PRESETS_YAML, presets)
                .silent("chart-does-not-render")
                .fires(RULE.id, &["presets.yaml/presets/0/name"]);
        let message = &sample.findings_of(RULE.id)[0].message;
        assert!(
            message.contains("charts/web-1.0.0.tgz does not render"),
            "{message}"
        );
    }
}
