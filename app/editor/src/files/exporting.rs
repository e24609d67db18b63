//! Exporting the pack: archives as downloads.

use std::sync::Arc;

use pack_archive::Format;
use pack_model::Pack;

use crate::drafts::kept::{Loaded, StorageError};
use crate::drafts::next::{Fresh, Next};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::event::Dialog;
use crate::files::download::{Archive, Download, Exported, NO_DOWNLOAD};
use crate::files::tools::Tools;
use crate::files::work::Work;
use crate::message::Message;

impl Editor {
    /// Exports in the format of the last time; the first time, asks.
    pub(crate) fn export_again(&mut self, now: f64) {
        match self.last_format {
            Some(format) => self.export_then(format, None, now),
            None => self.dialog = Some(Dialog::Export),
        }
    }

    /// Offers an archive of the open pack, and goes on to something else once that is done.
    pub(crate) fn export_then(&mut self, format: Format, then: Option<Next>, now: f64) {
        self.exported = None;
        self.with_tools(Work::Export { format, then }, now);
    }

    /// Offers an archive of the open pack.
    pub(crate) fn export_with(&mut self, tools: &Tools, format: Format, then: Option<Next>) {
        match (tools.archive)(self.pack(), format) {
            Ok(archive) => {
                self.offer(&archive, Download::Export { format, then });
                self.exported = Some(Exported::File(Arc::new(archive)));
            }
            Err(error) => self.tell(Message::error(error.to_string())),
        }
    }

    /// Offers an archive of a draft that is not open.
    pub(crate) fn offer_draft(&mut self, tools: &Tools, pack: &Pack) {
        match (tools.archive)(pack, Format::Zip) {
            Ok(archive) => self.offer(&archive, Download::Draft),
            Err(error) => self.tell(Message::error(error.to_string())),
        }
    }

    /// Offers an archive.
    pub(crate) fn offer(&mut self, archive: &Archive, download: Download) {
        self.downloads.push_back(download);
        self.effect(Effect::Download {
            name: archive.name.clone(),
            media_type: archive.format.media_type(),
            bytes: Arc::clone(&archive.bytes),
        });
    }

    /// The browser has taken a download, or refused it.
    pub(crate) fn download_done(&mut self, name: &str, is_done: bool, now: f64) {
        match (self.downloads.pop_front(), is_done) {
            (Some(Download::Export { format, then }), true) => {
                self.last_format = Some(format);
                self.effect(Effect::RememberFormat(format));
                self.tell(Message::done(format!("{name} is being downloaded.")));
                if let Some(next) = then {
                    self.leave_without(next, now);
                }
            }
            (Some(Download::Aside(draft, tabs)), true) => self.forget_journals(draft, tabs),
            (Some(_), false) => self.tell(Message::error(NO_DOWNLOAD)),
            (Some(Download::Draft), true) | (None, _) => {}
        }
    }

    /// A draft was loaded to be downloaded, or not.
    pub(crate) fn loaded_for_download(
        &mut self,
        result: Result<Option<Box<Loaded>>, StorageError>,
        now: f64,
    ) {
        match result {
            Ok(Some(loaded)) => {
                if loaded.unread > 0 {
                    let text = format!(
                        "{} files of this draft cannot be read, so they are not in the download.",
                        loaded.unread
                    );
                    self.tell(Message::error(text));
                }
                self.with_tools(Work::DownloadDraft(loaded), now);
            }
            Ok(None) => self.tell_failed(&StorageError::Gone, "Nothing was downloaded."),
            Err(error) => self.tell_failed(&error, "Nothing was downloaded."),
        }
    }

    /// A draft was loaded for its next version, or not.
    pub(crate) fn loaded_for_next_version(
        &mut self,
        result: Result<Option<Box<Loaded>>, StorageError>,
        now: f64,
    ) {
        match result {
            Ok(Some(loaded)) => {
                let fresh = Fresh::next_version_of(&loaded.pack);
                self.leave(Next::New(Box::new(fresh)), now);
            }
            Ok(None) => self.tell_failed(&StorageError::Gone, "Nothing was opened."),
            Err(error) => self.tell_failed(&error, "Nothing was opened."),
        }
    }
}
