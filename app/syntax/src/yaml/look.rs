//! How a YAML text is written around a place, so that what is added there looks like it.

use super::layout::{column, is_flow};
use super::node::{Kind, Node, Style};
use super::scalar::Manner;
use crate::margin;

/// The widest indentation that is taken over.
const WIDEST: usize = 8;

/// The look of new text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// The ending of lines.
    pub(super) newline: &'static str,
    /// The blanks that the keys of a map in a map are indented by.
    pub(super) unit: usize,
    /// The blanks that dashes are indented by below their key.
    pub(super) dash: usize,
    /// The quotes of texts that need some.
    pub(super) quote: Style,
    /// Whether texts of several lines stand in blocks.
    pub(super) blocks: bool,
}

impl Look {
    /// The look near the last of a chain of values, which leads there from the root: what is
    /// nearest says how it is done.
    pub(super) fn near(text: &str, chain: &[&Node]) -> Self {
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
            newline: margin::newline(text),
            unit,
            dash: dash.unwrap_or(unit),
            quote: quote.unwrap_or(Style::DoubleQuoted),
            blocks: true,
        }
    }

    /// How scalars are written that replace none.
    pub(super) fn manner(&self) -> Manner {
        Manner {
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
            Kind::Map(entries) => {
                let block = !is_flow(text, node);
                for entry in entries {
                    if block && !is_flow(text, entry.value()) {
                        self.step(text, entry.key_span().start, entry.value());
                    }
                    self.visit(text, entry.value());
                }
            }
            Kind::Seq(items) => items.iter().for_each(|item| self.visit(text, item)),
            Kind::Scalar { style, .. } => match style {
                Style::SingleQuoted => self.single += 1,
                Style::DoubleQuoted => self.double += 1,
                _ => {}
            },
            Kind::Alias(_) => {}
        }
    }

    /// Counts how far a value in block style is indented below its key.
    fn step(&mut self, text: &str, key: usize, value: &Node) {
        let counts = match value.kind() {
            Kind::Map(_) => &mut self.units,
            Kind::Seq(_) => &mut self.dashes,
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

/// The number that was counted most often; of equals the smallest.
fn most_common(counts: &[usize]) -> Option<usize> {
    let (number, count) = counts
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, count)| **count)?;
    (*count > 0).then_some(number)
}
