//! A value without quotes that YAML parsers read differently.
use pack_model::{Change, Pointer, YamlFile};
use pack_syntax::yaml::{Node, NodeKind, Style};
use serde_json::Value;

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::values::at;

declare_rule! {
    /// ## What it does
    /// Reports values in values.yaml without quotes that YAML 1.1 and 1.2 parsers read
    /// differently: `yes`, `no`, `on` and `off`, numbers with a leading zero, numbers such as
    /// `1.10` that lose their last zero, and integers above 2^53.
    ///
    /// ## Why is this bad
    /// One program reads a string, another a boolean or a different number. Versions and file
    /// modes are affected most often.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     version: 1.10
    ///     mode: 0644
    ///     enabled: yes
    /// ```
    ///
    /// ## How to fix
    /// Put strings in quotes, and write booleans as `true` and `false`. The fix uses the type that
    /// the chart has; if that is not known, it asks.
    ///
    /// ## Source
    /// yaml.org, specifications 1.1 and 1.2.
    "ambiguous-scalar", Info
}

/// The largest integer that every JSON parser keeps exactly.
const LARGEST: u128 = 1 << 53;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let mut found = Vec::new();
    if let Some(root) = values.yaml.root() {
        collect(root, &Pointer::root(), &mut found);
    }
    for (pointer, text, problem) in found {
        let own = own_value(context, &pointer);
        let meant = boolean(text);
        let advice = match (own, meant) {
            (Some(Value::Bool(_)), Some(meant)) => {
                format!("The chart expects a boolean: write {meant}.")
            }
            (Some(Value::Number(_)), None) => {
                "The chart expects a number: write it in plain decimal form.".to_owned()
            }
            (_, Some(meant)) => {
                format!("Put it in quotes if it is a string, otherwise write {meant}.")
            }
            _ => "Put it in quotes if it is a string.".to_owned(),
        };
        let message = format!("“{text}” has no quotes, and {problem}. {advice}");
        let report = findings.report(at(pointer.clone()), message);
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
}

/// The default value of the chart at a path of values.yaml.
pub(super) fn own_value<'c>(context: &'c Context<'_>, pointer: &Pointer) -> Option<&'c Value> {
    let [charts, name, path @ ..] = pointer.tokens() else {
        return None;
    };
    let mut readings = context.charts().into_iter().filter(|_| charts == "charts");
    let (_, reading) = readings.find(|(_, reading)| reading.chart.name == *name)?;
    let (first, rest) = path.split_first()?;
    let own = reading.values()?.get(first)?;
    rest.iter()
        .try_fold(own, |value, key| value.get(key.as_str()))
}

/// The boolean that a word is in YAML 1.1, which Helm reads.
fn boolean(text: &str) -> Option<bool> {
    let is = |words: [&str; 2]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(["yes", "on"]) {
        Some(true)
    } else {
        is(["no", "off"]).then_some(false)
    }
}

fn collect<'n>(node: &'n Node, here: &Pointer, found: &mut Vec<(Pointer, &'n str, &'static str)>) {
    match node.kind() {
        NodeKind::Map(entries) => {
            for entry in entries {
                if let Some(key) = entry.key() {
                    collect(entry.value(), &here.child(key), found);
                }
            }
        }
        NodeKind::Seq(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &here.item(index), found);
            }
        }
        NodeKind::Scalar {
            value,
            style: Style::Plain,
        } if node.tag().is_none() => {
            found.extend(problem(value).map(|problem| (here.clone(), value.as_str(), problem)));
        }
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => {}
    }
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
    fn what_is_clear_is_left() {
        let values = "readinessCheck: {a: 'yes', b: true, c: 1.5, d: 0, e: 1.2.30, f: 0.10.0, g: 2.0, h: !!str no, on: x}\n";
        Sample::addon().file("values.yaml", values).silent(RULE.id);
    }
}
