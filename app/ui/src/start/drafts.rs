//! The drafts in this browser, and what can be done with them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::Pack;

use super::draft_card::{DraftCard, Request};
use super::new_draft;
use crate::border::clock;
use crate::border::storage::{self, Draft, StorageError};
use crate::later::Later;
use crate::workspace::{Message, Saved, Workspace, use_workspace};

/// A place in the list.
#[derive(Clone, PartialEq)]
enum Row {
    /// A draft.
    Kept(Draft),
    /// A draft that was deleted a moment ago and can be put back.
    Deleted(Draft, Pack),
}

impl Row {
    fn draft(&self) -> &Draft {
        match self {
            Self::Kept(draft) | Self::Deleted(draft, _) => draft,
        }
    }
}

type Rows = RwSignal<Option<Result<Vec<Row>, StorageError>>>;

/// The list of drafts.
#[component]
pub(super) fn Drafts() -> impl IntoView {
    let workspace = use_workspace();
    let later = expect_context::<Later>();
    let rows: Rows = RwSignal::new(None);
    // The draft that was just left may still be on its way into the storage.
    Effect::new(move || {
        let saved = workspace.saved.get();
        if saved != Saved::Pending || rows.with_untracked(Option::is_none) {
            spawn_local(read(rows));
        }
    });
    let list = move || {
        match rows.get() {
        None => ().into_any(),
        Some(Err(error)) => view! { <p class="start__note">{error.to_string()}</p> }.into_any(),
        Some(Ok(rows)) if rows.is_empty() => view! {
            <p class="start__note">"None yet. Every pack that you open or make is kept here, until you delete it."</p>
        }
        .into_any(),
        Some(Ok(_)) => ().into_any(),
    }
    };
    let each = move || rows.get().and_then(Result::ok).unwrap_or_default();
    view! {
        <section class="start__section" aria-labelledby="drafts-title">
            <h2 id="drafts-title">"Drafts in this browser"</h2>
            {list}
            <ul class="drafts">
                <For each key=key let:row>
                    <li class="drafts__row">{shown(later, workspace, rows, row)}</li>
                </For>
            </ul>
        </section>
    }
}

/// What makes a row another one, so that it is drawn anew.
fn key(row: &Row) -> (String, bool, u64) {
    let draft = row.draft();
    (
        draft.id.clone(),
        matches!(row, Row::Deleted(..)),
        draft.changed.to_bits(),
    )
}

fn shown(later: Later, workspace: Workspace, rows: Rows, row: Row) -> AnyView {
    match row {
        Row::Kept(draft) => {
            let id = draft.id.clone();
            let run =
                move |request| spawn_local(fulfil(later, workspace, rows, id.clone(), request));
            view! { <DraftCard draft run /> }.into_any()
        }
        Row::Deleted(draft, pack) => {
            let name = draft.title.clone();
            let undo = move |_| spawn_local(put_back(workspace, rows, draft.clone(), pack.clone()));
            view! {
                <div class="draft-gone" role="status">
                    <p class="draft-gone__text">{format!("“{name}” was deleted.")}</p>
                    <button type="button" class="button button--small" data-testid="draft-undo" autofocus on:click=undo>
                        "Undo"
                    </button>
                </div>
            }
            .into_any()
        }
    }
}

/// Reads the list anew, leaving what was deleted where it stood.
async fn read(rows: Rows) {
    let drafts = storage::drafts().await;
    rows.update(|rows| {
        let before = rows.take().and_then(Result::ok).unwrap_or_default();
        *rows = Some(drafts.map(|drafts| {
            let mut now: Vec<Row> = drafts.into_iter().map(Row::Kept).collect();
            for (index, row) in before.into_iter().enumerate() {
                let is_back = now.iter().any(|other| other.draft().id == row.draft().id);
                if matches!(row, Row::Deleted(..)) && !is_back {
                    now.insert(index.min(now.len()), row);
                }
            }
            now
        }));
    });
}

/// Does what was asked of a draft, and tells where it did not work.
async fn fulfil(later: Later, workspace: Workspace, rows: Rows, id: String, request: Request) {
    let done = match request {
        Request::Open => match later.load().await {
            Ok(rooms) => (rooms.open_draft)(workspace, id).await,
            Err(error) => return workspace.tell(Message::error(error.to_string())),
        },
        Request::Download => match later.load().await {
            Ok(rooms) => (rooms.offer_draft)(workspace, id).await,
            Err(error) => return workspace.tell(Message::error(error.to_string())),
        },
        Request::Duplicate => duplicate(rows, &id).await,
        Request::Delete => delete(rows, &id).await,
    };
    if let Err(error) = done {
        workspace.tell(Message::error(error.to_string()));
    }
}

/// The row of a draft as it is now.
fn known(rows: Rows, id: &str) -> Option<Draft> {
    rows.with_untracked(|rows| {
        let rows = rows.as_ref()?.as_ref().ok()?;
        rows.iter()
            .map(Row::draft)
            .find(|draft| draft.id == id)
            .cloned()
    })
}

async fn duplicate(rows: Rows, id: &str) -> Result<(), StorageError> {
    let Some(draft) = known(rows, id) else {
        return Ok(());
    };
    let pack = storage::load(id).await?;
    let title = format!("{} (copy)", draft.title);
    let copy = Draft {
        id: new_draft(),
        title,
        changed: clock::now(),
        ..draft
    };
    storage::save(&copy, files(&pack)).await?;
    read(rows).await;
    Ok(())
}

async fn delete(rows: Rows, id: &str) -> Result<(), StorageError> {
    let pack = storage::load(id).await?;
    storage::delete(id).await?;
    change(rows, id, |draft| Row::Deleted(draft, pack));
    Ok(())
}

async fn put_back(workspace: Workspace, rows: Rows, draft: Draft, pack: Pack) {
    match storage::save(&draft, files(&pack)).await {
        Ok(()) => change(rows, &draft.id, Row::Kept),
        Err(error) => workspace.tell(Message::error(error.to_string())),
    }
}

/// Puts another row in the place of a draft's.
fn change(rows: Rows, id: &str, to: impl FnOnce(Draft) -> Row) {
    rows.update(|rows| {
        let rows = rows.iter_mut().flatten().flatten();
        if let Some(row) = rows.into_iter().find(|row| row.draft().id == id) {
            *row = to(row.draft().clone());
        }
    });
}

/// All files of a pack, as the storage takes them.
fn files(pack: &Pack) -> Vec<(pack_model::FilePath, Option<pack_model::File>)> {
    pack.files()
        .map(|(path, file)| (path.clone(), Some(file.clone())))
        .collect()
}
