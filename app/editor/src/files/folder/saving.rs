//! Saves the open pack in its folder, file by file and only what changed: the folder is read, the user is
//! asked about what was changed there meanwhile, and the rest is written.

use pack_model::pack::on_disk::{Changed, Divergence};
use pack_model::{Change, File, FilePath, Pack, Transaction};
use pack_once::sort::sort_by_cached_key;

use super::{Folder, FolderError, Scanned, Writing};
use crate::drafts::kept::Saved;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::event::Dialog;
use crate::message::Message;

/// How far a save is.
#[derive(Debug)]
pub(super) enum Stage {
    /// None is under way.
    Idle,
    /// The folder is being read.
    Reading,
    /// The user is being asked.
    Asking {
        /// What is written whatever the answer is.
        to_write: Vec<(FilePath, Option<File>)>,
        /// What is asked about.
        asked: Vec<Divergence>,
    },
    /// Files are being written, in this order.
    Writing(Vec<(FilePath, Option<File>)>),
}

impl Folder {
    /// Begins to save: has the folder read.
    pub(super) fn scan(&mut self, pack: &Pack) -> Effect {
        self.stage = Stage::Reading;
        Effect::ScanFolder {
            number: self.handle.number,
            root: self.root.clone(),
            expected: self.expected(pack),
            to_save: true,
        }
    }

    /// Ends to ask, without a save.
    fn stop_asking(&mut self) {
        if matches!(self.stage, Stage::Asking { .. }) {
            self.stage = Stage::Idle;
            // What was found on disk is not known after all, so the next save reads it again.
            self.times.clear();
        }
    }
}

impl Editor {
    /// Saves the open pack in its folder. One without is exported, and the user is told why.
    pub(crate) fn save_asked(&mut self, now: f64) {
        if self.folders.open.is_some() {
            return self.save_in_folder();
        }
        // The dialog that asks how to export has the other ways beside the folder.
        if self.last_format.is_some() && !std::mem::replace(&mut self.folders.is_told, true) {
            self.tell(Message::info(if self.folders.can_write {
                "This pack was not opened from a folder on disk, so Save downloads it. To save into a folder, export it into one, or open it with “Open folder”."
            } else {
                "This browser cannot write into folders, so Save downloads the pack. To save into its folder, use a browser such as Chrome or Edge."
            }));
        }
        self.export_again(now);
    }

    fn save_in_folder(&mut self) {
        if self.saved == Saved::Elsewhere {
            return self.ask_what_now();
        }
        if self.folders.exporting.is_some() {
            return;
        }
        let pack = self.session.pack();
        let Some(folder) = &mut self.folders.open else {
            return;
        };
        if !matches!(folder.stage, Stage::Idle) {
            return;
        }
        let scan = folder.scan(pack);
        self.effect(scan);
    }

    /// The folder was read for a save, or not.
    pub(super) fn folder_compared(
        &mut self,
        number: u32,
        result: Result<Vec<Scanned>, FolderError>,
        now: f64,
    ) {
        let pack = self.session.pack();
        let is_export = self.folders.exporting.is_some();
        let folder = self.folders.at_work(number);
        let Some(folder) = folder.filter(|folder| matches!(folder.stage, Stage::Reading)) else {
            return;
        };
        let found = match result {
            Ok(found) => folder.compare(found, pack),
            // It is made then.
            Err(FolderError::Gone) if is_export => folder.compare(Vec::new(), pack),
            Err(error) => {
                folder.stage = Stage::Idle;
                let text = format!(
                    "Nothing was written to the folder {}. {error}. Your changes are kept in the draft.",
                    folder.name()
                );
                self.folders.exporting = None;
                return self.tell(Message::error(text));
            }
        };
        let (here, mut asked): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|found| found.changed == Changed::Here);
        if is_export {
            folder.leave_others(&mut asked);
        }
        let to_write = here.into_iter().map(|found| (found.path, found.here));
        let to_write = to_write.collect();
        if asked.is_empty() {
            return self.write_folder(number, to_write, now);
        }
        self.dialog = Some(Dialog::Folder {
            name: folder.name(),
            found: asked.clone(),
            is_export,
        });
        folder.stage = Stage::Asking { to_write, asked };
    }

    /// The user does not want to save any more.
    pub(crate) fn stop_asking(&mut self) {
        if let Some(folder) = &mut self.folders.open {
            folder.stop_asking();
        }
        self.folders
            .exporting
            .take_if(|folder| matches!(folder.stage, Stage::Asking { .. }));
    }

    /// The user chose for each file that was asked about whether the pack's is kept. The others become
    /// part of the pack, as one step.
    pub(super) fn folder_resolved(&mut self, kept: &[bool], now: f64) {
        self.dialog = None;
        let is_export = self.folders.exporting.is_some();
        let folder = self.folders.exporting.as_mut();
        let Some(folder) = folder.or(self.folders.open.as_mut()) else {
            return;
        };
        let number = folder.handle.number;
        let name = folder.name();
        let (mut to_write, asked) = match std::mem::replace(&mut folder.stage, Stage::Idle) {
            Stage::Asking { to_write, asked } => (to_write, asked),
            other => {
                folder.stage = other;
                return;
            }
        };
        let mut taken = Vec::new();
        for (found, is_kept) in asked.into_iter().zip(kept) {
            let Divergence {
                path,
                here,
                on_disk,
                changed,
            } = found;
            if *is_kept && here.is_none() && changed == Changed::OnDisk {
                // It is new on disk, and stays there.
                folder.left.push(path);
            } else if *is_kept {
                to_write.push((path, here));
            } else if !is_export {
                folder.known.put(path.clone(), on_disk.clone());
                taken.push(match on_disk {
                    Some(file) => Change::put_file(path, file),
                    None => Change::remove_file(path),
                });
            }
        }
        folder.unsaved = None;
        if is_export && to_write.is_empty() {
            // All of it is to stay as it is.
            self.folders.exporting = None;
            return;
        }
        if !taken.is_empty() {
            let label = match taken.as_slice() {
                [one] => format!("Take {} from {name}", one.file()),
                several => format!("Take {} files from {name}", several.len()),
            };
            if !self.apply(Transaction::new(label, taken), now) {
                return;
            }
        }
        self.write_folder(number, to_write, now);
    }

    /// Has files written and deleted.
    fn write_folder(&mut self, number: u32, mut files: Vec<(FilePath, Option<File>)>, now: f64) {
        let Some(folder) = self.folders.at_work(number) else {
            return;
        };
        if files.is_empty() {
            return self.folder_saved(number, 0, now);
        }
        order(&mut files);
        let writing = files.iter().map(|(path, file)| Writing {
            path: path.clone(),
            file: file.clone(),
            before: folder.time(path),
        });
        let write = Effect::WriteFolder {
            number: folder.handle.number,
            root: folder.root.clone(),
            files: writing.collect(),
        };
        folder.stage = Stage::Writing(files);
        self.effect(write);
    }

    /// Files were written, or not.
    pub(super) fn folder_written(
        &mut self,
        number: u32,
        results: Vec<Result<f64, FolderError>>,
        now: f64,
    ) {
        let Some(folder) = self.folders.at_work(number) else {
            return self.tell_unwritten(&results);
        };
        let files = match std::mem::replace(&mut folder.stage, Stage::Idle) {
            Stage::Writing(files) => files,
            other => {
                folder.stage = other;
                return self.tell_unwritten(&results);
            }
        };
        let all = files.len();
        let mut failed = Vec::new();
        for ((path, file), result) in files.into_iter().zip(results) {
            match result {
                Ok(modified) => folder.note_written(path, file, modified),
                Err(error) => failed.push(format!("{path}: {error}.")),
            }
        }
        folder.unsaved = None;
        if failed.is_empty() {
            return self.folder_saved(number, all, now);
        }
        // What a file that was not written has on disk is read again by the next save.
        folder.times.clear();
        let text = format!(
            "{} of {all} changed files were saved in {}. Your draft keeps all changes, so you can save again. Not saved:",
            all - failed.len(),
            folder.name()
        );
        self.folders.exporting = None;
        self.tell(Message::error(text).listing(failed));
        self.save_soon(now);
    }

    /// The pack is in its folder, after so many files were written.
    fn folder_saved(&mut self, number: u32, written: usize, now: f64) {
        let Some(folder) = self.folders.at_work(number) else {
            return;
        };
        folder.stage = Stage::Idle;
        folder.saved = Some(now);
        folder.unsaved = None;
        let name = folder.name();
        let mut text = match written {
            0 => format!("{name} already has all files of this pack."),
            written => format!("Saved {} in {name}.", counted(written)),
        };
        if self.export_ended() {
            text.push_str(" Save writes there from now on.");
        }
        self.tell(Message::done(text));
        self.save_soon(now);
    }

    /// Tells what was not written for a pack that was left meanwhile.
    fn tell_unwritten(&mut self, results: &[Result<f64, FolderError>]) {
        let failed = results.iter().filter_map(|result| result.as_ref().err());
        let failed: Vec<_> = failed.map(|error| format!("{error}.")).collect();
        if !failed.is_empty() {
            let text = "Not all files of the pack that you left were saved in its folder. Its draft keeps all changes: open it and save again.";
            self.tell(Message::error(text).listing(failed).of_the_page());
        }
    }
}

/// Orders what is written and deleted. Files are deleted last, so that nothing is lost half-way. Only where
/// another file has the same name but for its case, which some systems take for the same, the old one is
/// deleted before.
fn order(files: &mut [(FilePath, Option<File>)]) {
    let lower = |path: &FilePath| path.as_str().to_lowercase();
    let written = files.iter().filter(|(_, file)| file.is_some());
    let written: Vec<String> = written.map(|(path, _)| lower(path)).collect();
    sort_by_cached_key(files, &|(path, file)| match file {
        Some(_) => 1,
        None if written.contains(&lower(path)) => 0,
        None => 2,
    });
}

fn counted(files: usize) -> String {
    match files {
        1 => "one file".to_owned(),
        several => format!("{several} files"),
    }
}
