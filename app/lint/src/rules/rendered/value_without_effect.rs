//! A value that changes nothing of what is rendered.

use pack_model::Pointer;
use pack_model::deployment::Deployment;

use crate::judge::changes::values::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::chart::unknown_values::unknown_values;
use crate::reading::context::Context;
use crate::reading::manifest::groups::manifest_groups;
use crate::reading::values::{Values, at_key};

declare_rule! {
    /// ## What it does
    /// Reports a value of a chart or manifest that is not the default and changes nothing: the objects, the notes
    /// and the failures are the same without it, and with another value of its kind. That a chart does not have
    /// the value is reported by another rule.
    ///
    /// A value that has an effect once everything in the chart is switched on, in a cluster with the API versions
    /// that the templates ask for, or in an upgrade, is not reported: it only waits for that. So does one that
    /// templates name in a block that another value leaves out because it is empty. Neither is a value
    /// that a template compares with another word, which would have an effect, nor one that a macro of the pack
    /// names.
    ///
    /// It takes many renderings to find such values. The page looks for them when it is asked to, in the
    /// Values section. Of one chart at most 300 renderings are made; values that are left then are not
    /// reported.
    ///
    /// ## Why is this bad
    /// Whoever sets the value expects something of it.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     service:
    ///       nodePort: 30080
    /// ```
    /// where no template of the chart uses `service.nodePort`.
    ///
    /// ## How to fix
    /// Look in the chart for what should use the value: another value may decide about it. The fix removes it.
    ///
    /// ## Source
    /// Helm documentation, "Values Files".
    "value-without-effect", Info, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let found = deployment.without_effect.as_ref();
    let Some(found) = found.filter(|found| !found.values.is_empty()) else {
        return;
    };
    let Some(values) = context.values() else {
        return;
    };
    let told = told(context, &values);
    for pointer in &found.values {
        let path: Vec<&str> = pointer.tokens().iter().map(String::as_str).collect();
        let is_told = told.iter().any(|told| {
            let shorter = told.tokens().len().min(path.len());
            told.tokens().get(..shorter) == pointer.tokens().get(..shorter)
        });
        // One with an anchor may be there for its anchor only. What a preset adds is not in values.yaml.
        if is_told || values.has_anchor(&path) || values.value(&path).is_none() {
            continue;
        }
        let dotted = path.join(".");
        let message = format!(
            "`{dotted}` changes nothing in the rendered objects. Remove it, or set what it depends on."
        );
        let report = findings.report(at_key(pointer.clone()), message);
        // A chart without any value is another finding.
        let is_last = path.first() == Some(&"charts")
            && path.len() == 3
            && path
                .get(..2)
                .and_then(|chart| values.map(chart))
                .is_some_and(|given| given.len() == 1);
        if values.yaml.owns(pointer) && !is_last {
            report.ask(
                "remove",
                format!("Remove {dotted}"),
                vec![remove(pointer.clone())],
            );
        }
    }
}

/// The values that other rules report: those that the chart or manifest does not know.
fn told(context: &Context<'_>, values: &Values<'_>) -> Vec<Pointer> {
    let mut told = Vec::new();
    for (_, reading) in context.charts() {
        let name = reading.chart.name.as_str();
        if let Some(given) = values.map(&["charts", name]) {
            let paths = unknown_values(reading, given).into_iter();
            let above = || ["charts", name].into_iter().map(str::to_owned);
            told.extend(paths.map(|path| above().chain(path).collect()));
        }
    }
    for group in manifest_groups(context) {
        let keys = group.unused(values).into_iter();
        told.extend(keys.map(|key| ["manifests", &group.name, key].into_iter().collect()));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const OWN: &str = "used: a\nidle: a\nlist: [a]\nmap: {}\nmonitor: {enabled: false, every: 10s}\napi: {size: 1}\nitems: []\neach: a\nmode: ''\n";

    /// A chart that uses some of these values.
    fn sample(values: &str) -> Sample {
        let template = "used: {{ .Values.used }}\n\
            {{- range .Values.items }}\n{{ . }}: {{ $.Values.each }}\n{{- end }}\n\
            {{- if eq .Values.mode \"split\" }}\nsplit: a\n{{- end }}\n\
            {{- if .Values.monitor.enabled }}\nevery: {{ .Values.monitor.every }}\n{{- end }}\n\
            {{- if .Capabilities.APIVersions.Has \"a.io/v1\" }}\nsize: {{ .Values.api.size }}\n{{- end }}\n";
        Sample::with_template(template, "", OWN, &format!("charts:\n  web:\n{values}"))
    }

    #[test]
    fn what_nothing_uses_is_reported() {
        let fixed = sample("    # Why.\n    idle: b # x\n    used: b\n")
            .fires(RULE.id, &["values.yaml/charts/web/idle"])
            .fixed(RULE.id, "remove")
            .silent(RULE.id);
        assert_eq!(fixed.text("values.yaml"), "charts:\n  web:\n    used: b\n");
        sample("    list: [b]\n").fires(RULE.id, &["values.yaml/charts/web/list"]);
        sample("    map: {x: {y: 1, z: 2}}\n").fires(RULE.id, &["values.yaml/charts/web/map"]);
    }

    #[test]
    fn what_has_an_effect_is_fine() {
        sample("    used: b\n").silent(RULE.id);
        // What is so by default, or waits for a switch or an API version.
        sample("    idle: a\n    list: [a]\n    map: {}\n").silent(RULE.id);
        sample("    monitor: {every: 20s}\n").silent(RULE.id);
        sample("    monitor: {enabled: true, every: 20s}\n").silent(RULE.id);
        sample("    api: {size: 2}\n").silent(RULE.id);
        sample("    each: b\n").silent(RULE.id);
        // Another word that the template knows would have one.
        sample("    mode: tenant\n").silent(RULE.id);
    }

    #[test]
    fn what_other_rules_report_or_macros_name_is_not_its_matter() {
        sample("    no-such: 1\n").silent(RULE.id);
        sample("    idle: b\n    used: '{{ .spectro.pack.sample.charts.web.idle }}'\n")
            .silent(RULE.id);
        sample("    idle: &a b\n    used: *a\n").silent(RULE.id);
    }

    #[test]
    fn values_of_manifests_are_tried() {
        let manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n{{ with .Values }}{{ if .a }}data: {a: '{{ .b }}'}{{ end }}{{ end }}\n";
        let with = |values: &str| {
            Sample::addon()
                .file("manifests/sample.yaml", manifest)
                .file("values.yaml", &format!("manifests:\n  sample:\n{values}"))
        };
        with("    a: true\n    b: c\n    c: 1\n")
            .fires(RULE.id, &["values.yaml/manifests/sample/c"]);
    }
}
