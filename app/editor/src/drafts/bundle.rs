//! Many drafts at once: several become one file, and several packs that come in become drafts, but for
//! those that are drafts already.
//!
//! The file is a zip of a zip for each draft, with a file that says what it is. Drafts and packs are
//! taken one after the other, so that few are in memory as a whole.

use std::sync::Arc;

use pack_archive::{ArchiveKind, Entry, Format, Limits};
use pack_model::{History, Pack, import};

use super::kept::{Draft, Loaded, StorageError};
use super::save_queue::Job;
use crate::editor::Editor;
use crate::effect::{Effect, ListFor, Purpose};
use crate::files::download::{Archive, Download};
use crate::files::tools::Tools;
use crate::files::work::Work;
use crate::message::Message;

/// The name of the file of drafts, and of what is in it to tell it from other archives.
const NAME: &str = "pack-editor-drafts";
const MARKER: &str = "pack-editor-drafts.json";

/// Where to look for that file, in bytes from the end.
const END: usize = 4 << 10;

/// The limits of a file of drafts; each draft in it has those of a pack.
const LIMITS: Limits = Limits {
    total: 1 << 30,
    file: 256 << 20,
    entries: 20_000,
    ratio: 1_000,
};

/// Drafts that are becoming one file.
#[derive(Debug)]
pub(super) struct Bundling {
    /// The keys of those that are still to be loaded, the next one last.
    left: Vec<String>,
    /// The zips of the others.
    entries: Vec<Entry>,
    /// How many could not be read as a whole.
    lost: usize,
}

/// Packs that are becoming drafts.
#[derive(Debug)]
pub(super) struct Adopting {
    /// Those that are still to be added, the next one last.
    packs: Vec<Pack>,
    /// The drafts that are there.
    drafts: Vec<Draft>,
    /// The drafts that the next pack is still to be compared with, once they are known.
    alike: Option<Vec<String>>,
    added: usize,
    /// How many are drafts already.
    known: usize,
}

impl Editor {
    /// Offers drafts as one file, unless one is being made.
    pub(crate) fn bundle(&mut self, mut drafts: Vec<String>, now: f64) {
        if self.drafts.bundling.is_some() {
            return;
        }
        drafts.reverse();
        self.drafts.bundling = Some(Bundling {
            left: drafts,
            entries: Vec::new(),
            lost: 0,
        });
        self.with_tools(Work::Bundle, now);
    }

    /// Takes note that there are no tools to make the file with.
    pub(crate) fn stop_bundling(&mut self) {
        self.drafts.bundling = None;
    }

    /// Has the next draft of the file loaded, or offers the file.
    pub(crate) fn go_on_bundling(&mut self, tools: &Tools) {
        let Some(mut bundling) = self.drafts.bundling.take() else {
            return;
        };
        if let Some(draft) = bundling.left.pop() {
            self.effect(Effect::Load {
                draft,
                purpose: Purpose::Bundle,
            });
            self.drafts.bundling = Some(bundling);
            return;
        }
        if bundling.entries.is_empty() {
            let text = "None of these drafts can be read, so there is no file to download.";
            return self.tell(Message::error(text));
        }
        let lost = match bundling.lost {
            0 => None,
            1 => Some(
                "1 draft cannot be read as a whole, so the file does not have all of it."
                    .to_owned(),
            ),
            lost => Some(format!(
                "{lost} drafts cannot be read as a whole, so the file does not have all of them."
            )),
        };
        if let Some(text) = lost {
            self.tell(Message::error(text));
        }
        let marker = Entry {
            path: MARKER.to_owned(),
            bytes: Arc::from(&b"{\"version\": 1}\n"[..]),
            executable: false,
        };
        bundling.entries.push(marker);
        match (tools.bundle)(&bundling.entries) {
            Ok(bytes) => self.offer(
                &Archive {
                    format: Format::Zip,
                    name: format!("{NAME}.zip"),
                    bytes: bytes.into(),
                },
                Download::Draft,
            ),
            Err(error) => self.tell(Message::error(error.to_string())),
        }
    }

    /// A draft was loaded to become part of the file, or not.
    pub(super) fn loaded_to_bundle(&mut self, result: Result<Option<Box<Loaded>>, StorageError>) {
        let (Some(bundling), Some(tools)) = (&mut self.drafts.bundling, self.tools) else {
            return;
        };
        match result {
            Ok(Some(loaded)) => {
                let archive = (tools.archive)(&loaded.pack, Format::Zip);
                bundling.lost += usize::from(loaded.is_damaged() || archive.is_err());
                if let Ok(archive) = archive {
                    bundling.entries.push(Entry {
                        path: format!("{}-{}", bundling.entries.len() + 1, archive.name),
                        bytes: archive.bytes,
                        executable: false,
                    });
                }
            }
            // It was deleted meanwhile.
            Ok(None) => {}
            Err(_) => bundling.lost += 1,
        }
        self.go_on_bundling(tools);
    }

    /// Makes drafts of packs.
    pub(crate) fn adopt(&mut self, packs: Vec<Pack>) {
        self.drafts.adopting = Some(Adopting {
            packs,
            drafts: Vec::new(),
            alike: None,
            added: 0,
            known: 0,
        });
        self.effect(Effect::List(ListFor::Adopt));
    }

    /// The drafts were listed, to find those that packs are already.
    pub(crate) fn listed_to_adopt(&mut self, result: Result<Vec<Draft>, StorageError>, now: f64) {
        if let Some(adopting) = &mut self.drafts.adopting {
            adopting.drafts = result.unwrap_or_default();
            self.go_on_adopting(now);
        }
    }

    /// A draft was loaded to be compared with the next pack, or not.
    pub(super) fn loaded_to_adopt(
        &mut self,
        result: Result<Option<Box<Loaded>>, StorageError>,
        now: f64,
    ) {
        let Some(adopting) = &mut self.drafts.adopting else {
            return;
        };
        let is_same = |pack: &Pack| {
            let loaded = result.as_ref().ok().and_then(Option::as_ref);
            loaded.is_some_and(|loaded| loaded.pack.files().eq(pack.files()))
        };
        if adopting.packs.last().is_some_and(is_same) {
            adopting.packs.pop();
            adopting.alike = None;
            adopting.known += 1;
        }
        self.go_on_adopting(now);
    }

    /// Adds packs until one is to be compared with a draft.
    fn go_on_adopting(&mut self, now: f64) {
        while let Some(mut adopting) = self.drafts.adopting.take() {
            let Some(pack) = adopting.packs.last() else {
                return self.tell_adopted(adopting.added, adopting.known);
            };
            let row = Draft::of(String::new(), pack, now);
            let alike = adopting.alike.get_or_insert_with(|| {
                let alike = adopting
                    .drafts
                    .iter()
                    .filter(|draft| draft.name == row.name && draft.version == row.version);
                alike.map(|draft| draft.id.clone()).collect()
            });
            if let Some(draft) = alike.pop() {
                self.effect(Effect::Load {
                    draft,
                    purpose: Purpose::Adopt,
                });
                self.drafts.adopting = Some(adopting);
                return;
            }
            let row = Draft {
                id: self.drafts.new_key(now),
                ..row
            };
            adopting.alike = None;
            adopting.added += 1;
            adopting.drafts.push(row.clone());
            let pack = adopting.packs.pop().unwrap_or_default();
            self.drafts.adopting = Some(adopting);
            self.write(Job {
                row,
                pack,
                history: History::default(),
                folder: None,
            });
        }
    }

    fn tell_adopted(&mut self, added: usize, known: usize) {
        let text = match (added, known) {
            (added, 0) => format!("{added} packs were added to your drafts."),
            (0, known) => format!("All {known} packs are in your drafts already."),
            (added, known) => {
                format!("{added} packs were added to your drafts. {known} were there already.")
            }
        };
        self.tell(Message::done(text));
    }
}

/// The packs in a file of drafts, if that is what came in.
pub(crate) fn packs_of(entries: &[Entry]) -> Option<Vec<Pack>> {
    let [file] = entries else {
        return None;
    };
    let is_zip = pack_archive::detect(&file.bytes) == Some(ArchiveKind::Zip);
    // A zip names its files again at its end, and this one last.
    let has_marker = || {
        let end = file.bytes.len().saturating_sub(END);
        let mut windows = file.bytes[end..].windows(MARKER.len());
        windows.any(|window| window == MARKER.as_bytes())
    };
    if !is_zip || !has_marker() {
        return None;
    }
    let drafts = pack_archive::read(&file.bytes, &LIMITS).ok()?.entries;
    let is_marker = |entry: &Entry| entry.path.rsplit('/').next() == Some(MARKER);
    if !drafts.iter().any(is_marker) {
        return None;
    }
    let drafts = drafts.into_iter().filter(|entry| !is_marker(entry));
    let packs = drafts.filter_map(|mut entry| {
        entry.path = entry.path.rsplit('/').next()?.to_owned();
        let unpacked = import::unpacked(vec![entry], &Limits::default()).ok()?;
        import::several(unpacked).pop()
    });
    Some(packs.collect())
}
