//! The lines of values.yaml that a change by path may change, and a check that all others stay.

use std::ops::Range;

use anyhow::{Context, Result, ensure};
use pack_model::Pointer;
use pack_syntax::yaml::Node;

use super::{Act, Document};

impl Document {
    /// The lines that a change at a place may change, by number from 0.
    pub(super) fn lines(&self, act: Act, place: &Pointer, node: &Node) -> Result<Range<usize>> {
        let lines: Vec<_> = self.yaml.text().lines().collect();
        let column = |line: &str| line.len() - line.trim_start().len();
        let is_comment = |line: &str| line.trim_start().starts_with('#');
        let is_loose = |line: &&&str| line.trim().is_empty() || is_comment(line);
        let above = place.parent().context("no place above")?;
        let holder = self.yaml.get(&above).context("nothing above")?;
        let mut touched = self.span(place, node);
        if act == Act::Insert && children(node).is_none() {
            touched = self.span(&above, holder);
        }
        // Comments after an entry that are indented deeper belong to it, and a new entry comes
        // after everything that belongs to the last one.
        let least = if act == Act::Insert {
            0
        } else {
            column(lines[touched.start]) + 1
        };
        let below = lines[touched.end..].iter().take_while(is_loose);
        let own = below
            .take_while(|line| !is_comment(line) || column(line) >= least)
            .enumerate()
            .filter(|(_, line)| is_comment(line));
        touched.end += own.last().map_or(0, |(index, _)| index + 1);
        if act == Act::Remove {
            // The dash of an item moves to the next entry.
            let has_dash = lines[touched.start].trim_start().starts_with("- ");
            if has_dash && self.yaml.key_span(place).is_some() {
                let loose = lines[touched.end..].iter().take_while(is_loose);
                touched.end += loose.count() + 1;
            }
            if children(holder) == Some(1) {
                // An empty map or list is on the line of its key.
                touched.start = self.span(&above, holder).start;
            }
            // The comment directly above is removed too, and the blank lines that separated it.
            let loose = lines[..touched.start].iter().rev().take_while(is_loose);
            touched.start -= loose.count();
        }
        Ok(touched)
    }

    /// The lines of an entry or item.
    fn span(&self, place: &Pointer, node: &Node) -> Range<usize> {
        let text = self.yaml.text();
        let key = self.yaml.key_span(place);
        let start = key.map_or(node.span().start, |key| key.start);
        let line = |byte: usize| text[..byte].matches('\n').count();
        line(start)..line(node.span().end) + 1
    }

    /// The lines that differ between two texts, before and after.
    pub(super) fn difference(&self, after: &str) -> String {
        let (old, new): (Vec<_>, Vec<_>) =
            (self.yaml.text().lines().collect(), after.lines().collect());
        let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
            pairs.take_while(|(a, b)| a == b).count()
        };
        let head = same(&mut old.iter().zip(&new));
        let tail = same(&mut old[head..].iter().rev().zip(new[head..].iter().rev()));
        let lines = |lines: &[&str], sign: &str| -> String {
            let lines = &lines[head.saturating_sub(2)..lines.len() - tail];
            lines.iter().map(|line| format!("{sign}{line}\n")).collect()
        };
        format!(
            "line {}\n{}{}",
            head + 1,
            lines(&old, "-"),
            lines(&new, "+")
        )
    }

    /// Checks that all comment lines stay the same.
    pub(super) fn no_comment_differs(&self, after: &str) -> Result<()> {
        let comments = |text: &str| {
            let lines = text.lines().map(str::trim).map(str::to_owned);
            lines
                .filter(|line| line.starts_with('#'))
                .collect::<Vec<_>>()
        };
        ensure!(
            comments(self.yaml.text()) == comments(after),
            "comments have changed:\n{}",
            self.difference(after)
        );
        Ok(())
    }

    /// Checks that all lines except some stay the same.
    pub(super) fn only_lines_differ(&self, after: &str, touched: Range<usize>) -> Result<()> {
        let lines: Vec<_> = self.yaml.text().split_inclusive('\n').collect();
        let (head, tail) = (
            &lines[..touched.start],
            &lines[touched.end.min(lines.len())..],
        );
        let (head, tail) = (head.concat(), tail.concat());
        // If a file has no newline at its end, it has none after its last line is removed either.
        let head = if tail.is_empty() {
            head.trim_end()
        } else {
            &head
        };
        ensure!(
            after.starts_with(head),
            "lines above have changed:\n{}",
            self.difference(after)
        );
        ensure!(
            after.len() >= head.len() + tail.len() && after.ends_with(&tail),
            "lines below have changed:\n{}",
            self.difference(after)
        );
        Ok(())
    }
}

/// The number of entries or items of a node. `None` if it is neither a map nor a list.
fn children(node: &Node) -> Option<usize> {
    let entries = node.entries().map(<[_]>::len);
    entries.or_else(|| Some(node.items()?.len()))
}
