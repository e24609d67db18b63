//! A chart that fails with the values of the pack.

use pack_model::Change;
use pack_model::Pointer;
use pack_model::YamlFile;
use pack_model::deployment::{Deployment, FailedValue};
use serde_json::Value;

use crate::judge::changes::values::set;
use crate::judge::findings::{Findings, Report};
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::deployment::failing::{Failing, failing};

declare_rule! {
    /// ## What it does
    /// Reports a chart that Helm cannot render with the values of the pack: a template fails, or
    /// values.schema.json refuses a value. The message quotes Helm, and the finding is at the value
    /// that is at fault where that can be told. A page has no table of time zones: a chart that
    /// asks for one by name is rendered at the command line only.
    ///
    /// ## Why is this bad
    /// Nothing of the chart is installed: every deployment of the pack fails.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     auth:
    /// ```
    /// where a template of the chart has `{{ .Values.auth.user }}`.
    ///
    /// ## How to fix
    /// Give the value that the template or the schema expects. The fixes restore the default of the chart, or
    /// write the value in the type that is expected. A value that only the user knows is reported by another
    /// rule, as is a chart that renders once a preset is chosen.
    ///
    /// ## Source
    /// Helm documentation, "Charts" and "Schema Files".
    "chart-does-not-render", Error, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    for failing in failing(context, deployment) {
        if !failing.repairs.is_empty() {
            continue;
        }
        let values = &failing.failure.values;
        if values.is_empty() && !failing.failure.asks_for_a_value() {
            let message = format!(
                "The chart {} does not render:{} Helm says “{}”. Correct its values, or use another version of the chart.",
                failing.chart,
                failing.within(),
                failing.said()
            );
            findings.report(failing.entry.clone(), message);
        }
        for value in values {
            if !failing.asks_for(context, value) {
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
    let (chart, path) = (failing.chart, failing.dotted(value));
    let message = match &value.refusal {
        Some(refusal) => format!(
            "The chart {chart} does not render: its schema refuses `{path}` with “{refusal}”. Give a value that the schema allows."
        ),
        None => format!(
            "The chart {chart} does not render:{} Helm says “{}”. Give `{path}` the value that the template expects.",
            failing.within(),
            failing.said()
        ),
    };
    let report = findings.report(failing.place(context, value), message);
    let (report, restored) = restore(context, failing, value, report);
    if let Some((expected, change)) = retype(context, failing, value)
        && restored.as_ref() != Some(&change)
    {
        let label = format!("Write {path} as {expected}");
        report.ask("type", label, vec![change]);
    }
}

/// Offers the default of the chart, where the pack has another value instead.
fn restore<'f>(
    context: &Context<'_>,
    failing: &Failing<'_>,
    value: &FailedValue,
    report: Report<'f>,
) -> (Report<'f>, Option<Change>) {
    let Some((below, default)) = other_default(context, failing, value) else {
        return (report, None);
    };
    let above = ["charts", failing.chart].map(str::to_owned);
    let path: Vec<String> = above.into_iter().chain(below).collect();
    let label = format!("Restore the chart’s own {}", path.join("."));
    let change = set(path.into_iter().collect(), default);
    (
        report.ask("default", label, vec![change.clone()]),
        Some(change),
    )
}

/// The value of the pack that stands in the way, with the default of the chart in its place.
fn other_default(
    context: &Context<'_>,
    failing: &Failing<'_>,
    value: &FailedValue,
) -> Option<(Vec<String>, Value)> {
    let tokens = value.path.tokens();
    let given = context.values()?.value(&["charts", failing.chart])?;
    let mut given = given;
    for length in 1..=tokens.len() {
        let path = tokens.get(..length)?;
        given = given.as_object()?.get(path.last()?)?;
        if given.is_object() && length < tokens.len() {
            continue;
        }
        let default = failing.default(&path.iter().cloned().collect())?;
        let same_type = std::mem::discriminant(default) == std::mem::discriminant(given);
        // A default of the type that is refused would be refused as well.
        let helps = !default.is_null() && default != given && !(same_type && is_of_type(value));
        return helps.then(|| (path.to_vec(), default.clone()));
    }
    None
}

/// Whether a schema refuses the type of a value.
fn is_of_type(value: &FailedValue) -> bool {
    let refusal = value.refusal.as_deref();
    refusal.is_some_and(|refusal| refusal.starts_with(WRONG_TYPE))
}

/// How a schema refuses a value of another type.
const WRONG_TYPE: &str = "Invalid type. Expected: ";
/// How Helm ends its message where a function needs a string.
const NO_TEXT: &[&str] = &["invalid value; expected string", "expected string; got "];

/// The type that a value must have.
fn expected<'m>(failing: &'m Failing<'_>, value: &'m FailedValue) -> Option<&'m str> {
    if let Some(refusal) = &value.refusal {
        let (types, _) = refusal.strip_prefix(WRONG_TYPE)?.split_once(", given:")?;
        let mut types = types.trim_matches(['[', ']']).split(',');
        return types.find(|name| *name != "null");
    }
    let message = &failing.failure.message;
    let is_text = NO_TEXT.iter().any(|end| message.contains(end));
    is_text.then_some("string")
}

/// The type that a value must have, in words, and the change that writes the value as one.
fn retype(
    context: &Context<'_>,
    failing: &Failing<'_>,
    value: &FailedValue,
) -> Option<(&'static str, Change)> {
    let expected = expected(failing, value)?;
    let given = failing.given(context, value);
    let is_given = given.is_some();
    let given = given.or_else(|| failing.default(&value.path));
    let path: Pointer = failing.path(value).into_iter().collect();
    if !is_given && !failing.has_room(context, value) {
        return None;
    }
    let is_null = given.is_none_or(Value::is_null);
    let (words, written): (_, Value) = match (expected, given) {
        ("string", _) if is_null => ("an empty string", "".into()),
        ("array", _) if is_null => ("an empty list", Value::Array(Vec::new())),
        ("object", _) if is_null => ("an empty map", Value::Object(serde_json::Map::new())),
        ("boolean", _) if is_null => ("false", false.into()),
        // Quotes keep what is written: 1.10 stays 1.10.
        ("string", Some(Value::Number(_) | Value::Bool(_))) if is_given => {
            return Some(("a string", Change::quote(YamlFile::values(), path)));
        }
        ("string", Some(Value::Number(number))) => ("a string", number.to_string().into()),
        ("string", Some(Value::Bool(truth))) => ("a string", truth.to_string().into()),
        ("integer" | "number", Some(Value::String(text))) => {
            let number = pack_syntax::json::number(text.trim())?;
            let fits = expected == "number" || number.is_i64() || number.is_u64();
            ("a number", fits.then_some(Value::Number(number))?)
        }
        ("boolean", Some(Value::String(text))) => {
            ("true or false", text.trim().parse::<bool>().ok()?.into())
        }
        _ => return None,
    };
    Some((words, set(path, written)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    /// A pack whose chart has a template and, if not empty, a schema.
    fn with(template: &str, schema: &str, own: &str, values: &str) -> Sample {
        Sample::with_template(template, schema, own, values)
    }

    const NIL: &str = "charts:\n  web:\n    auth:\n";

    #[test]
    fn the_value_at_fault_is_named() {
        let template = "user: {{ .Values.auth.user }}";
        let sample = with(template, "", "auth: {user: a}\n", NIL)
            .fires(RULE.id, &["values.yaml/charts/web/auth"]);
        let message = &sample.findings_of(RULE.id)[0].message;
        assert!(
            message.contains("web/templates/secret.yaml, line 8, Helm says “<.Values.auth.user>: nil pointer evaluating interface {}.user”. Give `charts.web.auth.user`"),
            "{message}"
        );
        let fixed = sample.fixed(RULE.id, "default").silent(RULE.id);
        let text = fixed.text("values.yaml");
        assert_eq!(text, "charts:\n  web:\n    auth:\n      user: a\n");
        // What the chart itself lacks.
        with(template, "", "a: 1\n", "charts:\n  web:\n    a: 2\n")
            .fires(RULE.id, &["values.yaml/charts/web"]);
        with(template, "", "a: 1\n", "pack: {}\n").fires(RULE.id, &["/charts/0"]);
    }

    #[test]
    fn a_value_gets_the_type_that_a_function_expects() {
        let template = "user: {{ .Values.user | b64enc }}";
        let values = "charts:\n  web:\n    user: # a name\n";
        let fixed = with(template, "", "user:\n", values)
            .fires(RULE.id, &["values.yaml/charts/web/user"])
            .fixed(RULE.id, "type")
            .silent(RULE.id);
        assert_eq!(
            fixed.text("values.yaml"),
            "charts:\n  web:\n    user: \"\" # a name\n"
        );
        let values = "charts:\n  web:\n    user: 1.10\n";
        let fixed = with(template, "", "user: a\n", values)
            .fires(RULE.id, &["values.yaml/charts/web/user"])
            .fixed(RULE.id, "type")
            .silent(RULE.id);
        assert_eq!(
            fixed.text("values.yaml"),
            "charts:\n  web:\n    user: \"1.10\"\n"
        );
    }

    #[test]
    fn what_a_schema_refuses_is_named() {
        let schema = r#"{"properties": {"port": {"type": "integer"}, "tls": {"type": ["boolean", "null"]}, "size": {"enum": ["s", "l"]}}, "required": ["name"]}"#;
        let values = "charts:\n  web:\n    port: '80'\n    size: m\n    tls: 'true'\n";
        let places = [
            "values.yaml/charts/web",
            "values.yaml/charts/web/port",
            "values.yaml/charts/web/size",
            "values.yaml/charts/web/tls",
        ];
        let sample = with("a: b", schema, "port: 80\nsize: s\n", values).fires(RULE.id, &places);
        let fixed = sample.clone().fixed(RULE.id, "type");
        assert!(fixed.text("values.yaml").contains("tls: true"));
        let fixed = sample.fixed(RULE.id, "default");
        assert!(fixed.text("values.yaml").contains("port: 80"));
    }

    #[test]
    fn other_failures_stand_at_the_chart() {
        let sample = with("a: {{ nothing }}", "", "a: 1\n", NIL).fires(RULE.id, &["/charts/0"]);
        let message = &sample.findings_of(RULE.id)[0].message;
        assert!(
            message.contains("function \"nothing\" not defined"),
            "{message}"
        );
    }

    #[test]
    fn what_renders_is_left() {
        let template = "user: {{ .Values.auth.user }}";
        with(template, "", "auth: {user: a}\n", "charts:\n  web: {}\n").silent(RULE.id);
        with("a: {{ required \"give a\" .Values.a }}", "", "a:\n", NIL).silent(RULE.id);
    }
}
