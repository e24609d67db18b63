//! Builds the text edits that change the entries of a map or sequence.
//!
//! As in JSON, a change of a container is a list of slots, one for each entry after the edit: a
//! kept, changed or new entry, in the new order. Entries without a slot are removed.

use serde_json::Value;

use super::builder::EditBuilder;
use super::flow;
use super::replace::{NewText, ValueContext, indent_all};
use crate::yaml::layout::{Block, is_flow, text_start};
use crate::yaml::node::{MapEntry, Node, NodeKind};
use crate::yaml::typed::Data;
use crate::yaml::write::render::{self, Sign};
use crate::{Pointer, Refusal, diff, key_order, lines};

/// An entry of a container after the edit.
#[derive(Debug, Clone)]
pub(super) enum Slot<'v> {
    /// The entry with this index stays. The indices of `Keep` and `Change` ascend.
    Keep(usize),
    /// The entry with this index gets a new value.
    Change(usize, &'v Value),
    /// A new entry. Its key is `None` in a sequence.
    Add(Option<&'v str>, &'v Value),
    /// A new entry in block style, as lines without indentation.
    AddLines(Vec<String>),
}

/// A map or sequence with its context and data.
#[derive(Clone, Copy)]
pub(super) struct Container<'c> {
    pub(super) node: &'c Node,
    pub(super) context: ValueContext,
    pub(super) data: &'c Data,
    pub(super) pointer: &'c Pointer,
}

/// The positions of the entries of a container.
enum Layout {
    Block(Block),
    Brackets(Vec<flow::FlowPart>),
}

impl EditBuilder<'_> {
    /// Changes a value to another, and changes as few bytes as possible.
    ///
    /// # Errors
    /// If an alias or a value with a tag would have to change.
    pub(super) fn change(&mut self, old: Container<'_>, value: &Value) -> Result<(), Refusal> {
        if old.data.equals_unordered(&Data::from(value)) {
            return Ok(());
        }
        if let NodeKind::Alias(_) = old.node.kind() {
            return Err(self.yaml.alias(old.node, old.pointer.clone()));
        }
        match (old.node.kind(), old.data.untagged(), value) {
            (NodeKind::Map(entries), _, Value::Object(map)) if !entries.is_empty() => {
                self.arrange(old, map_slots(old.node, entries, map))
            }
            (NodeKind::Seq(items), Data::Seq(before), Value::Array(values))
                if !items.is_empty() =>
            {
                self.arrange(old, seq_slots(before, values))
            }
            _ => {
                if let Some(tag) = old.node.tag() {
                    let (pointer, tag) = (old.pointer.clone(), tag.to_owned());
                    return Err(Refusal::Tagged { pointer, tag });
                }
                self.put_value(old.node, old.context, value);
                Ok(())
            }
        }
    }

    /// Changes the entries of a container to those of the slots.
    ///
    /// # Errors
    /// As for [`EditBuilder::change`], and if the layout of the container is unknown.
    pub(super) fn arrange(
        &mut self,
        container: Container<'_>,
        slots: Vec<Slot<'_>>,
    ) -> Result<(), Refusal> {
        let kept: Vec<usize> = slots.iter().filter_map(Slot::kept).collect();
        if kept.is_empty() {
            self.refill(container, &slots);
            return Ok(());
        }
        let layout = self.layout(container)?;
        // A pair in a sequence in brackets is a map without braces. It needs braces to get more
        // entries.
        let span = container.node.span();
        let grows = slots.len() > kept.len();
        let bare = matches!(container.context, ValueContext::Flow(_))
            && !is_flow(self.text, container.node);
        if bare && grows {
            self.insert(span.start, "{");
        }
        match &layout {
            Layout::Block(block) => self.remove_lines_of_entries(block, &kept),
            Layout::Brackets(parts) if kept.len() < parts.len() => {
                self.remove_in_brackets(parts, &kept);
            }
            Layout::Brackets(_) => {}
        }
        let mut before: Option<usize> = None;
        let mut adds = Vec::new();
        for slot in slots {
            if let Some(index) = slot.kept() {
                self.add(&layout, before, std::mem::take(&mut adds));
                before = Some(index);
            }
            match slot {
                Slot::Keep(_) => {}
                Slot::Change(index, value) => self.change_child(container, index, value)?,
                add => adds.push(add),
            }
        }
        self.add(&layout, before, adds);
        if bare && grows {
            self.insert(span.end, "}");
        }
        Ok(())
    }

    fn layout(&self, container: Container<'_>) -> Result<Layout, Refusal> {
        let node = container.node;
        if is_flow(self.text, node) {
            return Ok(Layout::Brackets(flow::parts(self.text, node)));
        }
        if let ValueContext::Flow(_) = container.context {
            return Ok(Layout::Brackets(flow::parts(self.text, node)));
        }
        Block::of(self.text, node)
            .map(Layout::Block)
            .ok_or_else(|| Refusal::SideEffects(container.pointer.clone()))
    }

    fn change_child(
        &mut self,
        container: Container<'_>,
        index: usize,
        value: &Value,
    ) -> Result<(), Refusal> {
        let side_effects = || Refusal::SideEffects(container.pointer.clone());
        let (node, token) = match container.node.kind() {
            NodeKind::Map(entries) => entries
                .get(index)
                .map(|entry| (entry.value(), entry.key().unwrap_or_default().to_owned())),
            NodeKind::Seq(items) => items.get(index).map(|item| (item, index.to_string())),
            _ => None,
        }
        .ok_or_else(side_effects)?;
        let in_brackets = matches!(container.context, ValueContext::Flow(_));
        let child = Container {
            node,
            context: ValueContext::of(self.text, container.node, index, in_brackets)
                .ok_or_else(side_effects)?,
            data: container.data.at(&[index]).ok_or_else(side_effects)?,
            pointer: &container.pointer.child(token),
        };
        self.change(child, value)
    }

    /// Replaces all entries of a container, or leaves it empty.
    fn refill(&mut self, container: Container<'_>, slots: &[Slot<'_>]) {
        let map = container.node.entries().is_some();
        let new_text = if slots.is_empty() {
            NewText::Inline(if map { "{}" } else { "[]" }.to_owned())
        } else if let ValueContext::Flow(_) = container.context {
            let entries: Vec<_> = slots
                .iter()
                .filter_map(|slot| match slot {
                    Slot::Add(key, value) => {
                        Some(render::flow_entry(*key, value, &self.formatting))
                    }
                    _ => None,
                })
                .collect();
            let entries = entries.join(", ");
            NewText::Inline(if map {
                format!("{{{entries}}}")
            } else {
                format!("[{entries}]")
            })
        } else {
            let lines = slots.iter().flat_map(|slot| self.lines(slot)).collect();
            let unit = if map {
                self.formatting.unit
            } else {
                self.formatting.dash
            };
            NewText::Entries(lines, unit)
        };
        self.put(container.node, container.context, new_text);
    }

    /// Removes the entries in block style whose index is not in `kept`, which is not empty.
    fn remove_lines_of_entries(&mut self, block: &Block, kept: &[usize]) {
        let first_kept = kept.iter().min().copied().unwrap_or_default();
        let mut parts = block.parts.iter().enumerate();
        if block.compact && first_kept > 0 {
            // The first kept entry moves up to the dash.
            let last = parts.by_ref().nth(first_kept - 1);
            let start = block.parts.first().map(|part| part.start);
            if let (Some(start), Some((_, last))) = (start, last) {
                let rest = self.text.get(last.lines_end..).unwrap_or_default();
                let end = last.lines_end + rest.len() - rest.trim_start().len();
                self.removed.push(start..last.lines_end);
                self.edits.push(crate::TextEdit::remove(start..end));
            }
        }
        for (_, part) in parts.filter(|(index, _)| !kept.contains(index)) {
            self.replace_lines(part.lines(), &[]);
        }
    }

    fn add(&mut self, layout: &Layout, after: Option<usize>, adds: Vec<Slot<'_>>) {
        if adds.is_empty() {
            return;
        }
        let block = match layout {
            Layout::Block(block) => block,
            Layout::Brackets(parts) => {
                let adds = adds.iter().filter_map(|slot| match slot {
                    Slot::Add(key, value) => Some((*key, *value)),
                    _ => None,
                });
                return self.add_in_brackets(parts, after, &adds.collect::<Vec<_>>());
            }
        };
        let lines: Vec<_> = adds.iter().flat_map(|slot| self.lines(slot)).collect();
        let lines = indent_all(&lines, block.column);
        let first = block.parts.first().map_or(0, |part| part.lines_start);
        match after.and_then(|after| block.parts.get(after)) {
            Some(part) => self.replace_lines(part.lines_end..part.lines_end, &lines),
            None if block.compact => {
                let newline = self.formatting.newline;
                let text = lines.join(newline);
                let spaces = " ".repeat(block.column);
                self.insert(first, format!("{}{newline}{spaces}", text.trim_start()));
            }
            None => self.replace_lines(first..first, &lines),
        }
    }

    fn lines(&self, slot: &Slot<'_>) -> Vec<String> {
        match slot {
            Slot::Add(Some(key), value) => render::entry(Sign::Key(key), value, &self.formatting),
            Slot::Add(None, value) => render::entry(Sign::Dash, value, &self.formatting),
            Slot::AddLines(lines) => lines.clone(),
            _ => Vec::new(),
        }
    }
}

impl Slot<'_> {
    fn kept(&self) -> Option<usize> {
        match self {
            Self::Keep(index) | Self::Change(index, _) => Some(*index),
            _ => None,
        }
    }
}

/// The slots for changing a map to another. Existing entries keep their order.
fn map_slots<'v>(
    node: &Node,
    entries: &[MapEntry],
    map: &'v serde_json::Map<String, Value>,
) -> Vec<Slot<'v>> {
    let mut slots = Vec::new();
    let mut keys = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let last = |key: &&str| {
            let last = node.entry(key).map(MapEntry::key_span);
            last == Some(entry.key_span())
        };
        if let Some(key) = entry.key().filter(last)
            && let Some(value) = map.get(key)
        {
            slots.push(Slot::Change(index, value));
            keys.push(key);
        }
    }
    for (key, value) in map.iter().filter(|(key, _)| node.entry(key).is_none()) {
        let at = key_order::insertion_index(&keys, key, &[]);
        slots.insert(at, Slot::Add(Some(key), value));
        keys.insert(at, key);
    }
    slots
}

/// The slots for changing a sequence to another: equal items stay, and new items replace removed
/// ones as far as possible.
fn seq_slots<'v>(before: &[Data], values: &'v [Value]) -> Vec<Slot<'v>> {
    let after: Vec<Data> = values.iter().map(Data::from).collect();
    let mut pairs = diff::common_pairs(before, &after);
    pairs.push((before.len(), after.len()));
    let mut slots = Vec::new();
    let (mut old, mut new) = (0, 0);
    for (old_kept, new_kept) in pairs {
        for value in values.get(new..new_kept).unwrap_or_default() {
            if old < old_kept {
                slots.push(Slot::Change(old, value));
                old += 1;
            } else {
                slots.push(Slot::Add(None, value));
            }
        }
        if old_kept < before.len() {
            slots.push(Slot::Keep(old_kept));
        }
        (old, new) = (old_kept + 1, new_kept + 1);
    }
    slots
}

/// The position at which to write the first entry of an empty document.
pub(super) fn first_entry_position(text: &str) -> usize {
    let marker = |line: &str| line == "---" || line.starts_with("--- ");
    let mut at = text_start(text);
    while at < text.len() {
        let next = lines::next_line(text, at);
        if text.get(at..lines::line_end(text, at)).is_some_and(marker) {
            return next;
        }
        at = next;
    }
    text.len()
}
