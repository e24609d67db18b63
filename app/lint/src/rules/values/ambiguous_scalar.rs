//! A value without quotes that YAML parsers read differently.
use std::collections::{BTreeMap, BTreeSet};

use pack_model::chart::Chart;
use pack_model::{Change, Pointer, Severity, YamlFile};
use pack_syntax::Yaml;
use pack_syntax::yaml::{Node, NodeKind, Style};
use serde_json::Value;

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::chart::ChartReading;
use crate::reading::context::Context;
use crate::reading::values::{at, at_key};

declare_rule! {
    /// ## What it does
    /// Reports values and keys in values.yaml without quotes that parsers of YAML 1.1 and 1.2 read
    /// differently: `y`, `n`, `yes`, `no`, `on` and `off`, numbers with a leading zero, with underscores,
    /// with an exponent or with colons, numbers such as `1.10` that lose their last zero, and integers
    /// above 2^53.
    ///
    /// ## Why is this bad
    /// One program reads a string, another a boolean or a different number. Helm takes a key `y` for
    /// `true`, so that a template finds nothing under `y`. It is a warning where the chart has text, or
    /// such a key is for a chart.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     version: 1.10
    ///     mode: 0644
    ///     enabled: yes
    ///     gridPos: { y: 6 }
    /// ```
    ///
    /// ## How to fix
    /// Put strings and keys in quotes, and write booleans as `true` and `false`. The fix uses the type
    /// that the chart has; if that is not known, it asks. It asks as well where the chart has the same key
    /// without quotes: Helm reads both alike, so quotes in one place end what the other overrides.
    ///
    /// ## Source
    /// yaml.org, specifications 1.1 and 1.2; the YAML library of Helm.
    "ambiguous-scalar", Info
}

/// The largest integer that every JSON parser keeps exactly.
const LARGEST: u128 = 1 << 53;

/// The words that YAML 1.1 takes for true and for false, beside those of every version.
const TRUE: [&str; 3] = ["y", "yes", "on"];
const FALSE: [&str; 3] = ["n", "no", "off"];

/// A key or value without quotes.
struct Found<'n> {
    pointer: Pointer,
    text: &'n str,
    is_key: bool,
    problem: &'static str,
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let mut found = Vec::new();
    if let Some(root) = values.yaml.root() {
        collect(root, &Pointer::root(), &mut found);
    }
    let mut keys = KeysOfCharts::default();
    for found in found {
        match found.is_key {
            true => {
                let is_of_chart = keys.have(context, &found.pointer);
                report_key(found, is_of_chart, findings);
            }
            false => report_value(context, found, findings),
        }
    }
}

/// The keys without quotes in the values of charts, by the name of the chart. Each chart is read once.
#[derive(Default)]
struct KeysOfCharts(BTreeMap<String, BTreeSet<Pointer>>);

impl KeysOfCharts {
    /// Whether the chart has a key of values.yaml without quotes itself. Helm reads both alike, so that the
    /// pack's value takes the place of the chart's only until one of them gets quotes.
    fn have(&mut self, context: &Context<'_>, pointer: &Pointer) -> bool {
        let Some((reading, path)) = chart_at(context, pointer) else {
            return false;
        };
        let Some((_, map)) = path.split_last() else {
            return false;
        };
        // The key itself may be another one there: `1.10` is `1.1`.
        if !map.is_empty() && default_at(reading, map).is_none() {
            return false;
        }
        let chart = &reading.chart;
        let keys = self.0.entry(chart.name.clone()).or_insert_with(|| {
            let mut keys = BTreeSet::new();
            collect_keys(chart, &Pointer::root(), &mut keys);
            keys
        });
        keys.contains(&Pointer::from_iter(path.iter().cloned()))
    }
}

/// Collects the keys without quotes in the values of a chart and of the charts inside it.
fn collect_keys(chart: &Chart, here: &Pointer, keys: &mut BTreeSet<Pointer>) {
    let yaml = Yaml::read_unverified(chart.values.as_deref().unwrap_or_default());
    let mut found = Vec::new();
    if let Some(root) = yaml.root() {
        collect(root, here, &mut found);
    }
    let found = found.into_iter().filter(|found| found.is_key);
    keys.extend(found.map(|found| found.pointer));
    for inner in &chart.charts {
        let dependencies = chart.dependencies.iter();
        let aliases = dependencies
            .filter(|known| known.name == inner.name)
            .filter_map(|known| known.alias.as_deref());
        for name in aliases.chain([inner.name.as_str()]) {
            collect_keys(inner, &here.child(name), keys);
        }
    }
}

fn report_key(found: Found<'_>, is_of_chart: bool, findings: &mut Findings) {
    let Found {
        pointer,
        text,
        problem,
        ..
    } = found;
    let is_for_chart = pointer.tokens().len() > 2
        && pointer
            .tokens()
            .first()
            .is_some_and(|root| root == "charts");
    let (severity, consequence) = match boolean(text) {
        Some(truth) if is_for_chart => (
            Severity::Warning,
            format!("Helm takes it for “{truth}”, so the chart finds nothing under “{text}”"),
        ),
        _ => (Severity::Info, problem.to_owned()),
    };
    let message = format!("The key “{text}” has no quotes: {consequence}. Put it in quotes.");
    let quote = Change::quote_key(YamlFile::values(), pointer.clone());
    let report = findings.report(at_key(pointer), message).severity(severity);
    let (label, quote) = ("Put the key in quotes", vec![quote]);
    match is_of_chart {
        true => report.ask("quote", label, quote),
        false => report.safe("quote", label, quote),
    };
}

fn report_value(context: &Context<'_>, found: Found<'_>, findings: &mut Findings) {
    let Found {
        pointer,
        text,
        problem: found,
        ..
    } = found;
    let own = own_value(context, &pointer);
    let is_of_chart = pointer
        .tokens()
        .first()
        .is_some_and(|root| root == "charts");
    // What Helm prints in another form is reported by another rule, and a number of the chart is one.
    if problem(text).is_none()
        && is_of_chart
        && matches!(own, Some(Value::String(_) | Value::Number(_)))
    {
        return;
    }
    let meant = boolean(text);
    let advice = match (own, meant) {
        (Some(Value::Bool(_)), Some(meant)) => {
            format!("The chart expects a boolean: write {meant}.")
        }
        (Some(Value::Number(_)), None) => {
            "The chart expects a number: write it in plain decimal form.".to_owned()
        }
        (Some(Value::String(_)), _) => "The chart expects a text: put it in quotes.".to_owned(),
        (_, Some(meant)) => {
            format!("Put it in quotes if it is a string, otherwise write {meant}.")
        }
        _ => "Put it in quotes if it is a string.".to_owned(),
    };
    let severity = match own {
        Some(Value::String(_)) => Severity::Warning,
        _ => Severity::Info,
    };
    let message = format!("“{text}” has no quotes, and {found}. {advice}");
    let report = findings
        .report(at(pointer.clone()), message)
        .severity(severity);
    let quote = Change::quote(YamlFile::values(), pointer.clone());
    let quoted = "Put in quotes";
    match (own, meant) {
        (Some(Value::Bool(_)), Some(meant)) => {
            report.safe(
                "truth",
                format!("Change to {meant}"),
                vec![set(pointer, meant)],
            );
        }
        (Some(Value::Number(_)), None) => {}
        // The chart may want the number that it is for Helm.
        (None, None) if is_of_chart => {
            report.ask("quote", quoted, vec![quote]);
        }
        (Some(Value::String(_)), _) | (_, None) => {
            report.safe("quote", quoted, vec![quote]);
        }
        (_, Some(meant)) => {
            report.ask("quote", quoted, vec![quote]).ask(
                "truth",
                format!("Change to {meant}"),
                vec![set(pointer, meant)],
            );
        }
    }
}

/// The default value of the chart at a path of values.yaml. `None` if there is none, or if it is itself read
/// differently: `yes` without quotes is a text only for readers of YAML 1.2.
pub(super) fn own_value<'c>(context: &'c Context<'_>, pointer: &Pointer) -> Option<&'c Value> {
    let (reading, path) = chart_at(context, pointer)?;
    let own = default_at(reading, path)?;
    let is_doubtful = own
        .as_str()
        .is_some_and(|own| problem(own).or_else(|| notation(own)).is_some());
    if is_doubtful {
        let text = reading.chart.values.as_deref().unwrap_or_default();
        let yaml = Yaml::read_unverified(text);
        let written = yaml.get(&Pointer::from_iter(path.iter().cloned()))?;
        let style = match written.kind() {
            NodeKind::Scalar { style, .. } => *style,
            _ => Style::Plain,
        };
        return (style != Style::Plain).then_some(own);
    }
    Some(own)
}

/// The chart that a path of values.yaml is for, and the path in its values.
fn chart_at<'c, 'p>(
    context: &'c Context<'_>,
    pointer: &'p Pointer,
) -> Option<(&'c ChartReading, &'p [String])> {
    let [charts, name, path @ ..] = pointer.tokens() else {
        return None;
    };
    let mut readings = context.charts().into_iter().filter(|_| charts == "charts");
    let (_, reading) = readings.find(|(_, reading)| reading.chart.name == *name)?;
    Some((reading, path))
}

/// The default value of a chart at a path in its values.
fn default_at<'c>(reading: &'c ChartReading, path: &[String]) -> Option<&'c Value> {
    let (first, rest) = path.split_first()?;
    let own = reading.values()?.get(first)?;
    rest.iter()
        .try_fold(own, |value, key| value.get(key.as_str()))
}

/// The boolean that a word is in YAML 1.1, which Helm reads.
fn boolean(text: &str) -> Option<bool> {
    let is = |words: [&str; 3]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(TRUE) {
        Some(true)
    } else {
        is(FALSE).then_some(false)
    }
}

fn collect<'n>(node: &'n Node, here: &Pointer, found: &mut Vec<Found<'n>>) {
    match node.kind() {
        NodeKind::Map(entries) => {
            for entry in entries {
                if let Some(key) = entry.key() {
                    let below = here.child(key);
                    scalar(entry.key_node(), &below, true, found);
                    collect(entry.value(), &below, found);
                }
            }
        }
        NodeKind::Seq(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &here.item(index), found);
            }
        }
        NodeKind::Scalar { .. } => scalar(node, here, false, found),
        NodeKind::Alias(_) => {}
    }
}

fn scalar<'n>(node: &'n Node, pointer: &Pointer, is_key: bool, found: &mut Vec<Found<'n>>) {
    let NodeKind::Scalar {
        value: text,
        style: Style::Plain,
    } = node.kind()
    else {
        return;
    };
    let problem = problem(text).or_else(|| notation(text));
    if let Some(problem) = problem.filter(|_| node.tag().is_none()) {
        found.push(Found {
            pointer: pointer.clone(),
            text,
            is_key,
            problem,
        });
    }
}

/// What is unclear about a number that only some parsers read as one.
fn notation(text: &str) -> Option<&'static str> {
    let number = text.trim_start_matches(['-', '+']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if number.contains('_') {
        let is_number = digits(&number.replace(['_', '.'], ""));
        return is_number.then_some("some parsers drop the underscores and read a number");
    }
    if let Some(octal) = number.strip_prefix("0o") {
        return digits(octal).then_some("some parsers read it as octal, others as a string");
    }
    if let Some((mantissa, exponent)) = number.split_once(['e', 'E']) {
        let is_number = digits(&mantissa.replacen('.', "", 1))
            && digits(exponent.trim_start_matches(['-', '+']));
        return is_number
            .then_some("some parsers read it as a number with an exponent, others as a string");
    }
    let (first, rest) = number.split_once(':')?;
    let is_sixtieth = |part: &str| {
        digits(part) && part.len() < 3 && part.parse::<u8>().is_ok_and(|part| part < 60)
    };
    let is_number = digits(first) && !first.starts_with('0') && rest.split(':').all(is_sixtieth);
    is_number.then_some("some parsers read it as a number to the base 60, others as a string")
}

/// What is unclear about a value, if anything is.
pub(super) fn problem(text: &str) -> Option<&'static str> {
    if boolean(text).is_some() {
        return Some("some parsers read it as a boolean, others as a string");
    }
    let number = text.trim_start_matches(['-', '+']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(number) {
        if number.len() > 1 && number.starts_with('0') {
            return Some("some parsers read it as octal, others as decimal");
        }
        let large = number
            .parse::<u128>()
            .map_or(true, |number| number > LARGEST);
        return large.then_some("some parsers round a number of this size");
    }
    let (whole, fraction) = number.split_once('.')?;
    let loses = digits(whole) && digits(fraction) && fraction.len() > 1 && fraction.ends_with('0');
    loses.then_some("as a number it loses its last zero")
}

#[cfg(test)]
mod tests {
    use pack_model::Safety;

    use super::*;
    use crate::testing::Sample;

    #[test]
    fn what_is_unclear_is_quoted() {
        let values = "pack:\n  content: {images: []}\n  namespace: sample\nreadinessCheck:\n  a: yes # x\n  b: 0644\n  c: 1.10\n  d:\n  - 9007199254740993\n  - Off\n";
        let sample = Sample::addon().file("values.yaml", values).fires(
            RULE.id,
            &[
                "values.yaml/readinessCheck/a",
                "values.yaml/readinessCheck/b",
                "values.yaml/readinessCheck/c",
                "values.yaml/readinessCheck/d/0",
                "values.yaml/readinessCheck/d/1",
            ],
        );
        let fixed = (0..5).fold(sample, |sample, _| sample.fixed(RULE.id, "quote"));
        let text = fixed.clean().text("values.yaml");
        assert!(
            text.contains("a: \"yes\" # x\n  b: \"0644\"\n  c: \"1.10\"\n"),
            "{text}"
        );
    }

    #[test]
    fn the_chart_says_what_is_meant() {
        let own = "a: true\nb: text\nc: 7\nd: {}\n";
        let values = "pack:\n  namespace: sample\ncharts:\n  web:\n    a: no\n    b: on\n    c: 010\n    e: off\n";
        let sample = Sample::with_chart(own, values);
        let offered = sample.findings_of(RULE.id).into_iter().map(|found| {
            let fixes = found.fixes.iter().map(|fix| (fix.id.clone(), fix.safety));
            fixes.collect::<Vec<_>>()
        });
        let one = |id: &str, safety| (id.to_owned(), safety);
        let expected = [
            vec![one("truth", Safety::Safe)],
            vec![one("quote", Safety::Safe)],
            vec![],
            vec![one("quote", Safety::Ask), one("truth", Safety::Ask)],
        ];
        assert_eq!(offered.collect::<Vec<_>>(), expected);
        let fixed = sample.fixed(RULE.id, "truth");
        assert!(fixed.text("values.yaml").contains("a: false\n"));
    }

    #[test]
    fn a_chart_with_the_same_word_says_nothing_unless_it_has_quotes() {
        let values =
            "pack:\n  namespace: sample\ncharts:\n  web:\n    a: yes\n    b: no\n    c: 0644\n";
        let sample = Sample::with_chart("a: yes\nb: 'yes'\nc: 0600\n", values);
        let found = sample.findings_of(RULE.id);
        let severities: Vec<_> = found.iter().map(|found| found.severity).collect();
        assert_eq!(
            severities,
            [Severity::Info, Severity::Warning, Severity::Info]
        );
        let ids = |at: usize| {
            found[at]
                .fixes
                .iter()
                .map(|fix| fix.safety)
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(0), [Safety::Ask, Safety::Ask]);
        assert_eq!(ids(1), [Safety::Safe]);
        assert_eq!(ids(2), [Safety::Ask]);
    }

    #[test]
    fn keys_are_quoted_and_nothing_else() {
        let own = "axis: left\ngridPos: {x: 1, y: 2}\nsignal: {on: 5s}\n";
        let values = "pack:\n  namespace: sample\n  content: {images: []}\ncharts:\n  web:\n    axis: y # which\n    gridPos:\n      y: 6 # rows from the top\n      x: 0\n    signal: {on: 30s, 'off': 10s}\n    script: |\n      y: yes\n      on: 0644\n";
        let sample = Sample::with_chart(own, values).fires(
            RULE.id,
            &[
                "values.yaml/charts/web/axis",
                "values.yaml/charts/web/gridPos/y",
                "values.yaml/charts/web/signal/on",
            ],
        );
        let found = sample.findings_of(RULE.id);
        assert!(
            found
                .iter()
                .all(|found| found.severity == Severity::Warning)
        );
        assert!(
            found[1].message.contains("takes it for “true”"),
            "{found:?}"
        );
        let fixed = (0..3).fold(sample, |sample, _| sample.fixed(RULE.id, "quote"));
        let expected = values
            .replace("axis: y #", "axis: \"y\" #")
            .replace("y: 6", "\"y\": 6")
            .replace("{on:", "{'on':");
        let text = fixed.silent(RULE.id).text("values.yaml");
        assert_eq!(text.replace('"', "'"), expected.replace('"', "'"));
    }

    #[test]
    fn a_key_that_the_chart_has_without_quotes_is_asked_about() {
        let values =
            "pack:\n  namespace: sample\ncharts:\n  web:\n    a: {y: 6, on: 1, 1.10: 2, n: 3}\n";
        let sample = Sample::with_chart("a: {y: 2, 'on': 5, 1.10: 1}\n", values);
        let offered = sample.findings_of(RULE.id).into_iter().map(|found| {
            let [fix] = &*found.fixes else {
                panic!("{found:?}");
            };
            fix.safety
        });
        let (ask, safe) = (Safety::Ask, Safety::Safe);
        assert_eq!(offered.collect::<Vec<_>>(), [ask, safe, ask, safe]);
    }

    #[test]
    fn numbers_in_other_notations_are_quoted_as_written() {
        for text in [
            "1_000",
            "2025_04_21",
            "4070e81",
            "1.5E+3",
            "0o17",
            "12:30:45",
            "+22:22",
            "n",
            "Y",
        ] {
            let values = format!(
                "pack:\n  namespace: sample\n  content: {{images: []}}\nreadinessCheck:\n  a: {text} # x\n"
            );
            let sample = Sample::addon().file("values.yaml", &values);
            let sample = sample.fires(RULE.id, &["values.yaml/readinessCheck/a"]);
            let fixed = sample.fixed(RULE.id, "quote").clean().text("values.yaml");
            assert!(fixed.ends_with(&format!("a: \"{text}\" # x\n")), "{fixed}");
        }
    }

    #[test]
    fn what_is_clear_is_left() {
        let values = "readinessCheck: {a: 'yes', b: true, c: 1.5, d: 0, e: 1.2.30, f: 0.10.0, g: 2.0, h: !!str no, \"on\": x, i: 2026-01-01, j: 1e, k: 01:30, l: a_1, m: 12:60}\n";
        Sample::addon().file("values.yaml", values).silent(RULE.id);
    }
}
