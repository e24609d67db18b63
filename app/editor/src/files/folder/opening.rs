//! Opens the pack in a folder that was picked or dropped, and remembers the folder with it.

use std::sync::Arc;

use pack_archive::Entry;
use pack_model::{FilePath, Pack};

use super::{Folder, FolderError, FolderHandle, Scanned};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::message::Message;

/// A folder that was read, of which a pack is about to be opened.
#[derive(Debug)]
pub(super) struct Picked {
    handle: FolderHandle,
    /// Its files in the order of their paths.
    files: Vec<(String, f64, Arc<[u8]>)>,
}

impl Editor {
    /// Has a folder read, to open the pack in it.
    pub(super) fn folder_picked(&mut self, folder: FolderHandle) {
        self.effect(Effect::ScanFolder {
            number: folder.number,
            root: String::new(),
            expected: Vec::new(),
            to_save: false,
        });
        self.folders.picking = Some(folder);
    }

    /// A folder was read to be opened, or not.
    pub(super) fn folder_read(
        &mut self,
        number: u32,
        result: Result<Vec<Scanned>, FolderError>,
        now: f64,
    ) {
        let is_it = |folder: &mut FolderHandle| folder.number == number;
        let Some(handle) = self.folders.picking.take_if(is_it) else {
            return;
        };
        let found = match result {
            Ok(found) => found,
            Err(error) => {
                let text = format!(
                    "The folder {} could not be read. {error}. Nothing was opened or changed.",
                    handle.name
                );
                return self.tell(Message::error(text));
            }
        };
        // A folder's name tells which pack it is. The root of a disk has none that a path could begin with.
        let name = FilePath::new(&handle.name).map_or("folder", |_| &handle.name);
        let files = found.into_iter();
        let files = files.filter_map(|file| Some((file.path, file.modified, file.bytes?)));
        let files: Vec<_> = files.collect();
        let entries = files.iter();
        let entries = entries.map(|(path, _, bytes)| Entry {
            path: format!("{name}/{path}"),
            bytes: Arc::clone(bytes),
            executable: false,
        });
        let entries = entries.collect();
        self.folders.picked = Some(Picked { handle, files });
        self.take_files(entries, now);
    }

    /// The folder that a pack was just read from, if its files are there as they are in the pack.
    pub(crate) fn folder_of(&mut self, pack: &Pack) -> Option<Folder> {
        let picked = self.folders.picked.take()?;
        let root = root(&picked, pack)?;
        let times = pack.files().filter_map(|(path, _)| {
            let (_, modified, _) = picked.file(&format!("{root}{path}"))?;
            Some((path.clone(), *modified))
        });
        Some(Folder {
            times: times.collect(),
            known: pack.clone(),
            ..Folder::unknown(picked.handle, root)
        })
    }
}

impl Picked {
    fn file(&self, path: &str) -> Option<&(String, f64, Arc<[u8]>)> {
        let at = self
            .files
            .binary_search_by(|file| file.0.as_str().cmp(path));
        self.files.get(at.ok()?)
    }
}

/// The folder in a picked one that has just the files of a pack: empty, or ending in `/`.
fn root(picked: &Picked, pack: &Pack) -> Option<String> {
    let (first, _) = pack.files().next()?;
    let roots = picked.files.iter();
    let mut roots = roots.filter_map(|(path, ..)| {
        let root = path.strip_suffix(first.as_str())?;
        (root.is_empty() || root.ends_with('/')).then_some(root)
    });
    let has_all = |root: &&str| {
        pack.files().all(|(path, file)| {
            let found = picked.file(&format!("{root}{path}"));
            found.is_some_and(|(.., bytes)| *bytes == file.bytes)
        })
    };
    roots.find(has_all).map(str::to_owned)
}
