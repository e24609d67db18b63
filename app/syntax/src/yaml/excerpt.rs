//! Entries as text: taken out of one YAML text with their comments, and put into another.

use std::ops::Range;

use super::arrange::{Slot, end_for_entries};
use super::data::Data;
use super::draft::{Draft, comment_texts};
use super::edit::{container, in_brackets, is_nothing, taken};
use super::layout::{Block, is_flow};
use super::node::Kind;
use super::replace::{Site, Spelling};
use super::{Yaml, flow, render};
use crate::margin::line_above;
use crate::text::Edits;
use crate::{Pointer, Refusal, place};

impl Yaml {
    /// The text of the entry at a path with the comments that belong to it, as if it stood at
    /// column 0, with LF at the end of each line. Nothing where there is none, or where it uses
    /// anchors from elsewhere.
    #[must_use]
    pub fn entry_text(&self, pointer: &Pointer) -> Option<String> {
        let text = self.entry_lines(pointer)?;
        let (reach, _, _) = self.entry_of(pointer).ok()?;
        let wanted = Data::documents(self.text())?;
        let found = Data::documents(&text)?;
        let found = found.first()?.at(&[0])?;
        (wanted.first()?.at(&reach.steps)? == found).then_some(text)
    }

    /// The same without the proof that it holds the same data, which takes longer the longer the
    /// whole text is: to be shown, not to be put elsewhere.
    #[must_use]
    pub fn entry_lines(&self, pointer: &Pointer) -> Option<String> {
        let (reach, holder, index) = self.entry_of(pointer).ok()?;
        let block = Block::of(self.text(), holder).filter(|_| !in_brackets(self, &reach));
        Some(match block {
            Some(block) => {
                let part = block.parts.get(index)?;
                let lines = self.text().get(part.lines())?;
                let blanks = if block.compact && index == 0 {
                    block.column
                } else {
                    0
                };
                dedented(&format!("{}{lines}", " ".repeat(blanks)), block.column)
            }
            None => {
                let part = flow::parts(self.text(), holder).into_iter().nth(index)?;
                format!("{}\n", self.text().get(part.head..part.end)?)
            }
        })
    }

    /// How many lines stand between an entry and the one right before it in the same map, blank ones
    /// and comments that belong to neither; 0 where another entry is between them, and in braces.
    #[must_use]
    pub fn lines_between(&self, before: &Pointer, entry: &Pointer) -> usize {
        let both = [before, entry].map(|pointer| self.part_of(pointer));
        let [Some((above, _)), Some((index, lines))] = both else {
            return 0;
        };
        let are_neighbours = before.parent() == entry.parent() && above + 1 == index;
        let between = self.part_of(before).filter(|_| are_neighbours);
        let between = between.and_then(|(_, above)| self.text().get(above.end..lines.start));
        between.map_or(0, |between| between.matches('\n').count())
    }

    /// The lines right above those of an entry, so many of them.
    #[must_use]
    pub fn lines_above(&self, entry: &Pointer, count: usize) -> Range<usize> {
        let end = self.part_of(entry).map_or(0, |(_, lines)| lines.start);
        let start = (0..count).fold(end, |line, _| line_above(self.text(), line));
        start..end
    }

    /// The index of an entry in its map in block style, and its lines.
    fn part_of(&self, entry: &Pointer) -> Option<(usize, Range<usize>)> {
        let (reach, holder, index) = self.entry_of(entry).ok()?;
        let block = Block::of(self.text(), holder).filter(|_| !in_brackets(self, &reach))?;
        Some((index, block.parts.get(index)?.lines()))
    }

    /// Inserts an entry into a map from its text in another YAML text, with the comments in it,
    /// indented as the map is. Maps that are missing on the way are made.
    ///
    /// # Errors
    /// As for [`Yaml::insert`], when the text is not just the entry of this key, and when the map is
    /// written in braces.
    pub fn insert_text(&self, map: &Pointer, key: &str, block: &str) -> Edits {
        let reach = self.reach(map)?;
        let (mut lines, mut value) =
            excerpt(key, block).ok_or_else(|| Refusal::NotOneEntry(key.to_owned()))?;
        let mut draft = Draft::new(self, &reach)?;
        draft.added = comment_texts(&Yaml::read(lines.join("\n")));
        let mut first = key;
        for above in reach.rest.iter().rev() {
            value = Data::Map(vec![(Data::Text(first.to_owned()), value)]);
            let line = format!("{}:", render::key(above, draft.look.manner()));
            lines = render::below(line, &lines, draft.look.unit);
            first = above;
        }
        let pair = (Data::Text(first.to_owned()), value);
        let Some(node) = reach.node().filter(|node| !is_nothing(&reach, node)) else {
            let at = end_for_entries(self.text());
            draft.replace_lines(at..at, &lines);
            return draft.finish(&reach, &|before, _| {
                *before = Data::Map(vec![pair.clone()]);
                Some(())
            });
        };
        let documents = draft.documents.clone();
        let container = container(self, &documents, &reach)?;
        let in_braces = matches!(container.site, Site::Flow(_));
        match node.kind() {
            Kind::Map(entries) => {
                if node.entry(first).is_some() {
                    return Err(taken(&reach, first));
                }
                if !reach.rest.is_empty() && self.merges(node, first) {
                    return Err(Refusal::Merged(reach.pointer.child(first)));
                }
                if in_braces || (is_flow(self.text(), node) && !entries.is_empty()) {
                    return Err(Refusal::InBraces(reach.pointer));
                }
                let keys: Vec<_> = entries
                    .iter()
                    .map(|entry| entry.key().unwrap_or_default())
                    .collect();
                let at = place::place(&keys, first, &[]);
                let mut slots: Vec<_> = (0..keys.len()).map(Slot::Keep).collect();
                slots.insert(at, Slot::AddLines(lines));
                draft.arrange(container, slots)?;
                draft.finish(
                    &reach,
                    &|before, _| match before.at_mut(&reach.steps)?.bare_mut() {
                        Data::Map(pairs) => {
                            pairs.insert(at, pair.clone());
                            Some(())
                        }
                        _ => None,
                    },
                )
            }
            Kind::Alias(_) => Err(self.alias(node, reach.pointer)),
            Kind::Scalar { .. } if container.data == &Data::Null && !in_braces => {
                let unit = draft.look.unit;
                draft.put(node, container.site, Spelling::Entries(lines, unit));
                draft.finish(&reach, &|before, _| {
                    *before.at_mut(&reach.steps)? = Data::Map(vec![pair.clone()]);
                    Some(())
                })
            }
            _ => Err(Refusal::NotAnObject {
                pointer: reach.pointer,
                key: first.to_owned(),
            }),
        }
    }
}

/// The lines of an entry's text at column 0, and its value, if it is just that entry.
fn excerpt(key: &str, block: &str) -> Option<(Vec<String>, Data)> {
    let yaml = Yaml::read(block);
    let layout = Block::of(yaml.text(), yaml.root()?)?;
    let block = block.trim_start_matches(crate::lines::BOM);
    let text = dedented(block, layout.column);
    let mut documents = Data::documents(&text)?;
    let (Some(Data::Map(pairs)), 1) = (documents.first_mut(), yaml.documents()) else {
        return None;
    };
    let (found, value) = pairs.pop()?;
    if !pairs.is_empty() || found != Data::Text(key.to_owned()) {
        return None;
    }
    let lines = text.trim_end_matches('\n').lines();
    Some((lines.map(str::to_owned).collect(), value))
}

/// Lines without the blanks of a column, as far as they have them.
fn dedented(lines: &str, column: usize) -> String {
    let mut text = String::with_capacity(lines.len());
    for line in lines.lines() {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        text.push_str(line.get(blanks.min(column)..).unwrap_or_default());
        text.push('\n');
    }
    text
}
