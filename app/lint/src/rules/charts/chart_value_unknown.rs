//! A value that the chart does not have.

use pack_model::{Pointer, Severity};
use serde_json::{Map, Value};

use crate::judge::changes::values::move_entries;
use crate::judge::findings::Findings;
use crate::judge::fixes::unused_value::offer_others;
use crate::judge::rule::declare_rule;
use crate::reading::chart::judged::{CHECK_REFUSES, judged};
use crate::reading::chart::misfits::{Reader, Reason, fits};
use crate::reading::chart::unknown_values::map_at;
use crate::reading::context::Context;
use crate::reading::values::references::is_named;
use crate::reading::values::{Values, at_key};

declare_rule! {
    /// ## What it does
    /// Reports a path under `charts.<chart>` that is in neither the values of the chart nor those
    /// of its sub-charts. Any key is allowed below a map or list that is empty in the chart. Values
    /// that the templates use without a default are allowed too.
    ///
    /// The community repository's check compares with the chart's own values.yaml alone. So for that
    /// repository, values of sub-charts, values that only templates use, `global` and merge keys
    /// (`<<`) are reported as well, unless that file has them. The check allows `cpu` and `memory`
    /// under any `limits`.
    ///
    /// ## Why is this bad
    /// Most charts use only the values that they have defaults for. Any other value is ignored
    /// without an error.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     repicas: 2
    /// ```
    ///
    /// ## How to fix
    /// Correct the name, or move the value one level up or down, to where the chart has it. If only
    /// one place fits, the fix does that.
    ///
    /// ## Source
    /// The community repository's checks.
    "chart-value-unknown", Warning, community
}

/// Unknown values beside each other with one cause.
struct Group<'p> {
    /// The keys that lead to the map that holds them, from the chart's values on.
    above: &'p [String],
    /// Their keys, in their order.
    keys: Vec<&'p str>,
    /// The key of the map that has them all, if there is just one.
    root: Option<&'p str>,
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    for (_, reading) in context.charts() {
        let name = reading.chart.name.as_str();
        let own = reading.values_for(context.reader());
        let (Some(given), Some(own)) = (values.map(&["charts", name]), own) else {
            continue;
        };
        let mut unknown = judged(context, &values, reading);
        unknown.retain(|found| found.misfit.reason == Reason::Unknown);
        for found in unknown.iter().filter(|found| !found.by_helm) {
            let path = &found.misfit.path;
            let message = format!(
                "{CHECK_REFUSES}: the values.yaml of the chart {name} itself has no `{}`.",
                path.join(".")
            );
            let path = path.iter().map(String::as_str);
            let at = ["charts", name].into_iter().chain(path).collect();
            findings.report(at_key(at), message);
        }
        unknown.retain(|found| found.by_helm);
        for refused in [true, false] {
            let unused = unknown.iter().filter(|found| found.by_check == refused);
            let severity = unused
                .clone()
                .next()
                .map(|found| found.severity(context, findings.severity()));
            let Some(severity) = severity else {
                continue;
            };
            let paths: Vec<_> = unused.map(|found| found.misfit.path.as_slice()).collect();
            for group in groups(&paths, (given, own), context.reader()) {
                let judged = (context.reader(), severity);
                report(
                    context,
                    findings,
                    &values,
                    name,
                    (given, own),
                    &group,
                    judged,
                );
            }
        }
    }
}

/// Joins the values beside each other that belong under the same root.
fn groups<'p>(
    unknown: &[&'p [String]],
    (given, own): (&Map<String, Value>, &'p Map<String, Value>),
    reader: Reader,
) -> Vec<Group<'p>> {
    let mut groups: Vec<Group<'p>> = Vec::new();
    for path in unknown {
        let Some((key, above)) = path.split_last() else {
            continue;
        };
        let root =
            map_at(own, above).and_then(|own| root_of(key, own, map_at(given, above), reader));
        let known = groups
            .iter_mut()
            .find(|group| root.is_some() && group.root == root && group.above == above);
        match known {
            Some(group) => group.keys.push(key),
            None => groups.push(Group {
                above,
                keys: vec![key],
                root,
            }),
        }
    }
    groups
}

/// The key of the only map that has a value of this name that it fits, if the pack does not set it yet.
fn root_of<'o>(
    key: &str,
    own: &'o Map<String, Value>,
    given: Option<&Map<String, Value>>,
    reader: Reader,
) -> Option<&'o str> {
    let value = given.and_then(|given| given.get(key))?;
    let mut roots = own.iter().filter(|(root, own)| {
        let taken = given.and_then(|given| given.get(*root));
        let free = taken.is_none_or(|taken| {
            taken.is_null() || taken.as_object().is_some_and(|map| !map.contains_key(key))
        });
        let inner = own.as_object().and_then(|own| own.get(key));
        free && inner.is_some_and(|inner| fits(value, inner, reader))
    });
    let (root, _) = roots.next()?;
    roots.next().is_none().then_some(root)
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings,
    values: &Values<'_>,
    chart: &str,
    (given, own): (&Map<String, Value>, &Map<String, Value>),
    group: &Group<'_>,
    (reader, severity): (Reader, Severity),
) {
    let holder: Pointer = ["charts", chart]
        .into_iter()
        .chain(group.above.iter().map(String::as_str))
        .collect();
    let Some(first) = group.keys.first() else {
        return;
    };
    let named: Vec<String> = group.keys.iter().map(|key| format!("`{key}`")).collect();
    let place = match group.above {
        [] => String::new(),
        above => format!(" under `{}`", above.join(".")),
    };
    let message = format!(
        "The chart {chart} has no value {}{place}, so it is probably ignored. Correct the name, or move the value.",
        named.join(", ")
    );
    let at = holder.child(*first);
    let report = findings
        .report(at_key(at.clone()), message)
        .severity(severity);
    let can_move = |key: &&str| {
        let path = holder.child(*key);
        values.yaml.owns(&path) && !is_named(context, &path.tokens().join("."))
    };
    if !group.keys.iter().all(can_move) {
        return;
    }
    if let Some(root) = group.root {
        let entries = group.keys.iter().map(|key| holder.child(*key));
        report.ask(
            "wrap",
            format!("Move {} under {root}", named.join(", ")),
            move_entries(values, entries, &holder.child(root)),
        );
        return;
    }
    let (given, own) = (map_at(given, group.above), map_at(own, group.above));
    if let (Some(given), Some(own)) = (given, own) {
        let names = own.keys().map(String::as_str);
        let is_read = |key: &str, value: &Value| {
            let own = own.get(key);
            own.is_some_and(|own| fits(value, own, reader))
        };
        offer_others(report, &holder, first, given, names, is_read);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const OWN: &str = "replicas: 1\nserver:\n  port: 80\n  host: a\nother:\n  host: b\nany: {}\n";

    fn values(text: &str) -> Sample {
        Sample::with_chart(OWN, &format!("charts:\n  web:\n{text}"))
    }

    #[test]
    fn a_misspelt_name_is_corrected() {
        let sample =
            values("    repicas: 2 # x\n").fires(RULE.id, &["values.yaml/charts/web/repicas"]);
        let fixed = sample.fixed(RULE.id, "rename").silent(RULE.id);
        assert!(fixed.text("values.yaml").contains("replicas: 2 # x"));
        values("    server:\n      prot: 2\n")
            .fires(RULE.id, &["values.yaml/charts/web/server/prot"])
            .fixed(RULE.id, "rename")
            .silent(RULE.id);
    }

    #[test]
    fn what_the_templates_read_is_known() {
        let files = [
            ("Chart.yaml", "name: web\nversion: 1.0.0\n"),
            ("values.yaml", "server:\n  port: 80\n"),
            (
                "templates/a.yaml",
                "{{ .Values.server.host }}{{ toYaml .Values.server }}{{ .Values.size }}",
            ),
        ];
        let sample = |text: &str| values(text).chart("charts/web-1.0.0.tgz", &files);
        sample("    size: 1\n    server: {host: a, any: b}\n").silent(RULE.id);
        sample("    server: {prot: 1}\n").fires(RULE.id, &["values.yaml/charts/web/server/prot"]);
        sample("    other: 1\n").fires(RULE.id, &["values.yaml/charts/web/other"]);
    }

    #[test]
    fn values_one_level_too_high_go_down_together() {
        let own = "web:\n  port: 80\n  name: a\n";
        let fixed =
            Sample::with_chart(own, "charts:\n  web:\n    # p\n    port: 81\n    name: b\n")
                .fires(RULE.id, &["values.yaml/charts/web/port"])
                .fixed(RULE.id, "wrap")
                .silent(RULE.id);
        let expected = "charts:\n  web:\n    web:\n      # p\n      port: 81\n      name: b\n";
        assert_eq!(fixed.text("values.yaml"), expected);
    }

    #[test]
    fn values_one_level_too_low_go_up() {
        let fixed =
            values("    web:\n      replicas: 2\n      # s\n      server:\n        port: 1\n")
                .fires(RULE.id, &["values.yaml/charts/web/web"])
                .fixed(RULE.id, "unwrap")
                .silent(RULE.id);
        let expected = "charts:\n  web:\n    replicas: 2\n    # s\n    server:\n      port: 1\n";
        assert_eq!(fixed.text("values.yaml"), expected);
    }

    #[test]
    fn what_fits_several_places_is_left_to_the_author() {
        let sample = values("    host: x\n").fires(RULE.id, &["values.yaml/charts/web/host"]);
        assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
    }

    #[test]
    fn known_and_free_values_are_not_its_matter() {
        values("    replicas: 2\n    any:\n      x: 1\n    server: {}\n    global:\n      y: 1\n")
            .silent(RULE.id);
        Sample::with_chart("", "charts:\n  web:\n    x: 1\n").silent(RULE.id);
    }

    #[test]
    fn the_check_compares_with_the_charts_own_values_alone() {
        let files = [
            ("Chart.yaml", "name: web\nversion: 1.0.0\n"),
            ("values.yaml", "server: {limits: {disk: 1}}\nany: {}\n"),
            ("templates/a.yaml", "{{ .Values.size }}"),
            ("charts/store/Chart.yaml", "name: store\nversion: 1.0.0\n"),
            ("charts/store/values.yaml", "user: x\n"),
        ];
        let sample = Sample::addon()
            .chart("charts/web-1.0.0.tgz", &files)
            .set("/charts", serde_json::json!(["charts/web-1.0.0.tgz"]))
            .file(
                "values.yaml",
                "base: &base {a: 1}\ncharts:\n  web:\n    size: 1\n    store: {user: y}\n    global: {a: 1}\n    any: {<<: *base}\n    server: {limits: {cpu: 1}}\n",
            )
            .for_community()
            .fires(
                RULE.id,
                &[
                    "values.yaml/charts/web/size",
                    "values.yaml/charts/web/store",
                    "values.yaml/charts/web/global",
                    "values.yaml/charts/web/server/limits/cpu",
                ],
            );
        let severities: Vec<_> = sample
            .findings_of(RULE.id)
            .iter()
            .map(|found| found.severity)
            .collect();
        let (error, warning) = (Severity::Error, Severity::Warning);
        assert_eq!(severities, [error, error, error, warning]);
        let merged = "base: &base {size: 1}\ncharts:\n  web:\n    <<: *base\n";
        sample.file("values.yaml", merged).fires(
            RULE.id,
            &["values.yaml/charts/web/size", "values.yaml/charts/web/<<"],
        );
    }
}
