//! The drafts in this browser, and what can be done with them.

use std::collections::BTreeMap;

use super::draft_card::{DraftCard, Request};
use crate::browser::focus;
use crate::browser::storage::{self, Draft, StorageError, Whole};
use crate::lazy::{Lazy, Rooms, WithDraft};
use crate::view::components::each::Each;
use crate::workspace::{Message, Saved, Workspace, use_workspace};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A place in the list.
#[derive(Clone, PartialEq)]
enum Row {
    /// A draft.
    Kept(Draft),
    /// A draft that was deleted a moment ago and can be put back.
    Deleted(Draft),
}

impl Row {
    fn draft(&self) -> &Draft {
        match self {
            Self::Kept(draft) | Self::Deleted(draft) => draft,
        }
    }
}

/// The list, once it was read.
type Rows = RwSignal<Option<Result<Vec<Row>, StorageError>>>;

/// All that belonged to the drafts that can be put back.
type Gone = StoredValue<BTreeMap<String, Whole>, LocalStorage>;

/// The list and what can be put back into it.
#[derive(Clone, Copy)]
struct List {
    rows: Rows,
    gone: Gone,
}

/// The list of drafts.
#[component]
pub(super) fn Drafts() -> impl IntoView {
    let workspace = use_workspace();
    let lazy = expect_context::<Lazy>();
    let rows: Rows = RwSignal::new(None);
    let all = List {
        rows,
        gone: StoredValue::new_local(BTreeMap::new()),
    };
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
    let each = move || numbered(rows.get().and_then(Result::ok).unwrap_or_default());
    view! {
        <section class="start__section" aria-labelledby="drafts-title">
            <h2 id="drafts-title">"Drafts in this browser"</h2>
            {list}
            <ul class="drafts">
                <Each each key=key let:row>
                    {shown(lazy, workspace, all, row)}
                </Each>
            </ul>
        </section>
    }
}

/// A row, and its number among those of the same title and version, from 1 for the oldest.
type Numbered = (Row, usize);

/// Tells copies of a pack apart by numbers.
fn numbered(rows: Vec<Row>) -> Vec<Numbered> {
    let older = |of: &Draft| {
        let alike = rows.iter().map(Row::draft).filter(|draft| {
            draft.title == of.title && draft.version == of.version && draft.id < of.id
        });
        alike.count()
    };
    let numbers: Vec<_> = rows.iter().map(|row| older(row.draft()) + 1).collect();
    rows.into_iter().zip(numbers).collect()
}

/// What makes a row another one, so that it is drawn anew.
fn key((row, number): &Numbered) -> (String, bool, u64, usize) {
    let draft = row.draft();
    (
        draft.id.clone(),
        matches!(row, Row::Deleted(_)),
        draft.changed.to_bits(),
        *number,
    )
}

fn shown(lazy: Lazy, workspace: Workspace, list: List, (row, number): Numbered) -> AnyView {
    let id = row.draft().id.clone();
    let content = match row {
        Row::Kept(draft) => {
            let id = id.clone();
            let run =
                move |request| spawn_local(fulfil(lazy, workspace, list, id.clone(), request));
            view! { <DraftCard draft number run /> }.into_any()
        }
        Row::Deleted(draft) => {
            let name = draft.title.clone();
            let id = id.clone();
            let undo = move |_| spawn_local(put_back(workspace, list, id.clone()));
            view! {
                <div class="draft-gone" role="status">
                    <p class="draft-gone__text">{format!("“{name}” was deleted.")}</p>
                    <button type="button" class="button button--small" data-testid="draft-undo" on:click=undo>
                        "Undo"
                    </button>
                </div>
            }
            .into_any()
        }
    };
    view! { <li class="drafts__row" data-draft=id>{content}</li> }.into_any()
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
                if matches!(row, Row::Deleted(_)) && !is_back {
                    now.insert(index.min(now.len()), row);
                }
            }
            now
        }));
    });
}

/// Does what was asked of a draft, and tells where it did not work.
async fn fulfil(lazy: Lazy, workspace: Workspace, list: List, id: String, request: Request) {
    let with = |run| in_room(lazy, workspace, id.clone(), run);
    let done = match request {
        Request::Open => with(|rooms| rooms.open_draft).await,
        Request::Next => with(|rooms| rooms.next_version).await,
        Request::Download => with(|rooms| rooms.offer_draft).await,
        Request::Duplicate => duplicate(&id).await,
        Request::Delete => delete(list, &id).await,
    };
    if done == Err(StorageError::Gone) || request == Request::Duplicate {
        read(list.rows).await;
    }
    if let Err(error) = done {
        workspace.tell(Message::error(error.to_string()));
    }
}

/// Does with a draft what a room that is loaded later can do, or tells that it cannot be loaded.
async fn in_room(
    lazy: Lazy,
    workspace: Workspace,
    id: String,
    run: fn(&Rooms) -> WithDraft,
) -> Result<(), StorageError> {
    match lazy.load().await {
        Ok(rooms) => run(rooms)(workspace, id).await,
        Err(error) => {
            workspace.tell(Message::error(error.to_string()));
            Ok(())
        }
    }
}

async fn duplicate(id: &str) -> Result<(), StorageError> {
    let whole = storage::whole(id).await?.ok_or(StorageError::Gone)?;
    storage::put(&whole.into_copy(&storage::new_id())).await
}

async fn delete(list: List, id: &str) -> Result<(), StorageError> {
    let whole = storage::whole(id).await?.ok_or(StorageError::Gone)?;
    storage::delete(id).await?;
    list.gone.update_value(|gone| {
        gone.insert(id.to_owned(), whole);
    });
    change(list.rows, id, Row::Deleted);
    Ok(())
}

async fn put_back(workspace: Workspace, list: List, id: String) {
    let Some(whole) = list
        .gone
        .try_update_value(|gone| gone.remove(&id))
        .flatten()
    else {
        return;
    };
    match storage::put(&whole).await {
        Ok(()) => change(list.rows, &id, Row::Kept),
        Err(error) => {
            list.gone.update_value(|gone| {
                gone.insert(id, whole);
            });
            workspace.tell(Message::error(error.to_string()));
        }
    }
}

/// Puts another row in the place of a draft's. The focus goes along if the button that asked for
/// it had it: to the one that takes it back, or the one that opens the draft.
fn change(rows: Rows, id: &str, to: impl FnOnce(Draft) -> Row) {
    rows.update(|rows| {
        let rows = rows.iter_mut().flatten().flatten();
        if let Some(row) = rows.into_iter().find(|row| row.draft().id == id) {
            *row = to(row.draft().clone());
        }
    });
    focus::land_on(format!("[data-draft=\"{id}\"]"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_numbered_from_the_oldest() {
        let row = |(id, title): (&str, &str)| {
            Row::Kept(Draft {
                id: id.to_owned(),
                title: title.to_owned(),
                name: String::new(),
                version: "1".to_owned(),
                problems: Some((0, 0)),
                changed: 0.0,
                saves: 0,
                origin: Default::default(),
            })
        };
        let rows = [("3", "A"), ("1", "A"), ("2", "B"), ("4", "A")].map(row);
        let found: Vec<_> = numbered(rows.into()).iter().map(|row| row.1).collect();
        assert_eq!(found, [2, 1, 1, 3]);
    }
}
