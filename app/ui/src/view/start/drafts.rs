//! The drafts in this browser, and what can be done with them.

use leptos::prelude::*;
use pack_once::view::{For, handler, live};

use super::draft_card::DraftCard;
use crate::wire::draft_list::{DraftList, Request};
use pack_editor::{Draft, DraftRow, DraftRows};

/// The list of drafts.
#[component]
pub(super) fn Drafts(
    /// The drafts, and what can be done with them.
    drafts: DraftList,
) -> impl IntoView {
    let rows = drafts.rows();
    let list = move || {
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
    let each = move || {
        let rows = rows.get();
        let rows = rows.as_deref().map(DraftRows::as_deref);
        numbered(rows.and_then(Result::ok).unwrap_or_default())
    };
    view! {
        <section class="start__section" aria-labelledby="drafts-title">
            <h2 id="drafts-title">"Drafts in this browser"</h2>
            {live(list)}
            <ul class="drafts">
                <For each key=key let:row>
                    {shown(drafts, row)}
                </For>
            </ul>
        </section>
    }
}

/// A row, and its number among those of the same title and version, from 1 for the oldest.
type Numbered = (DraftRow, usize);

/// Numbers drafts of the same title and version.
fn numbered(rows: &[DraftRow]) -> Vec<Numbered> {
    let older = |of: &Draft| {
        let alike = rows.iter().map(DraftRow::draft).filter(|draft| {
            draft.title == of.title && draft.version == of.version && draft.id < of.id
        });
        alike.count()
    };
    let numbers: Vec<_> = rows.iter().map(|row| older(row.draft()) + 1).collect();
    rows.iter().cloned().zip(numbers).collect()
}

/// What makes a row another one, so that it is drawn anew.
fn key((row, number): &Numbered) -> (String, bool, u64, usize) {
    let draft = row.draft();
    (
        draft.id.clone(),
        matches!(row, DraftRow::Deleted(_)),
        draft.changed.to_bits(),
        *number,
    )
}

fn shown(drafts: DraftList, (row, number): Numbered) -> AnyView {
    let id = row.draft().id.clone();
    let content = match row {
        DraftRow::Stored(draft) => {
            let id = id.clone();
            let files = drafts.files(id.clone());
            let act = move |request: Request| drafts.act(id.clone(), request);
            view! { <DraftCard draft number files act /> }.into_any()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_numbered_from_the_oldest() {
        let row = |(id, title): (&str, &str)| {
            DraftRow::Stored(Draft {
                id: id.to_owned(),
                title: title.to_owned(),
                name: String::new(),
                version: "1".to_owned(),
                problems: Some((0, 0)),
                changed: 0.0,
                saves: 0,
                origin: Default::default(),
                cluster: Default::default(),
            })
        };
        let rows = [("3", "A"), ("1", "A"), ("2", "B"), ("4", "A")].map(row);
        let found: Vec<_> = numbered(&rows).iter().map(|row| row.1).collect();
        assert_eq!(found, [2, 1, 1, 3]);
    }
}
