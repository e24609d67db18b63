//! A value without quotes that readers of YAML take for different things.

use pack_model::path::VALUES_YAML;
use pack_model::{Change, FilePath, Pointer};
use pack_syntax::yaml::{Kind, Node, Style};

use crate::context::Context;
use crate::findings::Findings;
use crate::rule::declare_rule;
use crate::values::at;

declare_rule! {
    /// ## What it does
    /// Reports values in values.yaml without quotes that readers of YAML 1.1 and 1.2 read differently:
    /// `yes`, `no`, `on` and `off`, numbers with a leading zero, numbers such as `1.10` that lose their
    /// last zero, and integers above 2^53.
    ///
    /// ## Why is this bad
    /// One program reads a text, the other a truth value or another number. Versions and file modes are
    /// the usual victims.
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
    /// Write texts in quotes, as the fix does, and truth values as `true` and `false`.
    ///
    /// ## Source
    /// yaml.org, specifications 1.1 and 1.2.
    "ambiguous-scalar", Info
}

/// The largest integer that every reader of JSON keeps.
const LARGEST: u128 = 1 << 53;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let mut found = Vec::new();
    if let Some(root) = values.yaml.root() {
        collect(root, &Pointer::root(), &mut found);
    }
    for (pointer, text, fault) in found {
        let message = format!(
            "“{text}” stands without quotes, and {fault}. Write it in quotes if it is a text."
        );
        let quote = Change::Quote {
            file: FilePath::of(VALUES_YAML),
            pointer: pointer.clone(),
        };
        findings
            .report(at(pointer), message)
            .safe("quote", "Write it in quotes", vec![quote]);
    }
}

fn collect<'n>(node: &'n Node, here: &Pointer, found: &mut Vec<(Pointer, &'n str, &'static str)>) {
    match node.kind() {
        Kind::Map(entries) => {
            for entry in entries {
                if let Some(key) = entry.key() {
                    collect(entry.value(), &here.child(key), found);
                }
            }
        }
        Kind::Seq(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &here.item(index), found);
            }
        }
        Kind::Scalar {
            value,
            style: Style::Plain,
        } if node.tag().is_none() => {
            found.extend(fault(value).map(|fault| (here.clone(), value.as_str(), fault)));
        }
        Kind::Scalar { .. } | Kind::Alias(_) => {}
    }
}

/// What is unclear about a value, if anything is.
fn fault(text: &str) -> Option<&'static str> {
    let words = ["yes", "no", "on", "off"];
    if words.iter().any(|word| word.eq_ignore_ascii_case(text)) {
        return Some("some readers take it for a truth value, others for a text");
    }
    let number = text.trim_start_matches(['-', '+']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(number) {
        if number.len() > 1 && number.starts_with('0') {
            return Some("some readers take it for an octal number, others for a decimal one");
        }
        let large = number
            .parse::<u128>()
            .map_or(true, |number| number > LARGEST);
        return large.then_some("some readers round a number of that size");
    }
    let (whole, fraction) = number.split_once('.')?;
    let loses = digits(whole) && digits(fraction) && fraction.len() > 1 && fraction.ends_with('0');
    loses.then_some("read as a number it loses its last zero")
}

#[cfg(test)]
mod tests {
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
        let mended = (0..5).fold(sample, |sample, _| sample.mended(RULE.id, "quote"));
        let text = mended.clean().text("values.yaml");
        assert!(
            text.contains("a: \"yes\" # x\n  b: \"0644\"\n  c: \"1.10\"\n"),
            "{text}"
        );
    }

    #[test]
    fn what_is_clear_is_left() {
        let values = "readinessCheck: {a: 'yes', b: true, c: 1.5, d: 0, e: 1.2.30, f: 0.10.0, g: 2.0, h: !!str no, on: x}\n";
        Sample::addon().file("values.yaml", values).silent(RULE.id);
    }
}
