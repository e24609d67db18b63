//! The archive of the open pack: made, offered as a download, and made again in the same format.

use leptos::prelude::*;
use pack_archive::Format;
use pack_model::export;

use super::logo::NO_DOWNLOAD;
use crate::browser::{download, preferences};
use crate::workspace::{Dialog, Message, Workspace};

/// The preference that keeps the format of the last export.
const LAST_FORMAT: &str = "format";

/// An archive that was made of the open pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Archive {
    /// Its file name.
    pub(crate) name: String,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
}

impl Workspace {
    /// Makes an archive of the open pack and offers it as a download; `None` where it cannot be made,
    /// which the user is told.
    pub(crate) fn export(self, format: Format) -> Option<Archive> {
        let pack = self.pack.get_untracked();
        let bytes = match export::archive(&pack, format) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.tell(Message::error(error.to_string()));
                return None;
            }
        };
        let name = export::file_name(&pack.manifest(), format);
        match download::offer(&name, format.media_type(), &bytes) {
            Ok(()) => {
                preferences::set(LAST_FORMAT, format.extension());
                self.tell(Message::done(format!("Downloaded {name}.")));
            }
            Err(_) => self.tell(Message::error(NO_DOWNLOAD)),
        }
        Some(Archive { name, bytes })
    }

    /// Exports in the format of the last time; the first time, asks.
    pub(crate) fn export_again(self) {
        let last = preferences::get::<String>(LAST_FORMAT);
        let format = Format::ALL
            .into_iter()
            .find(|format| last.as_deref() == Some(format.extension()));
        match format {
            Some(format) => {
                self.export(format);
            }
            None => self.open_dialog(Dialog::Export),
        }
    }
}
