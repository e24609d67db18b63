//! What views read that needs more than a signal: counts, stored places, and picked files.

use std::sync::Arc;

use leptos::prelude::*;
use pack_archive::Entry;
use pack_editor::{Message, NO_DOWNLOAD, severity};
use pack_model::Deployment;
use pack_model::deployment::choices::has_sources;
use pack_model::logo::ImageKind;
use pack_model::{Change, FilePath, Place, Severity, Transaction, path};
use pack_once::view::{Signal, memo};

use super::Workspace;
use crate::browser::download;
use crate::browser::input::pick;
use crate::browser::storage::last_place;
use crate::browser::window::theme;

impl Workspace {
    /// What a cluster gets from the pack, also where that is outdated; `None` before it is known, and
    /// where the pack lists nothing that could be rendered.
    pub(crate) fn deployment(self) -> Signal<Option<Arc<Deployment>>> {
        let known = move || {
            let rendered = self.rendered.get();
            let is_known =
                rendered.revision.is_some() || *rendered.deployment != Deployment::default();
            let is_known = is_known && self.manifest.with(has_sources);
            is_known.then(|| Arc::clone(&rendered.deployment))
        };
        memo(known)
    }

    /// How many findings of a severity there are.
    pub(crate) fn count(self, severity: Severity) -> usize {
        self.judged.with(|judged| judged.count(severity))
    }

    /// Where the user was in the text of a file: the top of the view, and the caret.
    pub(crate) fn text_place(self, file: &FilePath) -> (usize, usize) {
        let draft = self.draft.get_untracked();
        draft.map_or((0, 0), |draft| last_place::spot(&draft, file))
    }

    /// Remembers where the user is in the text of a file; without a caret, that stays as it was.
    pub(crate) fn keep_text_place(self, file: &FilePath, top: usize, caret: Option<usize>) {
        if let Some(draft) = self.draft.get_untracked() {
            last_place::keep_spot(&draft, file, top, caret);
        }
    }

    /// How many findings there are of each severity that has some, in words.
    pub(crate) fn counts(self) -> String {
        let counts = Severity::ALL.map(|severity| match self.count(severity) {
            0 => String::new(),
            count => severity::counted(severity, count),
        });
        let some = counts.into_iter().filter(|count| !count.is_empty());
        some.collect::<Vec<_>>().join(", ")
    }

    /// Switches between light and dark.
    pub(crate) fn switch_theme(self) {
        self.wire.theme.update(|theme| *theme = theme.next());
    }

    /// Whether the page is dark now.
    pub(crate) fn is_dark(self) -> bool {
        theme::is_dark(self.theme.get())
    }

    /// Reads files that were picked, and hands them on unless one cannot be read, which is told.
    pub(crate) fn read_picked(
        self,
        files: Vec<web_sys::File>,
        then: impl FnOnce(Vec<Entry>) + 'static,
    ) {
        pick::read_then(files, move |error| self.tell(Message::error(error)), then);
    }

    /// Reads the first of some picked files, and hands it on.
    pub(crate) fn read_first(self, files: Vec<web_sys::File>, then: impl FnOnce(Entry) + 'static) {
        let one = files.into_iter().take(1).collect();
        self.read_picked(one, |entries| {
            if let Some(entry) = entries.into_iter().next() {
                then(entry);
            }
        });
    }

    /// Removes the logo.
    pub(crate) fn remove_logo(self) {
        let logo = FilePath::of(path::LOGO_PNG);
        let change = Change::remove_file(logo.clone());
        self.apply(Transaction::new("Remove logo", vec![change]).at(Place::file(logo)));
    }

    /// Offers a file of the pack as a download.
    pub(crate) fn download_file(self, path: &FilePath) {
        let Some(file) = self
            .pack
            .with_untracked(|pack| pack.file(path.as_str()).cloned())
        else {
            return;
        };
        let media_type =
            ImageKind::of(&file.bytes).map_or("application/octet-stream", ImageKind::mime);
        if download::offer(path.name(), media_type, &file.bytes).is_err() {
            self.tell(Message::error(NO_DOWNLOAD));
        }
    }
}
