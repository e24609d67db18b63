//! Tabs in indentation, which YAML forbids and editors hide.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Yaml;
use super::node::{Kind, Node};
use crate::{ProblemKind, TextEdit, apply};

/// How often the text is read again after a first mending uncovered more tabs.
const MAX_PASSES: usize = 32;

/// The tabs that an error at a byte comes from, as the ranges of the blanks that hold them.
///
/// When the line of the error or one beside it is indented with a tab, that line counts, and so
/// does every line that starts with a tab outside the scalars that were read: tabs go in packs.
/// There are none when the error has another cause.
pub(super) fn rejected(text: &str, documents: &[Node], error: usize) -> Vec<Range<usize>> {
    let mut scalars = Vec::new();
    documents
        .iter()
        .for_each(|node| multiline_scalars(text, node, &mut scalars));
    let inside = |at: usize| {
        let before = scalars.partition_point(|scalar: &Range<usize>| scalar.start < at);
        before > 0
            && scalars
                .get(before - 1)
                .is_some_and(|scalar| at < scalar.end)
    };
    let tabbed: Vec<_> = indents(text)
        .filter(|indent| has_tab(text, indent) && !inside(indent.start))
        .collect();
    let line = line_start(text, error);
    let next = text
        .get(error..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |len| error + len + 1);
    let around = [line_start(text, line.saturating_sub(1)), line, next];
    let near = |indent: &Range<usize>| around.contains(&indent.start);
    if !tabbed.iter().any(near) {
        return Vec::new();
    }
    let leads = |indent: &Range<usize>| text.as_bytes().get(indent.start) == Some(&b'\t');
    tabbed
        .into_iter()
        .filter(|indent| leads(indent) || near(indent))
        .collect()
}

/// The text with each tab in indentation turned into one blank, so that all spans stay.
pub(super) fn blanked(text: &str) -> String {
    let edits = indents(text)
        .filter(|indent| has_tab(text, indent))
        .map(|indent| {
            let blanks = " ".repeat(indent.len());
            TextEdit::replace(indent, blanks)
        });
    apply(text, &edits.collect::<Vec<_>>()).unwrap_or_else(|_| text.to_owned())
}

/// How a tab in indentation is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    /// Its line belongs beside the line above, or under it where that ends with a colon. In lines that
    /// follow, it is a level.
    AsAbove,
    /// As so many blanks.
    Blanks(usize),
}

/// The ways to read the tabs that a text is rejected for, likeliest first: those that make YAML of it,
/// and of those that mean the same the first.
pub(super) fn readings(yaml: &Yaml) -> Vec<Tab> {
    let mut found = Vec::new();
    let mut meanings = Vec::new();
    if !has_tabs(yaml) {
        return found;
    }
    let unit = unit(yaml.text());
    let widths = [4, 8].into_iter().filter(|width| *width != unit);
    let tabs = [Tab::AsAbove, Tab::Blanks(unit)].into_iter();
    for tab in tabs.chain(widths.map(Tab::Blanks)) {
        let mended = expanded(yaml, tab);
        if mended.is_broken() {
            continue;
        }
        let meaning = mended.value();
        if !meanings.contains(&meaning) {
            meanings.push(meaning);
            found.push(tab);
        }
    }
    found
}

fn has_tabs(yaml: &Yaml) -> bool {
    let mut problems = yaml.problems().iter();
    problems.any(|problem| problem.kind == ProblemKind::Tab)
}

/// The edits that turn rejected tabs into blanks.
pub(super) fn expand(yaml: &Yaml, tab: Tab) -> Vec<TextEdit> {
    let mended = expanded(yaml, tab);
    let before = indents(yaml.text());
    let after = indents(mended.text());
    before
        .zip(after)
        .filter_map(|(old, new)| {
            let blanks = mended.text().get(new)?;
            (yaml.text().get(old.clone()) != Some(blanks)).then(|| TextEdit::replace(old, blanks))
        })
        .collect()
}

/// The text with blanks for rejected tabs, pass by pass until no more are found.
fn expanded(yaml: &Yaml, tab: Tab) -> Yaml {
    let unit = unit(yaml.text());
    let mut mended = yaml.clone();
    for _ in 0..MAX_PASSES {
        let edits = edits_of(&mended, tab, unit);
        match apply(mended.text(), &edits) {
            Ok(text) if !edits.is_empty() => mended = Yaml::read(text),
            _ => break,
        }
    }
    mended
}

fn edits_of(yaml: &Yaml, tab: Tab, unit: usize) -> Vec<TextEdit> {
    let text = yaml.text();
    let tabs = yaml
        .problems()
        .iter()
        .filter(|problem| problem.kind == ProblemKind::Tab);
    let widened = |blanks: &str, width: usize| blanks.replace('\t', &" ".repeat(width)).len();
    // The line before, as it was indented and as it will be.
    let mut before: Option<(Range<usize>, usize)> = None;
    let edits = tabs.filter_map(|problem| {
        let range = problem.range.clone();
        let blanks = text.get(range.clone())?;
        let width = match tab {
            Tab::Blanks(width) => widened(blanks, width),
            Tab::AsAbove => {
                let above = text.get(..line_start(text, range.start))?.trim_end();
                let above_start = line_start(text, above.len());
                match &before {
                    Some((old, new)) if old.start == above_start => {
                        let old = widened(text.get(old.clone())?, unit);
                        (new + widened(blanks, unit)).saturating_sub(old)
                    }
                    _ => below(above.get(above_start..)?, unit),
                }
            }
        };
        before = Some((range.clone(), width));
        Some(TextEdit::replace(range, " ".repeat(width)))
    });
    edits.collect()
}

/// How far a line is indented that follows this one: beside what it begins with, behind the hyphens of
/// items; or below that, where a colon ends it.
fn below(line: &str, unit: usize) -> usize {
    let mut content = line.trim_start_matches([' ', '\t']);
    while let Some(item) = content.strip_prefix("- ") {
        content = item.trim_start_matches(' ');
    }
    let indent = line.len() - content.len();
    let code = content.split(" #").next().unwrap_or_default();
    let opens = !content.starts_with('#') && code.trim_end().ends_with(':');
    indent + if opens { unit } else { 0 }
}

/// The blanks at the start of each line, lines of blanks alone excepted, in their order.
fn indents(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        let content = line.trim_start_matches([' ', '\t']);
        (!content.trim().is_empty()).then_some(at..at + line.len() - content.len())
    })
}

fn has_tab(text: &str, indent: &Range<usize>) -> bool {
    text.get(indent.clone())
        .is_some_and(|blanks| blanks.contains('\t'))
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1)
}

/// The blanks of the first line that is indented with blanks alone.
fn unit(text: &str) -> usize {
    let blanks = indents(text).find(|indent| !indent.is_empty() && !has_tab(text, indent));
    blanks.map_or(2, |indent| indent.len())
}

/// Collects the scalars that hold line starts, in the order of the text.
fn multiline_scalars(text: &str, node: &Node, found: &mut Vec<Range<usize>>) {
    match node.kind() {
        Kind::Map(entries) => {
            for entry in entries {
                multiline_scalars(text, entry.key_node(), found);
                multiline_scalars(text, entry.value(), found);
            }
        }
        Kind::Seq(items) => items
            .iter()
            .for_each(|item| multiline_scalars(text, item, found)),
        Kind::Scalar { .. } => {
            if text
                .get(node.span())
                .is_some_and(|spelled| spelled.contains('\n'))
            {
                found.push(node.span());
            }
        }
        Kind::Alias(_) => {}
    }
}
