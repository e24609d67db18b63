//! What could not be rendered, in Helm's words, and where.

use pack_syntax::Pointer;
use serde::{Deserialize, Serialize};

use super::Source;

/// At which stage something failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Reading a chart or manifest.
    Load,
    /// Reading the values of the pack.
    ValuesFile,
    /// Choosing the subcharts that are switched on.
    Dependencies,
    /// Joining values, and checking them against values.schema.json.
    Values,
    /// Parsing and running the templates.
    Render,
    /// Reading objects from what was rendered.
    Objects,
}

/// Something that could not be rendered or read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The path in the pack of the chart or manifest; values.yaml where no value can be read.
    pub file: String,
    /// At which stage it failed.
    pub stage: Stage,
    /// The message in Helm's words.
    pub message: String,
    /// The path of the innermost template that the message names.
    pub template: Option<String>,
    /// The line in this template, from 1; for [`Stage::Objects`] the line in what it became.
    pub line: Option<u32>,
    /// The column in this template, as Go counts it: in bytes, from 0.
    pub column: Option<u32>,
    /// The expression that failed, as far as the message shows it.
    pub expression: Option<String>,
    /// The values of the chart that it is about, where that can be told.
    pub values: Vec<FailedValue>,
}

/// A value of a chart that a failure is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedValue {
    /// Its path below the values of the chart; those of a subchart begin with the subchart's key.
    pub path: Pointer,
    /// What values.schema.json says about it; `None` where a template failed.
    pub refusal: Option<String>,
}

impl Failure {
    /// A failure whose place is told by the message, where it is.
    pub fn new(file: impl Into<String>, stage: Stage, message: impl Into<String>) -> Self {
        let message = message.into();
        let place = place(&message);
        Self {
            file: file.into(),
            stage,
            template: place.map(|place| place.template.to_owned()),
            line: place.map(|place| place.line),
            column: place.and_then(|place| place.column),
            expression: expression(&message).map(str::to_owned),
            values: Vec::new(),
            message,
        }
    }

    /// A document of a rendered text that is no object.
    pub fn of_document(
        file: impl Into<String>,
        source: &Source,
        line: u32,
        message: impl Into<String>,
    ) -> Self {
        Self {
            file: file.into(),
            stage: Stage::Objects,
            message: message.into(),
            template: Some(source.path().to_owned()),
            line: Some(line),
            column: None,
            expression: None,
            values: Vec::new(),
        }
    }

    /// Whether the chart itself refuses its values, by `required` or `fail`: the user has to give one.
    pub fn asks_for_a_value(&self) -> bool {
        self.message.starts_with(ASKED)
    }

    /// What Helm says, in one line without the places of the templates that it went through.
    pub fn said(&self) -> String {
        let message = self.message.as_str();
        let text = match message.rsplit_once(" at <") {
            Some((_, last)) => format!("<{last}"),
            None => match message.split_once("): ") {
                Some((_, said)) if self.asks_for_a_value() => said.to_owned(),
                _ => message.to_owned(),
            },
        };
        let words: Vec<_> = text.split_whitespace().collect();
        let line = words.join(" ");
        match line.char_indices().nth(QUOTED) {
            Some((end, _)) => format!("{}...", line.get(..end).unwrap_or_default()),
            None => line,
        }
    }
}

/// The most characters of Helm's message that are quoted.
const QUOTED: usize = 240;

/// How Helm begins the message of `required` and `fail`.
const ASKED: &str = "execution error at (";

/// How a message names the place of a template, which ends at the other text.
const PLACES: &[(&str, &str)] = &[
    ("template: ", ": "),
    (ASKED, ")"),
    ("parse error at (", ")"),
];

/// A place in a template.
#[derive(Clone, Copy)]
struct TemplatePlace<'t> {
    template: &'t str,
    line: u32,
    column: Option<u32>,
}

/// The last place that a message names: it is the innermost one.
fn place(message: &str) -> Option<TemplatePlace<'_>> {
    let found = PLACES.iter().flat_map(|(before, after)| {
        message.match_indices(before).filter_map(move |(at, _)| {
            let rest = message.get(at + before.len()..)?;
            let text = rest.get(..rest.find(after)?)?;
            Some((at, read_place(text)?))
        })
    });
    found.max_by_key(|(at, _)| *at).map(|(_, place)| place)
}

/// Reads `path:line` or `path:line:column`.
fn read_place(text: &str) -> Option<TemplatePlace<'_>> {
    let (before, last) = text.rsplit_once(':')?;
    let last: u32 = last.parse().ok()?;
    let with_column = before
        .rsplit_once(':')
        .and_then(|(template, line)| Some((template, line.parse().ok()?)));
    Some(match with_column {
        Some((template, line)) => TemplatePlace {
            template,
            line,
            column: Some(last),
        },
        None => TemplatePlace {
            template: before,
            line: last,
            column: None,
        },
    })
}

/// The last expression that a message shows.
fn expression(message: &str) -> Option<&str> {
    let (_, rest) = message.rsplit_once(" at <")?;
    rest.get(..rest.find(">: ")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(message: &str, expected: Option<(&str, u32, Option<u32>)>, shown: Option<&str>) {
        let failure = Failure::new("charts/a.tgz", Stage::Render, message);
        let place = failure.template.as_deref().zip(failure.line);
        let place = place.map(|(template, line)| (template, line, failure.column));
        assert_eq!(place, expected, "{message}");
        assert_eq!(failure.expression.as_deref(), shown, "{message}");
    }

    #[test]
    fn a_message_tells_the_innermost_place() {
        check(
            r#"template: a/templates/d.yaml:3:4: executing "a/templates/d.yaml" at <include "x" .>: error calling include: template: a/templates/_h.tpl:7:9: executing "x" at <.Values.b.c>: nil pointer evaluating interface {}.c"#,
            Some(("a/templates/_h.tpl", 7, Some(9))),
            Some(".Values.b.c"),
        );
        check(
            "execution error at (a/templates/d.yaml:3:4): give a host: name",
            Some(("a/templates/d.yaml", 3, Some(4))),
            None,
        );
        check(
            r#"parse error at (a/templates/d.yaml:3): unexpected "}" in operand"#,
            Some(("a/templates/d.yaml", 3, None)),
            None,
        );
        check(
            "values don't meet the specifications of the schema(s)",
            None,
            None,
        );
    }

    #[test]
    fn a_message_is_quoted_without_its_places() {
        let check = |message: &str, expected: &str| {
            assert_eq!(Failure::new("a", Stage::Render, message).said(), expected);
        };
        check(
            r#"template: a/t.yaml:3:4: executing "a" at <include "x" .>: error calling include: template: a/_h.tpl:7:9: executing "x" at <.Values.b>: nil pointer"#,
            "<.Values.b>: nil pointer",
        );
        check(
            "execution error at (a/t.yaml:3:4): \ngive\n a (host): name",
            "give a (host): name",
        );
        check("parse error at (a:1): no", "parse error at (a:1): no");
        check(&"a".repeat(300), &format!("{}...", "a".repeat(QUOTED)));
    }

    #[test]
    fn a_chart_asks_for_a_value() {
        let asks = |message: &str| Failure::new("a", Stage::Render, message).asks_for_a_value();
        assert!(asks(
            "execution error at (a/templates/d.yaml:3:4): give a host"
        ));
        assert!(!asks("template: a/templates/d.yaml:3:4: executing"));
    }
}
