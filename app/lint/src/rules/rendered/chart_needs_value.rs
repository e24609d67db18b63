//! A chart that renders only once its user gives a value.

use pack_model::deployment::{Deployment, FailedValue};
use pack_model::path::SCHEMA_YAML;
use pack_model::{Change, File, FilePath, Pointer, YamlFile};
use serde_json::json;

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::deployment::failing::{Failing, failing};
use crate::reading::parameters::parameters;

declare_rule! {
    /// ## What it does
    /// Reports a chart that asks for a value: a template calls `required` or `fail`, or values.schema.json
    /// wants a text where the pack has none. It reports nothing if schema.yaml makes that value required.
    ///
    /// ## Why is this bad
    /// The pack cannot be deployed as it is, and whoever adds it to a cluster profile learns that only when
    /// the deployment fails.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     host: ""
    /// ```
    /// where a template of the chart has `{{ required "give a host" .Values.host }}`.
    ///
    /// ## How to fix
    /// Set a value, or leave it empty if only the user knows it, and make it a required parameter in
    /// schema.yaml, which the fix does. Some charts ask for something of the cluster instead.
    ///
    /// ## Source
    /// Helm documentation, "Chart Development Tips and Tricks"; vendor documentation on pack constraints of
    /// parameters.
    "chart-needs-value", Info, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    for failing in failing(context, deployment) {
        if !failing.repairs.is_empty() {
            continue;
        }
        let values = &failing.failure.values;
        if values.is_empty() && failing.failure.asks_for_a_value() {
            let message = format!(
                "The chart {} stops with “{}”, so it cannot be deployed with these values. Give what it asks for, or deploy it to a cluster that has it.",
                failing.chart,
                failing.said()
            );
            findings.report(failing.entry.clone(), message);
        }
        for value in values {
            if failing.asks_for(context, value) && !failing.is_required(context, value) {
                report(context, &failing, value, findings);
            }
        }
    }
}

fn report(
    context: &Context<'_>,
    failing: &Failing<'_>,
    value: &FailedValue,
    findings: &mut Findings,
) {
    let path = failing.dotted(value);
    let said = match &value.refusal {
        Some(refusal) => refusal.clone(),
        None => failing.said(),
    };
    let message = format!(
        "The chart {} asks for `{path}`: “{said}”. Set it, or make it a required parameter so that users are asked for it.",
        failing.chart
    );
    let report = findings.report(failing.place(context, value), message);
    // Where there is a value, the chart wants another one.
    if !failing.is_empty(context, value) {
        return;
    }
    if let Some(changes) = required(context, failing, value) {
        report.ask("require", format!("Make {path} required"), changes);
    }
}

/// Makes a value required in schema.yaml, and adds it to values.yaml if it is not there.
fn required(
    context: &Context<'_>,
    failing: &Failing<'_>,
    value: &FailedValue,
) -> Option<Vec<Change>> {
    let path = failing.dotted(value);
    let mut changes = Vec::new();
    if failing.given(context, value).is_none() {
        // It may be at the root, which another rule reports.
        let is_at_root = |first: &String| {
            let values = context.values();
            values.is_some_and(|values| values.value(&[first]).is_some())
        };
        let room = failing.has_room(context, value)
            && !value.path.tokens().first().is_some_and(is_at_root);
        room.then(|| changes.push(set(failing.path(value).into_iter().collect(), "")))?;
    }
    let hint = value.path.last()?;
    let expression = format!("{{{{ required | format \"${{string}}\" | hints \"{hint}\" }}}}");
    let parameter = parameters(context)
        .into_iter()
        .find(|parameter| parameter.path.trim() == path);
    changes.push(match parameter {
        Some(parameter) => {
            parameter.whole()?;
            let entry = Pointer::root().child(parameter.path).child("schema");
            let all = context.data(SCHEMA_YAML)?;
            let text = all.pointer(&entry.to_string())?.as_str()?;
            let rest = text.trim().strip_prefix("{{")?;
            let text = format!("{{{{ required | {}", rest.trim_start());
            Change::set(YamlFile::parameters(), entry, text)
        }
        None if context.pack.file(SCHEMA_YAML).is_some() => {
            context.data(SCHEMA_YAML)?;
            let entry = Pointer::root().child(path);
            Change::set(
                YamlFile::parameters(),
                entry,
                json!({ "schema": expression }),
            )
        }
        None => {
            let text = format!("{path}:\n  schema: '{expression}'\n");
            Change::put_file(FilePath::of(SCHEMA_YAML), File::of_text(&text))
        }
    });
    Some(changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const TEMPLATE: &str = "host: {{ required \"give a host\" .Values.host }}";

    #[test]
    fn a_value_becomes_a_required_parameter() {
        let values = "charts:\n  web:\n    host: ''\n";
        let sample = Sample::with_template(TEMPLATE, "", "host: ''\n", values)
            .fires(RULE.id, &["values.yaml/charts/web/host"]);
        let message = &sample.findings_of(RULE.id)[0].message;
        assert!(
            message.contains("asks for `charts.web.host`: “give a host”"),
            "{message}"
        );
        let fixed = sample.fixed(RULE.id, "require").silent(RULE.id);
        let expected = "charts.web.host:\n  schema: '{{ required | format \"${string}\" | hints \"host\" }}'\n";
        assert_eq!(fixed.text(SCHEMA_YAML), expected);
    }

    #[test]
    fn a_parameter_that_is_there_becomes_required() {
        let schema = "a.b:\n  schema: '{{ hints \"x\" }}'\n";
        let fixed = Sample::with_template(TEMPLATE, "", "a: 1\n", "charts:\n  web: {}\n")
            .file(SCHEMA_YAML, schema)
            .fires(RULE.id, &["values.yaml/charts/web"])
            .fixed(RULE.id, "require")
            .silent(RULE.id);
        assert!(fixed.text("values.yaml").contains("host: \"\""));
        assert!(fixed.text(SCHEMA_YAML).starts_with(schema));
        let schema = "charts.web.host:\n  schema: '{{ hints \"x\" }}'\n";
        let fixed = Sample::with_template(TEMPLATE, "", "a: 1\n", "charts:\n  web: {host: }\n")
            .file(SCHEMA_YAML, schema)
            .fires(RULE.id, &["values.yaml/charts/web/host"])
            .fixed(RULE.id, "require")
            .silent(RULE.id);
        assert_eq!(
            fixed.text(SCHEMA_YAML),
            schema.replace("{{ hints", "{{ required | hints")
        );
    }

    #[test]
    fn a_schema_wants_a_text() {
        let schema = r#"{"properties": {"key": {"type": "string", "minLength": 1}, "name": {"type": "string", "minLength": 3}}}"#;
        let values = "charts:\n  web:\n    key: ''\n    name: ab\n";
        Sample::with_template("a: b", schema, "key: ''\nname: ''\n", values)
            .fires(RULE.id, &["values.yaml/charts/web/key"])
            .fires("chart-does-not-render", &["values.yaml/charts/web/name"]);
    }

    #[test]
    fn a_chart_may_ask_for_what_is_no_value() {
        let template =
            "{{ if not (.Capabilities.APIVersions.Has \"x.io/v1\") }}{{ fail \"no x\" }}{{ end }}";
        Sample::with_template(template, "", "a: 1\n", "charts:\n  web: {}\n")
            .fires(RULE.id, &["/charts/0"]);
    }
}
