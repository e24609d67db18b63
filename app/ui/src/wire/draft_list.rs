//! The list of drafts in this browser, and what can be asked of them.

use std::sync::Arc;

use leptos::task::spawn_local;
use pack_editor::{DraftRows, Event, ListFor};
use pack_model::{File, Manifest, path};
use pack_once::view::{RwSignal, Signal};

use super::Workspace;

/// What the user wants of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Request {
    /// Edit it.
    Open,
    /// Make another one like it.
    Duplicate,
    /// Begin the pack's next version with it.
    Next,
    /// Have it as a zip.
    Download,
    /// Remove it from this browser.
    Delete,
    /// Have it again after it was deleted.
    PutBack,
}

/// What a card shows of a draft's files, which are loaded when it comes into the page.
#[derive(Clone, Copy)]
pub(crate) struct CardFiles {
    /// The logo, where there is one.
    pub(crate) logo: RwSignal<Option<File>>,
    /// Its pack.json.
    pub(crate) manifest: RwSignal<Manifest>,
}

/// The list of drafts. Copying it copies the handle.
#[derive(Clone, Copy)]
pub(crate) struct DraftList {
    workspace: Workspace,
}

impl DraftList {
    /// The list, which is read now. The editor has it read anew when it changes, but can do so only
    /// once all of the program is loaded.
    pub(crate) fn read(workspace: Workspace) -> Self {
        let drafts = workspace.drafts();
        spawn_local(async move {
            let result = drafts.list().await.map_err(Into::into);
            workspace.send(Event::Listed {
                purpose: ListFor::StartPage,
                result,
            });
        });
        Self { workspace }
    }

    /// The rows, once the list was read.
    pub(crate) fn rows(self) -> Signal<Option<Arc<DraftRows>>> {
        self.workspace.draft_rows
    }

    /// Loads what a card shows of a draft's files. Without them the card still has its words.
    pub(crate) fn files(self, id: String) -> CardFiles {
        let drafts = self.workspace.drafts();
        let files = CardFiles {
            logo: RwSignal::new(None),
            manifest: RwSignal::new(Manifest::read("")),
        };
        spawn_local(async move {
            let paths = [path::LOGO_PNG, path::PACK_JSON];
            let Ok([logo, manifest]) = drafts.files(&id, paths).await else {
                return;
            };
            files.logo.set(logo);
            if let Some(file) = manifest {
                files
                    .manifest
                    .set(Manifest::read(file.text().unwrap_or_default()));
            }
        });
        files
    }

    /// Has drafts downloaded as one file.
    pub(crate) fn export(self, ids: Vec<String>) {
        self.workspace.send(Event::ExportDrafts(ids));
    }

    /// Has something done with a draft.
    pub(crate) fn act(self, id: String, request: Request) {
        self.workspace.send(match request {
            Request::Open => Event::OpenDraft(id),
            Request::Duplicate => Event::Duplicate(id),
            Request::Next => Event::NextVersionOf(id),
            Request::Download => Event::DownloadDraft(id),
            Request::Delete => Event::Delete(id),
            Request::PutBack => Event::PutBack(id),
        });
    }
}
