//! A number that a chart prints as text in another form than it is written.

use pack_model::deployment::Deployment;
use pack_model::{Change, Pointer, YamlFile};
use pack_syntax::yaml::{Node, NodeKind, Style};
use serde_json::Value;

use super::ambiguous_scalar::{own_value, problem};
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::values::{at, pointer};

declare_rule! {
    /// ## What it does
    /// Reports a value for a chart that is a number without quotes and that Helm prints in another
    /// form: numbers from 1000000 on get an exponent, underscores vanish, `0x1F` and `0o37` become 31,
    /// and `4070e81` is a number too. It is reported where the chart's own value is text, or where a rendered object shows the
    /// other form and the chart has no number there.
    ///
    /// ## Why is this bad
    /// Tags such as `20250421` become `2.0250421e+07`, and account numbers become names that do not
    /// exist. It is noticed only when the cluster pulls the image.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     image:
    ///       tag: 20250421
    /// ```
    ///
    /// ## How to fix
    /// Put it in quotes, as the fix does.
    ///
    /// ## Source
    /// Helm reads all numbers of values as 64-bit floats.
    "number-as-text", Warning, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let mut found = Vec::new();
    if let Some(charts) = values.node(&["charts"]) {
        collect(charts, &pointer(&["charts"]), &mut found);
    }
    for (pointer, text, printed) in found {
        let fires = match own_value(context, &pointer) {
            Some(Value::String(_)) => true,
            Some(Value::Number(_) | Value::Bool(_)) => false,
            _ => {
                let mut objects = deployment.objects.iter();
                objects.any(|object| has_word(&object.text, &printed))
            }
        };
        if !fires {
            continue;
        }
        let message = format!(
            "“{text}” has no quotes, so the chart prints it as {printed}. Put it in quotes."
        );
        let quote = Change::quote(YamlFile::values(), pointer.clone());
        let report = findings.report(at(pointer), message);
        report.safe("quote", "Put in quotes", vec![quote]);
    }
}

/// Whether a text shows a number as a word of its own: not within another number. A short one is in many
/// names and versions too, and has to stand apart from them.
fn has_word(text: &str, number: &str) -> bool {
    let is_short = number.len() <= 3;
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+');
    let is_inner = |c: char| c.is_ascii_digit() || c == '.' || (is_short && is_of_name(c));
    text.match_indices(number).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + number.len()..]);
        // A sentence may end after it.
        let after = after.strip_prefix('.').unwrap_or(after);
        !before.ends_with(is_inner) && !after.starts_with(is_inner)
    })
}

fn collect<'n>(node: &'n Node, here: &Pointer, found: &mut Vec<(Pointer, &'n str, String)>) {
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
        } if node.tag().is_none() && problem(value).is_none() => {
            let printed = printed(value).filter(|printed| printed != value);
            found.extend(printed.map(|printed| (here.clone(), value.as_str(), printed)));
        }
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => {}
    }
}

/// How Helm prints a number; `None` if the text is none.
fn printed(text: &str) -> Option<String> {
    let first = text.trim_start_matches(['-', '+']).bytes().next()?;
    let is_number = (first.is_ascii_digit() || first == b'.')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"_.eE+-".contains(&byte));
    let decimal = || text.replace('_', "").parse().ok().filter(|_| is_number);
    let number: f64 = in_other_base(text).or_else(decimal)?;
    if !number.is_finite() {
        return None;
    }
    let size = number.abs();
    if size < 1e6 && (size >= 1e-4 || size == 0.0) {
        return Some(number.to_string());
    }
    let spelt = format!("{number:e}");
    let (digits, exponent) = spelt.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let sign = if exponent < 0 { '-' } else { '+' };
    Some(format!("{digits}e{sign}{:02}", exponent.abs()))
}

/// A number in hexadecimal, octal or binary notation.
fn in_other_base(text: &str) -> Option<f64> {
    let (sign, number) = match text.strip_prefix('-') {
        Some(number) => (-1.0, number),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let bases = [
        ("0x", 16),
        ("0X", 16),
        ("0o", 8),
        ("0O", 8),
        ("0b", 2),
        ("0B", 2),
    ];
    let (digits, base) = bases
        .iter()
        .find_map(|(prefix, base)| Some((number.strip_prefix(prefix)?, *base)))?;
    let is_digits = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !digits.chars().all(is_digits) {
        return None;
    }
    let whole = u64::from_str_radix(&digits.replace('_', ""), base).ok()?;
    Some(sign * whole.to_string().parse::<f64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn numbers_are_printed_as_helm_does() {
        for (text, expected) in [
            ("20250421", "2.0250421e+07"),
            ("2025_04_21", "2.0250421e+07"),
            ("4070e81", "4.07e+84"),
            ("179754359675", "1.79754359675e+11"),
            ("1000000", "1e+06"),
            ("312", "312"),
            ("1.5", "1.5"),
            ("-0.00001", "-1e-05"),
            ("0x1F", "31"),
            ("-0o17", "-15"),
            ("0b1_01", "5"),
            (".5", "0.5"),
            ("0xFFFFFFFF", "4.294967295e+09"),
        ] {
            assert_eq!(printed(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            ".",
            "0x",
            "0xG",
            "0x+1F",
            "0b-1",
            "0o9",
            "x1F",
            "a1",
            "1.2.3",
            "1e999",
            "2025-04-21",
            "v1",
        ] {
            assert_eq!(printed(text), None, "{text}");
        }
    }

    #[test]
    fn texts_of_the_chart_stay_texts() {
        let own = "tag: latest\nsize: 1048576\nother: 5\n";
        let values = "pack:\n  namespace: sample\n  content: {images: []}\ncharts:\n  web:\n    tag: 20250421 # day\n    size: 2097152\n    other: 7\n";
        let sample = Sample::with_chart(own, values);
        let fixed = sample
            .fires(RULE.id, &["values.yaml/charts/web/tag"])
            .fixed(RULE.id, "quote")
            .silent(RULE.id);
        let text = fixed.text("values.yaml");
        assert!(text.contains("tag: \"20250421\" # day\n"), "{text}");
    }

    #[test]
    fn what_is_printed_counts_where_the_chart_has_no_value() {
        let values = "charts:\n  web:\n    id: 20250421\n    unused: 20250422\n";
        let files = [
            ("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"),
            (
                "templates/a.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {id: 'x{{ .Values.id }}'}\n",
            ),
        ];
        Sample::addon()
            .chart("charts/web.tgz", &files)
            .set("/charts", serde_json::json!(["charts/web.tgz"]))
            .file("values.yaml", values)
            .fires(RULE.id, &["values.yaml/charts/web/id"]);
    }

    #[test]
    fn numbers_in_other_bases_are_reported() {
        let values = "charts:\n  web:\n    tag: 0x1F\n";
        let fires = |own: &str, template: &str| {
            let files = [
                ("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"),
                ("values.yaml", own),
                (
                    "templates/a.yaml",
                    &format!(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata: {{id: '{template}'}}\n"
                    ),
                ),
            ];
            let sample = Sample::addon()
                .chart("charts/web.tgz", &files)
                .set("/charts", serde_json::json!(["charts/web.tgz"]))
                .file("values.yaml", values);
            let found = sample.findings_of(RULE.id);
            if let [found] = found.as_slice() {
                assert!(
                    found.message.contains("prints it as 31."),
                    "{}",
                    found.message
                );
                let fixed = sample.fixed(RULE.id, "quote").silent(RULE.id);
                assert!(fixed.text("values.yaml").contains("tag: \"0x1F\"\n"));
            }
            found.len() == 1
        };
        assert!(fires("tag: latest\n", "x"));
        assert!(!fires("tag: 5\n", "app:{{ .Values.tag }}"));
        assert!(fires("", "app:{{ .Values.tag }}"));
        assert!(fires("", "Page {{ .Values.tag }}."));
        for unlike in ["v31", "131", "31.5", "1.31", "a-31", "310"] {
            assert!(!fires("", unlike), "{unlike}");
        }
    }
}
