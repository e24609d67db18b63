//! Edits by path in the first document: each gives the text edits that reach the wanted data, or a
//! refusal. Other documents stay as they are.

use super::arrange::{Container, Slot};
use super::data::Data;
use super::draft::Draft;
use super::layout::is_flow;
use super::node::{Kind, Node, Style};
use super::path::Reach;
use super::replace::Site;
use super::{Yaml, render, scalar};
use crate::text::Edits;
use crate::{Pointer, Refusal};

impl Yaml {
    /// Removes a key (with all its duplicates) or an item, with the comments that belong to it:
    /// those right above it, behind it, and indented below it. The last one leaves `{}` or `[]`.
    ///
    /// # Errors
    /// When the text is broken, there is nothing at the path, it is the root, a merge key brings it
    /// in, or an alias refers to it.
    pub fn remove(&self, pointer: &Pointer) -> Edits {
        let (reach, holder, index) = self.entry_of(pointer)?;
        let token = pointer.last();
        let gone = |other: usize| match holder.entries() {
            Some(entries) => entries.get(other).is_some_and(|entry| entry.key() == token),
            None => other == index,
        };
        self.without(&reach, holder, &gone)
    }

    /// Removes all but the last of the entries that share the key at a path, as readers do that
    /// take such a map at all.
    ///
    /// # Errors
    /// As for [`Yaml::remove`].
    pub fn remove_duplicates(&self, pointer: &Pointer) -> Edits {
        let (reach, holder, index) = self.entry_of(pointer)?;
        let entries = holder.entries();
        let entries = entries.ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        let token = pointer.last();
        let gone = |other: usize| {
            other != index && entries.get(other).is_some_and(|entry| entry.key() == token)
        };
        self.without(&reach, holder, &gone)
    }

    /// Puts the plain scalar at a path into quotes, so that every reader takes it for the text that
    /// is written. One that has quotes stays.
    ///
    /// # Errors
    /// As for [`Yaml::set`], and when there is no scalar.
    pub fn quote(&self, pointer: &Pointer) -> Edits {
        let reach = self.find(pointer)?;
        let node = reach.node().filter(|node| node.as_str().is_some());
        let node = node.ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        let Kind::Scalar {
            value,
            style: Style::Plain,
        } = node.kind()
        else {
            return Ok(Vec::new());
        };
        let mut draft = Draft::new(self, &reach)?;
        let manner = scalar::Manner {
            style: Some(draft.look.quote),
            ..draft.look.manner()
        };
        draft.replace(node.span(), scalar::string(value, manner));
        draft.finish(&reach, &|before, _| {
            *before.at_mut(&reach.steps)? = Data::Text(value.clone());
            Some(())
        })
    }

    /// Gives the key at a path another name, in its place and its quotes.
    ///
    /// # Errors
    /// As for [`Yaml::remove`], and when the new name is in use.
    pub fn rename_key(&self, pointer: &Pointer, name: &str) -> Edits {
        let (reach, holder, _) = self.entry_of(pointer)?;
        let entries = holder.entries();
        let entries = entries.ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        let above = reach.above();
        if pointer.last() == Some(name) {
            return Ok(Vec::new());
        }
        if holder.entry(name).is_some() {
            return Err(taken(&above, name));
        }
        let mut draft = Draft::new(self, &above)?;
        let mut renamed = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let Kind::Scalar { value, style } = entry.key_node().kind() else {
                continue;
            };
            if Some(value.as_str()) == pointer.last() {
                let manner = scalar::Manner {
                    style: Some(*style),
                    flow: in_brackets(self, &reach),
                    ..draft.look.manner()
                };
                draft.replace(entry.key_span(), render::key(name, manner));
                renamed.push(index);
            }
        }
        draft.finish(
            &above,
            &|before, _| match before.at_mut(&above.steps)?.bare_mut() {
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

    fn without(&self, reach: &Reach<'_>, holder: &Node, gone: &dyn Fn(usize) -> bool) -> Edits {
        let count = match holder.kind() {
            Kind::Map(entries) => entries.len(),
            Kind::Seq(items) => items.len(),
            _ => 0,
        };
        let slots: Vec<_> = (0..count)
            .filter(|index| !gone(*index))
            .map(Slot::Keep)
            .collect();
        if slots.len() == count {
            return Ok(Vec::new());
        }
        let above = reach.above();
        self.drafted(
            reach,
            &|draft| {
                let documents = draft.documents.clone();
                draft.arrange(container(self, &documents, &above)?, slots.clone())
            },
            &|before, _| {
                let mut indices = 0..;
                let mut stays = || !indices.next().is_some_and(gone);
                match before.at_mut(&above.steps)?.bare_mut() {
                    Data::Map(pairs) => pairs.retain(|_| stays()),
                    Data::Seq(items) => items.retain(|_| stays()),
                    _ => return None,
                }
                Some(())
            },
        )
    }

    /// Arranges the container that was reached, with the intended change of its data.
    pub(super) fn arranged(
        &self,
        reach: &Reach<'_>,
        slots: &[Slot<'_>],
        intend: &dyn Fn(&mut Data) -> Option<()>,
    ) -> Edits {
        self.drafted(
            reach,
            &|draft| {
                let documents = draft.documents.clone();
                draft.arrange(container(self, &documents, reach)?, slots.to_vec())
            },
            &|before, _| intend(before.at_mut(&reach.steps)?.bare_mut()),
        )
    }

    /// Writes a change and judges it. Where texts in blocks would take in what follows them, it is
    /// written once more with these in quotes.
    pub(super) fn drafted(
        &self,
        reach: &Reach<'_>,
        write: &dyn Fn(&mut Draft<'_>) -> Result<(), Refusal>,
        intend: &dyn Fn(&mut Data, &Data) -> Option<()>,
    ) -> Edits {
        let mut draft = Draft::new(self, reach)?;
        write(&mut draft)?;
        match draft.finish(reach, intend) {
            Err(Refusal::Unfaithful(_)) => {}
            done => return done,
        }
        let mut draft = Draft::new(self, reach)?;
        draft.look.blocks = false;
        write(&mut draft)?;
        draft.finish(reach, intend)
    }

    /// The way to an entry, what holds it, and its index there.
    pub(super) fn entry_of<'y>(
        &'y self,
        pointer: &Pointer,
    ) -> Result<(Reach<'y>, &'y Node, usize), Refusal> {
        self.sound()?;
        if pointer.is_root() {
            return Err(Refusal::Root);
        }
        let reach = self.find(pointer)?;
        let (holder, index) = reach
            .holder()
            .ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        Ok((reach, holder, index))
    }
}

/// The refusal of a key that a map has.
pub(super) fn taken(reach: &Reach<'_>, key: &str) -> Refusal {
    Refusal::KeyTaken {
        pointer: reach.pointer.clone(),
        key: key.to_owned(),
    }
}

/// Whether a document has no value but that of its markers.
pub(super) fn is_nothing(reach: &Reach<'_>, node: &Node) -> bool {
    reach.chain.len() == 1 && node.span.is_empty() && node.as_str() == Some("")
}

/// Where the value that was reached stands.
pub(super) fn site(yaml: &Yaml, reach: &Reach<'_>) -> Result<Site, Refusal> {
    let Some((holder, index)) = reach.holder() else {
        return Ok(Site::Root);
    };
    Site::of(yaml.text(), holder, index, in_brackets(yaml, reach))
        .ok_or_else(|| Refusal::Unfaithful(reach.pointer.clone()))
}

/// Whether what holds the value that was reached, or something above, is written in brackets.
pub(super) fn in_brackets(yaml: &Yaml, reach: &Reach<'_>) -> bool {
    let holders = reach.chain.iter().rev().skip(1);
    holders.into_iter().any(|node| is_flow(yaml.text(), node))
}

/// The value that was reached, as something that can be changed.
pub(super) fn container<'c>(
    yaml: &Yaml,
    documents: &'c [Data],
    reach: &'c Reach<'_>,
) -> Result<Container<'c>, Refusal> {
    let missing = || Refusal::Missing(reach.pointer.clone());
    let data = documents.first().and_then(|data| data.at(&reach.steps));
    Ok(Container {
        node: reach.node().ok_or_else(missing)?,
        site: site(yaml, reach)?,
        data: data.ok_or_else(missing)?,
        pointer: &reach.pointer,
    })
}
