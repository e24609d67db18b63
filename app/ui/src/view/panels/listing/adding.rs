//! Adding picked files: each goes where its content belongs, and is listed, in one step.

use leptos::prelude::*;
use pack_archive::Entry;
use pack_model::edit::change::{EntryChange, FileChange};
use pack_model::{Change, File, FilePath, Place, Transaction};

use super::kind::FileKind;
use crate::browser::input::pick;
use crate::view::open_pack::OpenPack;
use pack_editor::{Joining, Message};
use pack_model::edit::listed_files;
use pack_model::import;

/// Reads picked files, and hands them on unless one cannot be read, which the user is told.
pub(super) fn read(
    open: OpenPack,
    files: Vec<web_sys::File>,
    then: impl FnOnce(Vec<Entry>) + 'static,
) {
    pick::read_then(files, move |error| open.tell(Message::error(error)), then);
}

/// Adds what can be added, and says why the rest cannot.
pub(super) fn add(open: OpenPack, kind: &'static FileKind, entries: Vec<Entry>) {
    let mut steps = Vec::new();
    let mut replaced = Vec::new();
    for entry in entries {
        match (kind.place)(&entry) {
            Ok(path) => {
                let is_there = open
                    .pack
                    .with_untracked(|pack| pack.file(path.as_str()).is_some());
                if is_there {
                    replaced.push(path.to_string());
                }
                steps.push((path, File::new(entry.bytes)));
            }
            Err(reason) => open.tell(Message::error(format!(
                "“{}” was not added. {reason}",
                entry.path
            ))),
        }
    }
    let Some((last, _)) = steps.last() else {
        return;
    };
    let last = last.clone();
    let label = match steps.len() {
        1 => format!("Add {last}"),
        count => format!("Add {count} {}", kind.list.plural),
    };
    let mut notices = Vec::new();
    if !replaced.is_empty() {
        notices.push(format!(
            "Replaced the existing {}. Undo restores it.",
            replaced.join(", ")
        ));
    }
    let changes = together(open, kind, steps);
    join(open, kind, label, changes, notices);
}

/// Makes the changes that add files, with the values of their charts and the images that these run, and
/// tells the user what was replaced.
pub(super) fn join(
    open: OpenPack,
    kind: &'static FileKind,
    label: String,
    changes: Vec<Change>,
    mut notices: Vec<String>,
) {
    let added = open
        .pack
        .with_untracked(|pack| (kind.added_values)(pack, &changes));
    notices.extend(added.notices);
    let changes = [changes, added.changes].concat();
    open.join(Joining {
        transaction: Transaction::new(label, changes).at(list(kind)),
        notices,
        new: added.new,
        upgrade: None,
    });
}

/// The same at once, with the images that the texts of charts name.
pub(super) fn apply(
    open: OpenPack,
    kind: &'static FileKind,
    label: String,
    mut changes: Vec<Change>,
) {
    let (added, completion) = open.pack.with_untracked(|pack| {
        let added = (kind.added_values)(pack, &changes);
        let completion = import::complete_added(pack, &added.new, None);
        (added, completion)
    });
    changes.extend(added.changes);
    changes.extend(completion.changes);
    let notices = [added.notices, completion.notices].concat();
    let step = Transaction::new(label, changes).at(list(kind));
    if open.apply(step) && !notices.is_empty() {
        open.tell(Message::info(notices.join("\n")));
    }
}

/// The list of the files.
fn list(kind: &'static FileKind) -> Place {
    Place::value(
        crate::view::form::document::pack_json(),
        kind.list.pointer(),
    )
}

/// The changes that add all files, whose entries follow each other in the list.
fn together(open: OpenPack, kind: &'static FileKind, steps: Vec<(FilePath, File)>) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    open.manifest.with_untracked(|manifest| {
        for (path, file) in steps {
            let mut changes = listed_files::adding(manifest, kind.list, &path, file);
            let added = all
                .iter()
                .filter(|change| matches!(change, Change::Entry(_, EntryChange::Insert { .. })))
                .count();
            if let Some(Change::Entry(_, EntryChange::Insert { index, .. })) = changes.last_mut() {
                *index += added;
            }
            let is_twice = all.iter().any(
                |change| matches!(change, Change::File(FileChange::Put { path: other, .. }) if *other == path),
            );
            all.extend(
                changes
                    .into_iter()
                    .take(if is_twice { 1 } else { usize::MAX }),
            );
        }
    });
    all
}
