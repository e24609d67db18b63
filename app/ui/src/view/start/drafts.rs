//! The drafts in this browser, and what can be done with them.

use leptos::prelude::*;
use pack_once::view::{For, RwSignal, handler, live, memo};

use super::arranged::{Item, arranged};
use super::draft_card::DraftCard;
use super::quota::Kept;
use crate::wire::draft_list::{DraftList, Request};
use pack_editor::{DraftRow, DraftRows};

/// How many more drafts are shown at a time.
const PAGE: usize = 60;

/// The keys of drafts that were selected.
pub(super) type Chosen = RwSignal<Vec<String>>;

/// The list of drafts.
#[component]
pub(super) fn Drafts(
    /// The drafts, and what can be done with them.
    drafts: DraftList,
) -> impl IntoView {
    let rows = drafts.rows();
    let query = RwSignal::new(String::new());
    let most = RwSignal::new(PAGE);
    let chosen: Chosen = RwSignal::new(Vec::new());
    let note = move || {
        rows.with(|rows| match rows.as_deref() {
            None => ().into_any(),
            Some(Err(error)) => view! { <p class="start__note">{error.of_list()}</p> }.into_any(),
            Some(Ok(rows)) if rows.is_empty() => view! {
                <p class="start__note">"No drafts yet. Every pack that you open or create is saved here until you delete it."</p>
            }
            .into_any(),
            Some(Ok(_)) => ().into_any(),
        })
    };
    let found = memo(move || {
        let rows = rows.get();
        let rows = rows.as_deref().map(DraftRows::as_deref);
        let rows = rows.and_then(Result::ok).unwrap_or_default();
        query.with(|query| arranged(rows, query))
    });
    let each = move || found.get().into_iter().take(most.get()).collect::<Vec<_>>();
    let rest = move || {
        let left = found.with(Vec::len).saturating_sub(most.get());
        let more = move |_| most.update(|most| *most += PAGE);
        (left > 0).then(|| {
            view! {
                <button type="button" class="button drafts__more" data-testid="drafts-more" on:click=handler(more)>
                    {format!("Show more ({left} left)")}
                </button>
            }
        })
    };
    let every = move |_| {
        let found = found.get_untracked();
        let rows = found.iter().filter_map(Item::row);
        let stored = rows.filter(|row| matches!(row, DraftRow::Stored(_)));
        drafts.export(stored.map(|row| row.draft().id.clone()).collect());
    };
    view! {
        <section class="start__section start-drafts" aria-labelledby="drafts-title">
            <div class="start-drafts__head">
                <h2 id="drafts-title">"Drafts in this browser"</h2>
                <input
                    type="search"
                    class="input start-drafts__search"
                    data-testid="drafts-search"
                    placeholder="Search drafts"
                    aria-label="Search drafts"
                    on:input=handler(move |event| query.set(event_target_value(&event)))
                />
                <button
                    type="button"
                    class="button button--small start-drafts__all"
                    data-testid="drafts-export-all"
                    title="Download the drafts below as one file, without their undo steps. Drop that file here to import it."
                    on:click=handler(every)
                >
                    "Download all"
                </button>
            </div>
            {live(note)}
            {live(move || actions(drafts, found, chosen))}
            <ul class="drafts">
                <For each key=Item::key let:item>
                    {shown(drafts, item, chosen)}
                </For>
            </ul>
            {live(rest)}
            <Kept />
        </section>
    }
}

/// What can be done with several drafts: those that are selected, and those that were deleted.
fn actions(
    drafts: DraftList,
    found: pack_once::view::Signal<Vec<Item>>,
    chosen: Chosen,
) -> Option<AnyView> {
    let (deleted, stored): (Vec<_>, Vec<_>) = found.with(|found| {
        let rows = found.iter().filter_map(Item::row);
        let rows = rows.map(|row| (row.draft().id.clone(), matches!(row, DraftRow::Deleted(_))));
        rows.partition(|(_, is_deleted)| *is_deleted)
    });
    let button = |id: &'static str, label: &'static str, act: Box<dyn Fn()>| {
        view! {
            <button type="button" class="button button--small" data-testid=id on:click=handler(move |_| act())>
                {label}
            </button>
        }
        .into_any()
    };
    // Those that the search hides, or that are gone, are not meant.
    let every: Vec<String> = stored.into_iter().map(|(id, _)| id).collect();
    let picked = chosen.with(|chosen| {
        let picked = every.iter().filter(|id| chosen.contains(id));
        picked.cloned().collect::<Vec<_>>()
    });
    let count = picked.len();
    let mut all = Vec::new();
    if count > 0 {
        all.push(view! { <span role="status">{format!("{count} selected")}</span> }.into_any());
        if count < every.len() {
            let choose = move || chosen.set(every.clone());
            all.push(button("drafts-all", "Select all", Box::new(choose)));
        }
        let export = {
            let picked = picked.clone();
            move || drafts.export(picked.clone())
        };
        all.push(button(
            "drafts-export",
            "Download as one file",
            Box::new(export),
        ));
        let delete = move || {
            chosen.set(Vec::new());
            for id in &picked {
                drafts.act(id.clone(), Request::Delete);
            }
        };
        all.push(button("drafts-delete", "Delete", Box::new(delete)));
        let clear = move || chosen.set(Vec::new());
        all.push(button("drafts-clear", "Clear selection", Box::new(clear)));
    }
    if deleted.len() > 1 {
        let undo = move || {
            for (id, _) in &deleted {
                drafts.act(id.clone(), Request::PutBack);
            }
        };
        all.push(button("drafts-undo", "Undo all deletions", Box::new(undo)));
    }
    (!all.is_empty()).then(|| view! { <div class="start-drafts__actions">{all}</div> }.into_any())
}

fn shown(drafts: DraftList, item: Item, chosen: Chosen) -> AnyView {
    let (row, number) = match item {
        Item::Group { name, count } => {
            let is_named = !name.is_empty();
            return view! {
                <li class="drafts__group">
                    <span class="drafts__name">{name}</span>
                    {is_named.then(|| format!("{count} drafts"))}
                </li>
            }
            .into_any();
        }
        Item::Row(row, number) => (row, number),
    };
    let id = row.draft().id.clone();
    let content = match *row {
        DraftRow::Stored(draft) => {
            let id = id.clone();
            let files = drafts.files(id.clone());
            let act = move |request: Request| drafts.act(id.clone(), request);
            view! { <DraftCard draft number files chosen act /> }.into_any()
        }
        DraftRow::Deleted(draft) => {
            let name = draft.title.clone();
            let id = id.clone();
            let undo = move |_| drafts.act(id.clone(), Request::PutBack);
            view! {
                <div class="draft-deleted" role="status">
                    <p class="draft-deleted__text">{format!("“{name}” was deleted.")}</p>
                    <button type="button" class="button button--small" data-testid="draft-undo" on:click=handler(undo)>
                        "Undo"
                    </button>
                </div>
            }
            .into_any()
        }
    };
    view! { <li class="drafts__row" data-draft=id>{content}</li> }.into_any()
}
