//! Tabs in indentation, which YAML forbids and most editors do not show.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Yaml;
use super::node::{Node, NodeKind};
use crate::{ProblemKind, TextEdit, apply};

/// The maximal number of passes: replacing some tabs can reveal more.
const MAX_PASSES: usize = 32;

/// The indentations with tabs that cause an error at a byte.
///
/// If the line of the error or an adjacent line is indented with a tab, the result is that line and
/// every line that starts with a tab, except in scalars: where there is one tab, there are usually
/// more. The result is empty if the error has another cause.
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
    let with_tabs: Vec<_> = indents(text)
        .filter(|indent| has_tab(text, indent) && !inside(indent.start))
        .collect();
    let line = line_start(text, error);
    let next = text
        .get(error..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |len| error + len + 1);
    let around = [line_start(text, line.saturating_sub(1)), line, next];
    let near = |indent: &Range<usize>| around.contains(&indent.start);
    if !with_tabs.iter().any(near) {
        return Vec::new();
    }
    let leads = |indent: &Range<usize>| text.as_bytes().get(indent.start) == Some(&b'\t');
    with_tabs
        .into_iter()
        .filter(|indent| leads(indent) || near(indent))
        .collect()
}

/// The text with one space for each tab in indentation, so that all spans stay the same.
pub(super) fn with_spaces_for_tabs(text: &str) -> String {
    let edits = indents(text)
        .filter(|indent| has_tab(text, indent))
        .map(|indent| {
            let spaces = " ".repeat(indent.len());
            TextEdit::replace(indent, spaces)
        });
    apply(text, &edits.collect::<Vec<_>>()).unwrap_or_else(|_| text.to_owned())
}

/// How to interpret a tab in indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    /// The line has the indentation of the line above, or one level more if that ends with a colon.
    /// In the lines that follow, a tab is one level.
    #[serde(alias = "AsAbove")]
    AlignWithLineAbove,
    /// A tab is this number of spaces.
    #[serde(alias = "Blanks")]
    Spaces(usize),
}

/// The interpretations of the tabs that make the text valid YAML, the most likely first. Of those
/// with the same meaning, only the first.
pub(super) fn interpretations(yaml: &Yaml) -> Vec<Tab> {
    let mut found = Vec::new();
    let mut meanings = Vec::new();
    if !has_tabs(yaml) {
        return found;
    }
    let unit = unit(yaml.text());
    // With half of the usual width, a line below that stands as deep as the tab becomes its child.
    let widths = [unit / 2, 4, 8].into_iter();
    let widths = widths.filter(|width| *width != unit && *width > 0);
    let tabs = [Tab::AlignWithLineAbove, Tab::Spaces(unit)].into_iter();
    for tab in tabs.chain(widths.map(Tab::Spaces)) {
        let fixed = expanded(yaml, tab);
        if fixed.is_broken() {
            continue;
        }
        let meaning = fixed.value();
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

/// The edits that replace the forbidden tabs by spaces.
pub(super) fn expand(yaml: &Yaml, tab: Tab) -> Vec<TextEdit> {
    let fixed = expanded(yaml, tab);
    let before = indents(yaml.text());
    let after = indents(fixed.text());
    before
        .zip(after)
        .filter_map(|(old, new)| {
            let spaces = fixed.text().get(new)?;
            (yaml.text().get(old.clone()) != Some(spaces)).then(|| TextEdit::replace(old, spaces))
        })
        .collect()
}

/// The text with spaces instead of forbidden tabs, after as many passes as needed.
fn expanded(yaml: &Yaml, tab: Tab) -> Yaml {
    let unit = unit(yaml.text());
    let mut fixed = yaml.clone();
    for _ in 0..MAX_PASSES {
        let edits = edits_of(&fixed, tab, unit);
        match apply(fixed.text(), &edits) {
            Ok(text) if !edits.is_empty() => fixed = Yaml::read(text),
            _ => break,
        }
    }
    fixed
}

fn edits_of(yaml: &Yaml, tab: Tab, unit: usize) -> Vec<TextEdit> {
    let text = yaml.text();
    let tabs = yaml
        .problems()
        .iter()
        .filter(|problem| problem.kind == ProblemKind::Tab);
    let width_of = |spaces: &str, width: usize| spaces.replace('\t', &" ".repeat(width)).len();
    // The previous line's old indentation, and its new width.
    let mut before: Option<(Range<usize>, usize)> = None;
    let edits = tabs.filter_map(|problem| {
        let range = problem.range.clone();
        let spaces = text.get(range.clone())?;
        let width = match tab {
            Tab::Spaces(width) => width_of(spaces, width),
            Tab::AlignWithLineAbove => {
                let above = text.get(..line_start(text, range.start))?.trim_end();
                let above_start = line_start(text, above.len());
                match &before {
                    Some((old, new)) if old.start == above_start => {
                        let old = width_of(text.get(old.clone())?, unit);
                        (new + width_of(spaces, unit)).saturating_sub(old)
                    }
                    _ => indent_after(above.get(above_start..)?, unit),
                }
            }
        };
        before = Some((range.clone(), width));
        Some(TextEdit::replace(range, " ".repeat(width)))
    });
    edits.collect()
}

/// The indentation of a line that follows this one: the column of its content, after the hyphens of
/// items, or one level more if it ends with a colon.
fn indent_after(line: &str, unit: usize) -> usize {
    let mut content = line.trim_start_matches([' ', '\t']);
    while let Some(item) = content.strip_prefix("- ") {
        content = item.trim_start_matches(' ');
    }
    let indent = line.len() - content.len();
    let code = content.split(" #").next().unwrap_or_default();
    let opens = !content.starts_with('#') && code.trim_end().ends_with(':');
    indent + if opens { unit } else { 0 }
}

/// The indentation of each line that is not blank, in their order.
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
        .is_some_and(|spaces| spaces.contains('\t'))
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1)
}

/// The width of the first indentation without tabs.
fn unit(text: &str) -> usize {
    let spaces = indents(text).find(|indent| !indent.is_empty() && !has_tab(text, indent));
    spaces.map_or(2, |indent| indent.len())
}

/// Collects the scalars that span several lines, in the order of the text.
fn multiline_scalars(text: &str, node: &Node, found: &mut Vec<Range<usize>>) {
    match node.kind() {
        NodeKind::Map(entries) => {
            for entry in entries {
                multiline_scalars(text, entry.key_node(), found);
                multiline_scalars(text, entry.value(), found);
            }
        }
        NodeKind::Seq(items) => items
            .iter()
            .for_each(|item| multiline_scalars(text, item, found)),
        NodeKind::Scalar { .. } => {
            if text
                .get(node.span())
                .is_some_and(|spelled| spelled.contains('\n'))
            {
                found.push(node.span());
            }
        }
        NodeKind::Alias(_) => {}
    }
}
