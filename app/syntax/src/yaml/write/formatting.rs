//! The formatting of a YAML text near a value, so that new values look like their neighbours.

use super::scalar::ScalarFormat;
use crate::lines;
use crate::yaml::layout::{column, is_flow};
use crate::yaml::node::{Node, NodeKind, Style};

/// The widest indentation that is copied from the text.
const WIDEST: usize = 8;

/// The formatting of new text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Formatting {
    /// The line ending.
    pub(crate) newline: &'static str,
    /// The indentation of a map below its key, in spaces.
    pub(crate) unit: usize,
    /// The indentation of dashes below their key, in spaces.
    pub(crate) dash: usize,
    /// The quotes for texts that need quotes.
    pub(crate) quote: Style,
    /// Whether texts with several lines become block scalars.
    pub(crate) blocks: bool,
}

impl Formatting {
    /// The formatting near the last of a chain of values from the root. The nearest examples
    /// decide.
    pub(crate) fn near(text: &str, chain: &[&Node]) -> Self {
        let (mut unit, mut dash, mut quote) = (None, None, None);
        for node in chain.iter().rev() {
            let mut survey = Survey::default();
            survey.visit(text, node);
            unit = unit.or_else(|| most_common(&survey.units));
            dash = dash.or_else(|| most_common(&survey.dashes));
            quote = quote.or_else(|| survey.quote());
            if unit.is_some() && dash.is_some() && quote.is_some() {
                break;
            }
        }
        let unit = unit.unwrap_or(2);
        Self {
            newline: lines::newline(text),
            unit,
            dash: dash.unwrap_or(unit),
            quote: quote.unwrap_or(Style::DoubleQuoted),
            blocks: true,
        }
    }

    /// The format of a scalar that replaces no other scalar.
    pub(crate) fn scalar_format(&self) -> ScalarFormat {
        ScalarFormat {
            style: None,
            quote: self.quote,
            flow: false,
        }
    }
}

#[derive(Default)]
struct Survey {
    units: [usize; WIDEST + 1],
    dashes: [usize; WIDEST + 1],
    single: usize,
    double: usize,
}

impl Survey {
    fn visit(&mut self, text: &str, node: &Node) {
        match node.kind() {
            NodeKind::Map(entries) => {
                let block = !is_flow(text, node);
                for entry in entries {
                    if block && !is_flow(text, entry.value()) {
                        self.step(text, entry.key_span().start, entry.value());
                    }
                    self.visit(text, entry.value());
                }
            }
            NodeKind::Seq(items) => items.iter().for_each(|item| self.visit(text, item)),
            NodeKind::Scalar { style, .. } => match style {
                Style::SingleQuoted => self.single += 1,
                Style::DoubleQuoted => self.double += 1,
                _ => {}
            },
            NodeKind::Alias(_) => {}
        }
    }

    /// Counts by how much a value in block style is indented below its key.
    fn step(&mut self, text: &str, key: usize, value: &Node) {
        let counts = match value.kind() {
            NodeKind::Map(_) => &mut self.units,
            NodeKind::Seq(_) => &mut self.dashes,
            _ => return,
        };
        let step = column(text, value.span.start).checked_sub(column(text, key));
        if let Some(count) = step.and_then(|step| counts.get_mut(step)) {
            *count += 1;
        }
    }

    fn quote(&self) -> Option<Style> {
        match self.single.cmp(&self.double) {
            std::cmp::Ordering::Greater => Some(Style::SingleQuoted),
            _ if self.double > 0 => Some(Style::DoubleQuoted),
            _ => None,
        }
    }
}

/// The most frequent number. If several are equally frequent, the smallest of them.
fn most_common(counts: &[usize]) -> Option<usize> {
    let (number, count) = counts
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, count)| **count)?;
    (*count > 0).then_some(number)
}
