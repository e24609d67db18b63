//! Replaces a map by its entries, which move up one level.

use super::builder::EditBuilder;
use super::{in_brackets, key_taken};
use crate::lines::{line_end, line_start, next_line};
use crate::text::Edits;
use crate::yaml::layout::Block;
use crate::yaml::typed::Data;
use crate::yaml::{MapEntry, Yaml};
use crate::{Pointer, Refusal};

impl Yaml {
    /// Replaces a map by its entries, with all lines between them.
    ///
    /// # Errors
    /// If the text is broken, if the value is not a map in block style on its own lines, or if its
    /// parent has one of its keys.
    pub fn unwrap_map(&self, pointer: &Pointer) -> Edits {
        let text = self.text();
        let (resolved, parent, index) = self.entry_of(pointer)?;
        let refused = || Refusal::SideEffects(pointer.clone());
        let node = resolved.node().ok_or_else(refused)?;
        let block = |node| Block::of(text, node).filter(|_| !in_brackets(self, &resolved));
        let (Some(outer), Some(inner)) = (block(parent), block(node)) else {
            return Err(refused());
        };
        let part = outer.parts.get(index).ok_or_else(refused)?;
        let is_plain = node.entries().is_some() && node.anchor().is_none() && node.tag().is_none();
        if !is_plain || inner.compact || (outer.compact && index == 0) {
            return Err(refused());
        }
        let above = resolved.above();
        let mut keys = node
            .entries()
            .into_iter()
            .flatten()
            .filter_map(MapEntry::key);
        let name = pointer.last().unwrap_or_default();
        if let Some(key) = keys.find(|key| *key != name && parent.entry(key).is_some()) {
            return Err(key_taken(&above, key));
        }
        let mut builder = EditBuilder::new(self, &above)?;
        // A comment after the key keeps its line.
        let rest = text.get(part.value_at..line_end(text, part.value_at));
        let spaces = rest.map_or(0, |rest| rest.len() - rest.trim_start().len());
        let below = next_line(text, part.value_at);
        match rest.map(str::trim_start) {
            Some("") | None => builder.replace(line_start(text, part.start)..below, ""),
            Some(_) => builder.replace(part.start..part.value_at + spaces, ""),
        }
        let mut line = below;
        while line < part.lines_end {
            let end = line_end(text, line);
            let spelled = text.get(line..end).unwrap_or_default();
            let spaces = spelled.len() - spelled.trim_start_matches(' ').len();
            let deeper = spaces.min(inner.column - outer.column);
            builder.replace(line..line + deeper, "");
            line = next_line(text, line);
        }
        builder.finish(
            &above,
            &|before, _| match before.at_mut(&above.steps)?.untagged_mut() {
                Data::Map(pairs) => {
                    let (_, map) = pairs.remove(index);
                    let Data::Map(inner) = map else {
                        return None;
                    };
                    pairs.splice(index..index, inner);
                    Some(())
                }
                _ => None,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apply;

    #[track_caller]
    fn check(text: &str, pointer: &str, expected: Option<&str>) {
        let yaml = Yaml::read(text);
        let edits = yaml.unwrap_map(&pointer.parse().unwrap());
        let found = edits.ok().map(|edits| apply(text, &edits).unwrap());
        assert_eq!(found.as_deref(), expected, "{pointer} in {text:?}");
    }

    #[test]
    fn entries_come_one_level_up_with_all_between_them() {
        for (text, pointer, expected) in [
            (
                "a:\n  # of b\n  b:\n    # first\n    c: 1\n\n    # d: 2\n    e: |\n      x\n    # last\n  f: 3\n",
                "/a/b",
                "a:\n  # of b\n  # first\n  c: 1\n\n  # d: 2\n  e: |\n    x\n  # last\n  f: 3\n",
            ),
            ("a: # why\r\n    b: 1\r\n", "/a", "# why\r\nb: 1\r\n"),
            ("- a: 1\n  b:\n    c: 2", "/0/b", "- a: 1\n  c: 2"),
        ] {
            check(text, pointer, Some(expected));
        }
    }

    #[test]
    fn what_cannot_come_up_is_left() {
        for (text, pointer) in [
            ("a: {b: 1}\n", "/a"),
            ("a: 1\n", "/a"),
            ("a:\n- 1\n", "/a"),
            ("a: &x\n  b: 1\nc: *x\n", "/a"),
            ("a:\n  b: 1\nb: 2\n", "/a"),
            ("- a:\n    b: 1\n", "/0/a"),
            ("a:\n  b: [\n", "/a"),
            ("a: 1\n", ""),
        ] {
            check(text, pointer, None);
        }
    }
}
