//! The list of drafts in this browser, and what can be done with them.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::{File, Manifest, path};

use super::Workspace;
use crate::browser::storage::drafts::{Drafts, Whole, new_id};
use crate::browser::window::focus;
use pack_editor::{Draft, Event, Message, StorageError};

/// A place in the list.
#[derive(Clone, PartialEq)]
pub(crate) enum DraftRow {
    /// A draft.
    Stored(Draft),
    /// A draft that was just deleted and can be restored.
    Deleted(Draft),
}

impl DraftRow {
    /// The draft.
    pub(crate) fn draft(&self) -> &Draft {
        match self {
            Self::Stored(draft) | Self::Deleted(draft) => draft,
        }
    }
}

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
}

/// The list, once it was read.
pub(crate) type Rows = RwSignal<Option<Result<Vec<DraftRow>, StorageError>>>;

/// All rows of the deleted drafts that can be restored.
type DeletedDrafts = StoredValue<BTreeMap<String, Whole>, LocalStorage>;

/// What a card shows of a draft's files, which are loaded when it comes into the page.
#[derive(Clone, Copy)]
pub(crate) struct CardFiles {
    /// The logo, where there is one.
    pub(crate) logo: RwSignal<Option<File>>,
    /// Its pack.json.
    pub(crate) manifest: RwSignal<Manifest>,
}

/// The list, with the drafts that can be restored. Copying it copies the handle.
#[derive(Clone, Copy)]
pub(crate) struct DraftList {
    workspace: Workspace,
    rows: Rows,
    deleted: DeletedDrafts,
}

impl DraftList {
    /// The list, which is read anew whenever a draft was saved.
    pub(crate) fn new(workspace: Workspace) -> Self {
        let rows: Rows = RwSignal::new(None);
        // The draft that was just closed may still be being saved.
        Effect::new(move || {
            workspace.listed.track();
            spawn_local(read(workspace.drafts(), rows));
        });
        Self {
            workspace,
            rows,
            deleted: StoredValue::new_local(BTreeMap::new()),
        }
    }

    /// The rows, once the list was read.
    pub(crate) fn rows(self) -> Rows {
        self.rows
    }

    /// Loads what a card shows of a draft's files. Without them the card still has its words.
    pub(crate) fn files(self, id: String) -> CardFiles {
        let drafts = self.workspace.drafts();
        let files = CardFiles {
            logo: RwSignal::new(None),
            manifest: RwSignal::new(Manifest::read("")),
        };
        spawn_local(async move {
            if let Ok(file) = drafts.file(&id, path::LOGO_PNG).await {
                files.logo.try_set(file);
            }
            if let Ok(Some(file)) = drafts.file(&id, path::PACK_JSON).await {
                files
                    .manifest
                    .try_set(Manifest::read(file.text().unwrap_or_default()));
            }
        });
        files
    }

    /// Carries out a request for a draft, and tells the user if that fails.
    pub(crate) fn act(self, id: String, request: Request) {
        let workspace = self.workspace;
        match request {
            Request::Open => workspace.send(Event::OpenDraft(id)),
            Request::Next => workspace.send(Event::NextVersionOf(id)),
            Request::Download => workspace.send(Event::DownloadDraft(id)),
            Request::Duplicate => spawn_local(async move {
                let done = duplicate(&self.workspace.drafts(), &id).await;
                self.read_and_tell(done).await;
            }),
            Request::Delete => spawn_local(async move {
                let done = self.delete(&id).await;
                if done.is_err() {
                    self.read_and_tell(done).await;
                }
            }),
        }
    }

    /// Reads the list anew, and tells what did not work.
    async fn read_and_tell(self, done: Result<(), StorageError>) {
        read(self.workspace.drafts(), self.rows).await;
        if let Err(error) = done {
            self.workspace.tell(Message::error(error.to_string()));
        }
    }

    /// Puts back a draft that was deleted.
    pub(crate) fn put_back(self, id: String) {
        let deleted = self.deleted;
        let Some(whole) = deleted
            .try_update_value(|deleted| deleted.remove(&id))
            .flatten()
        else {
            return;
        };
        let drafts = self.workspace.drafts();
        spawn_local(async move {
            match drafts.put(&whole).await {
                Ok(()) => change(self.rows, &id, DraftRow::Stored),
                Err(error) => {
                    deleted.update_value(|deleted| {
                        deleted.insert(id, whole);
                    });
                    self.workspace.tell(Message::error(error.0.to_string()));
                }
            }
        });
    }

    async fn delete(self, id: &str) -> Result<(), StorageError> {
        let drafts = self.workspace.drafts();
        let whole = drafts.whole(id).await?.ok_or(StorageError::Gone)?;
        drafts.delete(id).await?;
        self.deleted.update_value(|deleted| {
            deleted.insert(id.to_owned(), whole);
        });
        change(self.rows, id, DraftRow::Deleted);
        Ok(())
    }
}

/// Reads the list anew, leaving what was deleted where it stood.
async fn read(drafts: Drafts, rows: Rows) {
    let drafts = drafts.drafts().await.map_err(StorageError::from);
    rows.update(|rows| {
        let before = rows.take().and_then(Result::ok).unwrap_or_default();
        *rows = Some(drafts.map(|drafts| {
            let mut now: Vec<DraftRow> = drafts.into_iter().map(DraftRow::Stored).collect();
            for (index, row) in before.into_iter().enumerate() {
                let is_back = now.iter().any(|other| other.draft().id == row.draft().id);
                if matches!(row, DraftRow::Deleted(_)) && !is_back {
                    now.insert(index.min(now.len()), row);
                }
            }
            now
        }));
    });
}

async fn duplicate(drafts: &Drafts, id: &str) -> Result<(), StorageError> {
    let whole = drafts.whole(id).await?.ok_or(StorageError::Gone)?;
    drafts.put(&whole.into_copy(&new_id())).await?;
    Ok(())
}

/// Puts another row in the place of a draft's. The focus goes along if the button that asked for
/// it had it: to the one that takes it back, or the one that opens the draft.
fn change(rows: Rows, id: &str, to: impl FnOnce(Draft) -> DraftRow) {
    rows.update(|rows| {
        let rows = rows.iter_mut().flatten().flatten();
        if let Some(row) = rows.into_iter().find(|row| row.draft().id == id) {
            *row = to(row.draft().clone());
        }
    });
    focus::land_on(format!("[data-draft=\"{id}\"]"));
}
