//! Entries as text: gets the text of an entry with its comments, and inserts it into another text.

use std::ops::Range;

use super::arrange::{Slot, first_entry_position};
use super::builder::{EditBuilder, comment_texts};
use super::flow;
use super::replace::{NewText, ValueContext};
use super::{container, in_brackets, is_empty_document, key_taken};
use crate::lines::line_above;
use crate::text::Edits;
use crate::yaml::Yaml;
use crate::yaml::layout::{Block, is_flow};
use crate::yaml::node::NodeKind;
use crate::yaml::typed::Data;
use crate::yaml::write::render;
use crate::{Pointer, Refusal, key_order};

impl Yaml {
    /// The text of the entry at a path with its comments, without indentation and with LF line
    /// endings. `None` if there is no entry, or if it uses anchors that are defined elsewhere.
    #[must_use]
    pub fn entry_text(&self, pointer: &Pointer) -> Option<String> {
        let text = self.entry_text_for_display(pointer)?;
        let (resolved, _, _) = self.entry_of(pointer).ok()?;
        let wanted = self.typed()?;
        let found = Data::documents(&text)?;
        let found = found.first()?.at(&[0])?;
        (wanted.first()?.at(&resolved.steps)? == found).then_some(text)
    }

    /// The same text without the check that its data is the same, which takes longer the longer the
    /// whole text is. Use it to show the entry, not to insert it elsewhere.
    #[must_use]
    pub fn entry_text_for_display(&self, pointer: &Pointer) -> Option<String> {
        let (resolved, parent, index) = self.entry_of(pointer).ok()?;
        let block = Block::of(self.text(), parent).filter(|_| !in_brackets(self, &resolved));
        Some(match block {
            Some(block) => {
                let part = block.parts.get(index)?;
                let lines = self.text().get(part.lines())?;
                let spaces = if block.compact && index == 0 {
                    block.column
                } else {
                    0
                };
                dedent(&format!("{}{lines}", " ".repeat(spaces)), block.column)
            }
            None => {
                let part = flow::parts(self.text(), parent).into_iter().nth(index)?;
                format!("{}\n", self.text().get(part.start..part.end)?)
            }
        })
    }

    /// The number of blank lines and comment lines between two adjacent entries of a map that
    /// belong to neither of them. 0 if the entries are not adjacent, or if the map is in braces.
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

    /// The range of the `count` lines directly above an entry.
    #[must_use]
    pub fn lines_above(&self, entry: &Pointer, count: usize) -> Range<usize> {
        let end = self.part_of(entry).map_or(0, |(_, lines)| lines.start);
        let start = (0..count).fold(end, |line, _| line_above(self.text(), line));
        start..end
    }

    /// The index of an entry in its map, and its lines. `None` if the map is in brackets.
    fn part_of(&self, entry: &Pointer) -> Option<(usize, Range<usize>)> {
        let (resolved, parent, index) = self.entry_of(entry).ok()?;
        let block = Block::of(self.text(), parent).filter(|_| !in_brackets(self, &resolved))?;
        Some((index, block.parts.get(index)?.lines()))
    }

    /// Inserts an entry into a map, given its text with comments from another YAML text. Indents it
    /// like the map, and adds missing parent maps.
    ///
    /// # Errors
    /// As for [`Yaml::insert`], if the text is not exactly one entry with this key, or if the map
    /// is written in braces.
    pub fn insert_text(&self, map: &Pointer, key: &str, block: &str) -> Edits {
        self.insert_text_in_order(map, key, block, &[])
    }

    /// The same, where the keys stand in an order: the entry goes after the nearest one that precedes it
    /// there, or before the nearest that follows it.
    ///
    /// # Errors
    /// As for [`Yaml::insert_text`].
    pub fn insert_text_in_order(
        &self,
        map: &Pointer,
        key: &str,
        block: &str,
        order: &[&str],
    ) -> Edits {
        let resolved = self.resolve(map)?;
        let (mut lines, mut value) =
            parse_entry(key, block).ok_or_else(|| Refusal::NotOneEntry(key.to_owned()))?;
        let mut builder = EditBuilder::new(self, &resolved)?;
        builder.added = comment_texts(&Yaml::read(lines.join("\n")));
        let mut first = key;
        for above in resolved.rest.iter().rev() {
            value = Data::Map(vec![(Data::Text(first.to_owned()), value)]);
            let line = format!(
                "{}:",
                render::key(above, builder.formatting.scalar_format())
            );
            lines = render::below(line, &lines, builder.formatting.unit);
            first = above;
        }
        let pair = (Data::Text(first.to_owned()), value);
        let Some(node) = resolved
            .node()
            .filter(|node| !is_empty_document(&resolved, node))
        else {
            let at = first_entry_position(self.text());
            builder.replace_lines(at..at, &lines);
            return builder.finish(&resolved, &|before, _| {
                *before = Data::Map(vec![pair.clone()]);
                Some(())
            });
        };
        let documents = builder.documents.clone();
        let container = container(self, &documents, &resolved)?;
        let in_braces = matches!(container.context, ValueContext::Flow(_));
        match node.kind() {
            NodeKind::Map(entries) => {
                if node.entry(first).is_some() {
                    return Err(key_taken(&resolved, first));
                }
                if !resolved.rest.is_empty() && self.merges(node, first) {
                    return Err(Refusal::Merged(resolved.pointer.child(first)));
                }
                if in_braces || (is_flow(self.text(), node) && !entries.is_empty()) {
                    return Err(Refusal::InBraces(resolved.pointer));
                }
                let keys: Vec<_> = entries
                    .iter()
                    .map(|entry| entry.key().unwrap_or_default())
                    .collect();
                let at = key_order::index_in_order(&keys, first, order)
                    .unwrap_or_else(|| key_order::insertion_index(&keys, first, &[]));
                let mut slots: Vec<_> = (0..keys.len()).map(Slot::Keep).collect();
                slots.insert(at, Slot::AddLines(lines));
                builder.arrange(container, slots)?;
                builder.finish(&resolved, &|before, _| match before
                    .at_mut(&resolved.steps)?
                    .untagged_mut()
                {
                    Data::Map(pairs) => {
                        pairs.insert(at, pair.clone());
                        Some(())
                    }
                    _ => None,
                })
            }
            NodeKind::Alias(_) => Err(self.alias(node, resolved.pointer)),
            NodeKind::Scalar { .. } if container.data == &Data::Null && !in_braces => {
                let unit = builder.formatting.unit;
                builder.put(node, container.context, NewText::Entries(lines, unit));
                builder.finish(&resolved, &|before, _| {
                    *before.at_mut(&resolved.steps)? = Data::Map(vec![pair.clone()]);
                    Some(())
                })
            }
            _ => Err(Refusal::NotAnObject {
                pointer: resolved.pointer,
                key: first.to_owned(),
            }),
        }
    }
}

/// The lines of an entry without indentation, and its value. `None` if the text is not exactly one
/// entry with this key.
fn parse_entry(key: &str, block: &str) -> Option<(Vec<String>, Data)> {
    let yaml = Yaml::read(block);
    let layout = Block::of(yaml.text(), yaml.root()?)?;
    let block = block.trim_start_matches(crate::text::BOM);
    let text = dedent(block, layout.column);
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

/// Lines with their indentation reduced by `column` spaces, or by as many as they have.
fn dedent(lines: &str, column: usize) -> String {
    let mut text = String::with_capacity(lines.len());
    for line in lines.lines() {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        text.push_str(line.get(spaces.min(column)..).unwrap_or_default());
        text.push('\n');
    }
    text
}
