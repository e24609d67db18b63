//! What the buttons of a row do, each a step of its own, and where the focus goes afterwards.

use leptos::prelude::*;
use pack_archive::Entry;
use pack_model::{Change, File, FilePath, JsonFile, Place, Transaction};
use pack_once::view::{Callback, Signal};

use super::adding;
use super::kind::FileKind;
use super::rows::FileRow;
use crate::view::components::input::ask_file::AskFile;
use crate::view::form::document::pack_json;
use crate::view::open_pack::OpenPack;
use crate::view::reveal;
use pack_editor::Message;
use pack_model::edit::listed_files;

/// What the buttons of a row act on.
#[derive(Clone, Copy)]
pub(super) struct Acting {
    pub(super) open: OpenPack,
    pub(super) kind: &'static FileKind,
    pub(super) rows: Signal<Vec<FileRow>>,
    pub(super) row: Signal<Option<FileRow>>,
    pub(super) replace: AskFile,
    pub(super) on_open: Callback<FilePath>,
}

/// Opens a manifest as text.
pub(super) fn open_text(acting: Acting) {
    if let Some(file) = acting.row.get_untracked().and_then(|row| row.file) {
        acting.on_open.run(file);
    }
}

/// Lists a file, or takes its entry off the list.
pub(super) fn switch(acting: Acting) {
    let Some(row) = acting.row.get_untracked() else {
        return;
    };
    let list = acting.kind.list;
    let (label, change) = match (row.listed, &row.file) {
        (Some(index), _) => (
            format!("Remove {} from the list", row.path),
            Change::remove(JsonFile::pack(), list.pointer().item(index)),
        ),
        (None, Some(file)) => {
            let change = acting
                .open
                .manifest
                .with_untracked(|manifest| listed_files::listing(manifest, list, file));
            (format!("Add {} to the list", row.path), change)
        }
        (None, None) => return,
    };
    apply(acting, label, vec![change]);
    // The entry of a missing file goes with its row; all other rows are found again by path.
    if row.file.is_some() {
        focus(&row.path, "[data-testid=\"listed-switch\"]");
    } else {
        focus_add(acting.kind);
    }
}

/// Moves a listed file one place up or down, and the focus with it.
pub(super) fn shift(acting: Acting, by: isize) {
    let row = acting.row.get_untracked();
    let Some((row, from)) = row.and_then(|row| row.listed.map(|index| (row, index))) else {
        return;
    };
    let to = from.saturating_add_signed(by);
    let change = Change::move_item(JsonFile::pack(), acting.kind.list.pointer(), from, to);
    apply(acting, format!("Move {}", row.path), vec![change]);
    let last = acting
        .rows
        .with_untracked(|rows| rows.iter().filter(|row| row.listed.is_some()).count())
        .saturating_sub(1);
    let button = if (by < 0 && to > 0) || to >= last {
        "up"
    } else {
        "down"
    };
    focus(&row.path, &format!("[data-listing-button=\"{button}\"]"));
}

/// Removes a file with its entries.
pub(super) fn remove(acting: Acting) {
    let Some(FileRow {
        path,
        file: Some(file),
        ..
    }) = acting.row.get_untracked()
    else {
        return;
    };
    let here = acting
        .rows
        .with_untracked(|rows| rows.iter().position(|row| row.path == path))
        .unwrap_or_default();
    let changes = acting
        .open
        .manifest
        .with_untracked(|manifest| listed_files::removal(manifest, &file));
    let neighbours = acting.rows;
    apply(acting, format!("Remove {path}"), changes);
    let next = neighbours.with_untracked(|rows| {
        rows.get(here.min(rows.len().saturating_sub(1)))
            .map(|row| row.path.clone())
    });
    match next {
        Some(next) => focus(&next, "[data-testid=\"listed-switch\"]"),
        None => focus_add(acting.kind),
    }
}

/// Asks for a file and replaces this one with it, whether this one exists or not.
pub(super) fn replace(acting: Acting) {
    let Some(from) = acting
        .row
        .get_untracked()
        .and_then(|row| FilePath::new(&row.path).ok())
    else {
        return;
    };
    acting.replace.ask(move |files| {
        let from = from.clone();
        let first = files.into_iter().take(1).collect();
        adding::read(acting.open, first, move |entries| {
            if let Some(entry) = entries.into_iter().next() {
                put(acting, &from, entry);
            }
        });
    });
}

fn put(acting: Acting, from: &FilePath, entry: Entry) {
    let Acting { open, kind, .. } = acting;
    let to = match (kind.place)(&entry) {
        Ok(to) => {
            if kind.moves_when_replaced {
                to
            } else {
                from.clone()
            }
        }
        Err(reason) => {
            open.tell(Message::error(format!("{from} was not replaced. {reason}")));
            return;
        }
    };
    let is_there = is_there(open, from);
    let changes = open.manifest.with_untracked(|manifest| {
        listed_files::replacing(manifest, from, &to, File::new(entry.bytes), is_there)
    });
    let label = if is_there {
        format!("Replace {from}")
    } else {
        format!("Add {to}")
    };
    // Another version of a chart has more follow, which the user is shown.
    match is_there {
        true => adding::join(open, kind, label, changes, Vec::new()),
        false => adding::apply(open, kind, label, changes),
    }
    focus(to.as_str(), "[data-testid=\"listed-switch\"]");
}

fn is_there(open: OpenPack, path: &FilePath) -> bool {
    open.pack
        .with_untracked(|pack| pack.file(path.as_str()).is_some())
}

/// Makes a listed file that is missing out of the folder of the pack that has its contents.
pub(super) fn make(acting: Acting) {
    let Acting { open, kind, .. } = acting;
    let path = acting
        .row
        .get_untracked()
        .and_then(|row| FilePath::new(&row.path).ok());
    let made = path.and_then(|path| {
        open.pack.with_untracked(|pack| {
            let folder = (kind.source)(pack, &path)?;
            let file = (kind.made)(pack, &folder)?;
            Some((path, folder, file))
        })
    });
    let Some((path, folder, file)) = made else {
        return;
    };
    let label = format!("Package {folder} as {path}");
    let put = Change::put_file(path.clone(), file);
    adding::apply(open, kind, label, vec![put]);
    focus(path.as_str(), "[data-testid=\"listed-switch\"]");
}

fn apply(acting: Acting, label: String, changes: Vec<Change>) {
    let place = Place::value(pack_json(), acting.kind.list.pointer());
    acting
        .open
        .apply(Transaction::new(label, changes).at(place));
}

fn focus(path: &str, inside: &str) {
    // In an attribute selector only quotes and backslashes need care; paths have no backslash.
    let path = path.replace('"', "\\\"");
    reveal::focus_soon(format!(".listing__row[data-path=\"{path}\"] {inside}"));
}

fn focus_add(kind: &FileKind) {
    reveal::focus_soon(format!("#{}", kind.add_input));
}
