//! Many drafts at once: several become one file, and several packs that come in become drafts.
//!
//! The file is a zip of a zip for each draft, with a file that says what it is. Drafts are taken one
//! after the other, so that few are in memory as a whole.

pub(crate) mod adopting;
pub(crate) mod packs;

use std::sync::Arc;

use pack_archive::{Entry, Format};

use super::kept::{Loaded, StorageError};
use crate::editor::Editor;
use crate::effect::{Effect, Purpose};
use crate::files::download::{Archive, Download};
use crate::files::tools::Tools;
use crate::files::work::Work;
use crate::message::Message;

/// The name of the file of drafts, and of what is in it to tell it from other archives.
const NAME: &str = "pack-editor-drafts";
const MARKER: &str = "pack-editor-drafts.json";

/// Drafts that are becoming one file.
#[derive(Debug)]
pub(in crate::drafts) struct Bundling {
    /// The keys of those that are still to be loaded, the next one last.
    left: Vec<String>,
    /// The zips of the others.
    entries: Vec<Entry>,
    /// How many could not be read as a whole.
    lost: usize,
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
    pub(in crate::drafts) fn loaded_to_bundle(
        &mut self,
        result: Result<Option<Box<Loaded>>, StorageError>,
    ) {
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
}
