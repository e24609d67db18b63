//! Edits by path in the first document. Each returns the text edits for one change of the data, or
//! a refusal. Other documents stay the same.

mod arrange;
mod builder;
mod entry_text;
mod flow;
mod move_item;
mod replace;
mod resolve;
mod set;
mod unwrap;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod set_tests;
#[cfg(test)]
mod tests;

use super::Yaml;
use super::layout::is_flow;
use super::node::{Node, NodeKind, Style};
use super::typed::Data;
use super::write::{render, scalar};
use crate::text::Edits;
use crate::{Pointer, Refusal};
use arrange::{Container, Slot};
use builder::EditBuilder;
use replace::ValueContext;
use resolve::Resolved;

impl Yaml {
    /// Removes a key (with all its duplicates) or an item, together with its comments: those
    /// directly above it, after it on its line, and indented below it. If it is the last entry,
    /// `{}` or `[]` remains.
    ///
    /// # Errors
    /// If the text is broken, there is no value at the path, it is the root, it comes from a merge
    /// key, or an alias refers to it.
    pub fn remove(&self, pointer: &Pointer) -> Edits {
        let (resolved, parent, index) = self.entry_of(pointer)?;
        let token = pointer.last();
        let removed = |other: usize| match parent.entries() {
            Some(entries) => entries.get(other).is_some_and(|entry| entry.key() == token),
            None => other == index,
        };
        self.remove_entries(&resolved, parent, &removed)
    }

    /// Removes all but the last of the entries with the key at a path. The last one is the one that
    /// most readers use.
    ///
    /// # Errors
    /// As for [`Yaml::remove`].
    pub fn remove_duplicates(&self, pointer: &Pointer) -> Edits {
        let (resolved, parent, index) = self.entry_of(pointer)?;
        let entries = parent.entries();
        let entries = entries.ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        let token = pointer.last();
        let removed = |other: usize| {
            other != index && entries.get(other).is_some_and(|entry| entry.key() == token)
        };
        self.remove_entries(&resolved, parent, &removed)
    }

    /// Puts quotes around the plain scalar at a path, so that every reader reads it as a text. A
    /// scalar with quotes stays the same.
    ///
    /// # Errors
    /// As for [`Yaml::set`], and if there is no scalar.
    pub fn quote(&self, pointer: &Pointer) -> Edits {
        let resolved = self.resolve_existing(pointer)?;
        let node = resolved.node().filter(|node| node.as_str().is_some());
        let node = node.ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        let NodeKind::Scalar {
            value,
            style: Style::Plain,
        } = node.kind()
        else {
            return Ok(Vec::new());
        };
        let mut builder = EditBuilder::new(self, &resolved)?;
        let format = scalar::ScalarFormat {
            style: Some(builder.formatting.quote),
            ..builder.formatting.scalar_format()
        };
        builder.replace(node.span(), scalar::string(value, format));
        builder.finish(&resolved, &|before, _| {
            *before.at_mut(&resolved.steps)? = Data::Text(value.clone());
            Some(())
        })
    }

    /// Puts quotes around the plain key at a path, so that every reader reads it as a text. A key
    /// with quotes stays the same.
    ///
    /// # Errors
    /// As for [`Yaml::remove`].
    pub fn quote_key(&self, pointer: &Pointer) -> Edits {
        let (resolved, parent, index) = self.entry_of(pointer)?;
        let entry = parent.entries().and_then(|entries| entries.get(index));
        let key = entry.ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        let NodeKind::Scalar {
            value,
            style: Style::Plain,
        } = key.key_node().kind()
        else {
            return Ok(Vec::new());
        };
        let above = resolved.above();
        let mut builder = EditBuilder::new(self, &above)?;
        let format = scalar::ScalarFormat {
            style: Some(builder.formatting.quote),
            ..builder.formatting.scalar_format()
        };
        builder.replace(key.key_span(), scalar::string(value, format));
        builder.finish(
            &above,
            &|before, _| match before.at_mut(&above.steps)?.untagged_mut() {
                Data::Map(pairs) => {
                    pairs.get_mut(index)?.0 = Data::Text(value.clone());
                    Some(())
                }
                _ => None,
            },
        )
    }

    /// Renames the key at a path, and keeps its quotes.
    ///
    /// # Errors
    /// As for [`Yaml::remove`], and if the new name exists.
    pub fn rename_key(&self, pointer: &Pointer, name: &str) -> Edits {
        let (resolved, parent, _) = self.entry_of(pointer)?;
        let entries = parent.entries();
        let entries = entries.ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        let above = resolved.above();
        if pointer.last() == Some(name) {
            return Ok(Vec::new());
        }
        if parent.entry(name).is_some() {
            return Err(key_taken(&above, name));
        }
        let mut builder = EditBuilder::new(self, &above)?;
        let mut renamed = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let NodeKind::Scalar { value, style } = entry.key_node().kind() else {
                continue;
            };
            if Some(value.as_str()) == pointer.last() {
                let format = scalar::ScalarFormat {
                    style: Some(*style),
                    flow: in_brackets(self, &resolved),
                    ..builder.formatting.scalar_format()
                };
                builder.replace(entry.key_span(), render::key(name, format));
                renamed.push(index);
            }
        }
        builder.finish(
            &above,
            &|before, _| match before.at_mut(&above.steps)?.untagged_mut() {
                Data::Map(pairs) => {
                    for index in renamed.iter().copied() {
                        pairs.get_mut(index)?.0 = Data::Text(name.to_owned());
                    }
                    Some(())
                }
                _ => None,
            },
        )
    }

    fn remove_entries(
        &self,
        resolved: &Resolved<'_>,
        parent: &Node,
        removed: &dyn Fn(usize) -> bool,
    ) -> Edits {
        let count = match parent.kind() {
            NodeKind::Map(entries) => entries.len(),
            NodeKind::Seq(items) => items.len(),
            _ => 0,
        };
        let slots: Vec<_> = (0..count)
            .filter(|index| !removed(*index))
            .map(Slot::Keep)
            .collect();
        if slots.len() == count {
            return Ok(Vec::new());
        }
        let above = resolved.above();
        self.build_edits(
            resolved,
            &|builder| {
                let documents = builder.documents.clone();
                builder.arrange(container(self, &documents, &above)?, slots.clone())
            },
            &|before, _| {
                let mut indices = 0..;
                let mut stays = || !indices.next().is_some_and(removed);
                match before.at_mut(&above.steps)?.untagged_mut() {
                    Data::Map(pairs) => pairs.retain(|_| stays()),
                    Data::Seq(items) => items.retain(|_| stays()),
                    _ => return None,
                }
                Some(())
            },
        )
    }

    /// Changes the entries of a container to those of the slots. `change_data` makes the same
    /// change to its data.
    fn arrange_edits(
        &self,
        resolved: &Resolved<'_>,
        slots: &[Slot<'_>],
        change_data: &dyn Fn(&mut Data) -> Option<()>,
    ) -> Edits {
        self.build_edits(
            resolved,
            &|builder| {
                let documents = builder.documents.clone();
                builder.arrange(container(self, &documents, resolved)?, slots.to_vec())
            },
            &|before, _| change_data(before.at_mut(&resolved.steps)?.untagged_mut()),
        )
    }

    /// Builds and checks the edits of a change. If block scalars would absorb the lines after them,
    /// builds the edits again with quoted texts instead.
    fn build_edits(
        &self,
        resolved: &Resolved<'_>,
        write: &dyn Fn(&mut EditBuilder<'_>) -> Result<(), Refusal>,
        change_data: &dyn Fn(&mut Data, &Data) -> Option<()>,
    ) -> Edits {
        let mut builder = EditBuilder::new(self, resolved)?;
        write(&mut builder)?;
        match builder.finish(resolved, change_data) {
            Err(Refusal::SideEffects(_)) => {}
            done => return done,
        }
        let mut builder = EditBuilder::new(self, resolved)?;
        builder.formatting.blocks = false;
        write(&mut builder)?;
        builder.finish(resolved, change_data)
    }

    /// The resolved path of an entry, its container, and its index there.
    fn entry_of<'y>(
        &'y self,
        pointer: &Pointer,
    ) -> Result<(Resolved<'y>, &'y Node, usize), Refusal> {
        self.require_unbroken()?;
        if pointer.is_root() {
            return Err(Refusal::Root);
        }
        let resolved = self.resolve_existing(pointer)?;
        let (parent, index) = resolved
            .parent()
            .ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        Ok((resolved, parent, index))
    }
}

/// The refusal of a key that the map already has.
fn key_taken(resolved: &Resolved<'_>, key: &str) -> Refusal {
    Refusal::KeyTaken {
        pointer: resolved.pointer.clone(),
        key: key.to_owned(),
    }
}

/// Whether a document has no value.
fn is_empty_document(resolved: &Resolved<'_>, node: &Node) -> bool {
    resolved.chain.len() == 1 && node.span.is_empty() && node.as_str() == Some("")
}

/// The context of the resolved value.
fn context(yaml: &Yaml, resolved: &Resolved<'_>) -> Result<ValueContext, Refusal> {
    let Some((parent, index)) = resolved.parent() else {
        return Ok(ValueContext::Root);
    };
    ValueContext::of(yaml.text(), parent, index, in_brackets(yaml, resolved))
        .ok_or_else(|| Refusal::SideEffects(resolved.pointer.clone()))
}

/// Whether any container of the resolved value is written in brackets.
fn in_brackets(yaml: &Yaml, resolved: &Resolved<'_>) -> bool {
    let holders = resolved.chain.iter().rev().skip(1);
    holders.into_iter().any(|node| is_flow(yaml.text(), node))
}

/// The resolved value as a container, with its context and data.
fn container<'c>(
    yaml: &Yaml,
    documents: &'c [Data],
    resolved: &'c Resolved<'_>,
) -> Result<Container<'c>, Refusal> {
    let missing = || Refusal::Missing(resolved.pointer.clone());
    let data = documents.first().and_then(|data| data.at(&resolved.steps));
    Ok(Container {
        node: resolved.node().ok_or_else(missing)?,
        context: context(yaml, resolved)?,
        data: data.ok_or_else(missing)?,
        pointer: &resolved.pointer,
    })
}
