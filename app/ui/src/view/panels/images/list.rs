//! The changes of the list of images, each a step of its own, and where the focus goes after each.

use leptos::prelude::*;
use pack_model::values::images::{self, ListedImage};
use pack_model::{Change, Place, Transaction, Values};
use pack_once::view::Signal;

use super::groups::Groups;
use crate::view::open_pack::OpenPack;
use crate::view::reveal;

/// The list of images. Copying it copies the handle.
#[derive(Clone, Copy)]
pub(super) struct List {
    pub(super) open: OpenPack,
    pub(super) images: Signal<Vec<ListedImage>>,
    pub(super) groups: Groups,
}

/// The controls of a row, between which the focus stays when the row moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    Name,
    Up,
    Down,
    Remove,
}

impl Control {
    /// Its name in the page.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Up => "up",
            Self::Down => "down",
            Self::Remove => "remove",
        }
    }
}

impl List {
    fn len(self) -> usize {
        self.images.with_untracked(Vec::len)
    }

    /// Adds images at the end. Gives whether that could be done.
    pub(super) fn add(self, names: &[String]) -> bool {
        let label = match names {
            [name] => format!("Add {name}"),
            names => format!("Add {} images", names.len()),
        };
        let changes = names.iter().map(|name| images::add(name)).collect();
        self.groups.changed();
        self.apply(label, changes, self.len(), None)
    }

    /// Takes what was typed as an image's name.
    pub(super) fn rename(self, index: usize, name: &str) {
        let form = self
            .images
            .with_untracked(|images| images.get(index).map(|image| image.form));
        if let Some(form) = form {
            let change = images::rename(index, form, name);
            let key = format!("image:{index}");
            self.apply("Change image".to_owned(), vec![change], index, Some(key));
        }
    }

    /// Takes an image off the list.
    pub(super) fn remove(self, index: usize) {
        let label = format!("Remove {}", self.name(index));
        self.groups.changed();
        self.apply(label, vec![images::remove(index)], index, None);
        match self.len().checked_sub(1) {
            Some(last) => focus(index.min(last), Control::Remove),
            None => reveal::focus_soon("#image-add".to_owned()),
        }
    }

    /// Takes several images off the list as one step.
    pub(super) fn remove_all(self, entries: &[usize]) {
        let label = format!("Remove {} images", entries.len());
        // Each change counts the entries that those before it leave.
        let changes = entries.iter().rev().map(|index| images::remove(*index));
        self.groups.changed();
        self.apply(label, changes.collect(), 0, None);
        reveal::focus_soon("#image-add".to_owned());
    }

    /// Moves an image over its neighbour in its group, and the focus with it.
    pub(super) fn shift(self, from: usize, is_after: bool, control: Control) {
        let Some(to) = untrack(|| self.groups.neighbour(from, is_after)) else {
            return;
        };
        let label = format!("Move {}", self.name(from));
        self.groups.changed();
        self.apply(label, vec![images::shift(from, to)], to, None);
        let is_gone = match control {
            Control::Up | Control::Down => {
                untrack(|| self.groups.neighbour(to, is_after)).is_none()
            }
            Control::Name | Control::Remove => false,
        };
        focus(to, if is_gone { Control::Name } else { control });
    }

    fn name(self, index: usize) -> String {
        let name = self
            .images
            .with_untracked(|images| images.get(index).map(|image| image.name.clone()));
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| "image".to_owned())
    }

    fn apply(
        self,
        label: String,
        changes: Vec<Change>,
        index: usize,
        merge: Option<String>,
    ) -> bool {
        let place = Place::value(Values::file(), images::list().item(index));
        let step = Transaction::new(label, changes).at(place);
        self.open.apply(match merge {
            Some(key) => step.merging(key),
            None => step,
        })
    }
}

fn focus(index: usize, control: Control) {
    reveal::focus_soon(format!(
        ".images__row[data-index=\"{index}\"] [data-image-control=\"{}\"]",
        control.id()
    ));
}
