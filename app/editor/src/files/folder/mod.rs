//! The folder on disk that the open pack was opened from, where the browser can write there: what is known
//! of it, and what is not saved in it. And a folder that the pack is exported into, which becomes that of a
//! pack without one.
//!
//! The browser keeps the folder's handle, which the editor knows by a number. A save reads the folder first,
//! so that nothing which was changed there meanwhile is overwritten without a question.

mod comparing;
mod error;
mod exporting;
mod opening;
mod saving;

use std::sync::Arc;

use pack_model::{File, FilePath, Pack};
use serde::{Deserialize, Serialize};

pub use error::FolderError;
use opening::Picked;
use saving::Stage;

use crate::editor::Editor;

/// A folder that the user gave to this tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderHandle {
    /// The number of its handle in this tab.
    pub number: u32,
    /// Its name.
    pub name: String,
}

/// A file as it is on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Scanned {
    /// Its path in the folder that was read.
    pub path: String,
    /// When it was changed last, in milliseconds since 1970.
    pub modified: f64,
    /// Its content; nothing where it is of the size and the time that it was expected with.
    pub bytes: Option<Arc<[u8]>>,
}

/// A file that need not be read if it is still like this.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// Its path in the folder that is read.
    pub path: String,
    /// Its size in bytes.
    pub size: usize,
    /// When it was changed last, in milliseconds since 1970.
    pub modified: f64,
}

/// A file that is to be written or deleted.
#[derive(Debug, Clone, PartialEq)]
pub struct Writing {
    /// Its path in the pack.
    pub path: FilePath,
    /// Its content; nothing where it is to be deleted.
    pub file: Option<File>,
    /// When the one that is there was changed last; nothing where none is there. Otherwise it is not
    /// written.
    pub before: Option<f64>,
}

/// What the browser reports of folders.
#[derive(Debug, Clone)]
pub enum FolderEvent {
    /// The user picked or dropped a folder, to open the pack in it.
    Picked(FolderHandle),
    /// The user picked a folder to export the pack into.
    PickedForExport(FolderHandle),
    /// A folder was read, or not.
    Scanned {
        /// The number of its handle.
        number: u32,
        /// Whether it was read for a save.
        to_save: bool,
        /// All files in it in the order of their paths, those of tools left out.
        result: Result<Vec<Scanned>, FolderError>,
    },
    /// The user chose for each file of the dialog whether the pack's is kept, or written, in their order.
    Resolved(Vec<bool>),
    /// The files of a save were written, or not, in their order.
    Written {
        /// The number of the folder's handle.
        number: u32,
        /// When each file was changed, in milliseconds since 1970; zero where it was deleted.
        results: Vec<Result<f64, FolderError>>,
    },
}

/// The folder as it is kept with a draft. The browser adds the handle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptFolder {
    /// The number of its handle in this tab.
    #[serde(skip)]
    pub number: u32,
    name: String,
    root: String,
    left: Vec<FilePath>,
    saved: Option<f64>,
    /// What is on disk instead of the files of the draft.
    other: Vec<(FilePath, Option<File>)>,
}

/// What is shown of the folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FolderMark {
    /// Its name, with that of the pack's folder in it.
    pub name: String,
    /// How many files are not there as they are in the pack.
    pub unsaved: usize,
    /// When the pack was saved there last, in milliseconds since 1970.
    pub saved: Option<f64>,
    /// Whether it is being saved there.
    pub is_saving: bool,
}

/// The folder of the open pack.
#[derive(Debug)]
pub(crate) struct Folder {
    handle: FolderHandle,
    /// The pack's folder in it: empty, or ending in `/`.
    root: String,
    /// The pack as it is on disk, as far as that is known.
    known: Pack,
    /// When files were changed on disk, in the order of their paths; of a draft that was just opened that is
    /// not known.
    times: Vec<(FilePath, f64)>,
    /// Files on disk that the user left out of the pack.
    left: Vec<FilePath>,
    saved: Option<f64>,
    stage: Stage,
    /// How many files differ at a revision of the pack.
    unsaved: Option<(u64, usize)>,
}

/// All that the editor knows of folders.
#[derive(Debug, Default)]
pub(crate) struct Folders {
    /// The one of the open pack.
    pub(crate) open: Option<Folder>,
    /// The one that the open pack is being exported into.
    pub(crate) exporting: Option<Folder>,
    /// The one that is being read to be opened.
    picking: Option<FolderHandle>,
    /// The one that was read last, until its pack is opened.
    picked: Option<Picked>,
    /// Whether the browser can write into folders.
    can_write: bool,
    /// Whether it was told why a pack is not saved in a folder.
    is_told: bool,
}

impl Folders {
    /// No folders yet, in a browser that can write into them or not.
    pub(crate) fn new(can_write: bool) -> Self {
        Self {
            can_write,
            ..Self::default()
        }
    }

    /// The open pack is another one from now on, with its folder if it has one.
    pub(crate) fn turn_to(&mut self, folder: Option<Folder>) {
        self.open = folder;
        self.exporting = None;
    }

    /// The one of a number that the open pack is saved in or exported into.
    fn at_work(&mut self, number: u32) -> Option<&mut Folder> {
        let all = self.exporting.iter_mut().chain(&mut self.open);
        all.into_iter()
            .find(|folder| folder.handle.number == number)
    }

    /// Whether one is being read to be opened.
    pub(crate) fn is_picking(&self) -> bool {
        self.picking.is_some()
    }

    /// Opens none of those that are on their way.
    pub(crate) fn stop_picking(&mut self) {
        self.picking = None;
        self.picked = None;
    }
}

impl Folder {
    /// A folder of which nothing is known.
    fn unknown(handle: FolderHandle, root: String) -> Self {
        Self {
            handle,
            root,
            known: Pack::default(),
            times: Vec::new(),
            left: Vec::new(),
            saved: None,
            stage: Stage::Idle,
            unsaved: None,
        }
    }

    /// The folder of a draft, as it was kept with it.
    pub(crate) fn of_draft(kept: &KeptFolder, pack: &Pack) -> Self {
        let mut known = pack.clone();
        for (path, file) in &kept.other {
            known.put(path.clone(), file.clone());
        }
        let handle = FolderHandle {
            number: kept.number,
            name: kept.name.clone(),
        };
        Self {
            known,
            left: kept.left.clone(),
            saved: kept.saved,
            ..Self::unknown(handle, kept.root.clone())
        }
    }

    /// The folder as it is kept with a draft of a pack.
    pub(crate) fn kept(&self, pack: &Pack) -> KeptFolder {
        KeptFolder {
            number: self.handle.number,
            name: self.handle.name.clone(),
            root: self.root.clone(),
            left: self.left.clone(),
            saved: self.saved,
            other: pack.differences(&self.known),
        }
    }

    /// Its name, with that of the pack's folder in it.
    fn name(&self) -> String {
        let name = format!("{}/{}", self.handle.name, self.root);
        name.trim_end_matches('/').to_owned()
    }
}

impl Editor {
    /// What is shown of the folder of the open pack, if it has one.
    pub fn folder(&self) -> Option<FolderMark> {
        let folder = self.folders.open.as_ref()?;
        Some(FolderMark {
            name: folder.name(),
            unsaved: folder.unsaved.map_or(0, |(_, count)| count),
            saved: folder.saved,
            is_saving: !matches!(folder.stage, Stage::Idle),
        })
    }

    /// Counts what is not saved in the folder, unless the pack is as it was counted.
    pub(crate) fn count_unsaved(&mut self) {
        let (revision, pack) = (self.session.revision(), self.session.pack());
        if let Some(folder) = &mut self.folders.open
            && folder
                .unsaved
                .is_none_or(|(counted, _)| counted != revision)
        {
            folder.unsaved = Some((revision, folder.known.differences(pack).len()));
        }
    }

    /// Something of a folder happened.
    pub(crate) fn folder_event(&mut self, event: FolderEvent, now: f64) {
        match event {
            FolderEvent::Picked(folder) => self.folder_picked(folder),
            FolderEvent::PickedForExport(folder) => self.export_into(folder),
            FolderEvent::Scanned {
                number,
                to_save: false,
                result,
            } => self.folder_read(number, result, now),
            FolderEvent::Scanned { number, result, .. } => {
                self.folder_compared(number, result, now);
            }
            FolderEvent::Resolved(kept) => self.folder_resolved(&kept, now),
            FolderEvent::Written { number, results } => {
                self.folder_written(number, results, now);
            }
        }
    }
}
