//! One listed or unlisted file: what it is, where it stands, and what can be done with it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::{Change, File, FilePath, Place, Pointer, Transaction};

use super::inside::Inside;
use super::rows::Row;
use super::{Kind, changes};
use crate::border::pick;
use crate::components::ask_file::AskFile;
use crate::components::field::unique_id;
use crate::components::finding::FieldFindings;
use crate::components::icon::Icon;
use crate::panels::property::pack_json;
use crate::panels::{reveal, size};
use crate::workspace::{Message, Workspace, use_workspace};

/// What the buttons of a row act on.
#[derive(Clone, Copy)]
struct Acting {
    workspace: Workspace,
    kind: &'static Kind,
    rows: Memo<Vec<Row>>,
    row: Memo<Option<Row>>,
    replace: AskFile,
}

/// A row, found by its identity wherever it stands.
#[component]
pub(super) fn ListedRow(
    kind: &'static Kind,
    rows: Memo<Vec<Row>>,
    identity: (String, usize),
    replace: AskFile,
) -> impl IntoView {
    let workspace = use_workspace();
    let path = identity.0.clone();
    let row = Memo::new(move |_| {
        rows.with(|rows| rows.iter().find(|row| row.identity() == identity).cloned())
    });
    let acting = Acting {
        workspace,
        kind,
        rows,
        row,
        replace,
    };
    let file_path =
        Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.file.clone())));
    let listed = Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.listed)));
    let file = Memo::new(move |_| {
        let path = file_path.get()?;
        workspace
            .pack
            .with(|pack| pack.file(path.as_str()).cloned())
    });
    let is_open = RwSignal::new(false);
    let inside_id = unique_id("inside");
    let findings = move || {
        let listed = listed.get().map(
            |index| view! { <FieldFindings file=pack_json() pointer=kind.list().item(index) /> },
        );
        let of_file = FilePath::new(
            &row.with(|row| row.as_ref().map(|row| row.path.clone()).unwrap_or_default()),
        );
        let of_file = of_file
            .ok()
            .map(|file| view! { <FieldFindings file pointer=Pointer::root() /> });
        view! { {listed} {of_file} }
    };
    view! {
        <article class="listing__row" data-testid="listed" data-path=path.clone() data-place-file=path.clone() data-place="" aria-label=path.clone()>
            <div
                class="listing__head"
                data-place-file=pack_json().to_string()
                data-place=move || listed.get().map(|index| kind.list().item(index).to_string())
            >
                <span class="listing__path">{path.clone()}</span>
                <span class="listing__facts">
                    {move || file.with(|file| file.as_ref().map(|file| size::in_words(file.size())))}
                </span>
                <span class=move || format!("badge {}", badge(row.get().as_ref()).1)>{move || badge(row.get().as_ref()).0}</span>
            </div>
            <Show when=move || file.with(Option::is_some)>{(kind.describe)(file)}</Show>
            <div class="listing__buttons">{buttons(acting, path.clone(), is_open, inside_id.clone())}</div>
            <Show when=move || is_open.get()>
                <div id=inside_id.clone()><Inside file /></div>
            </Show>
            <div class="listing__findings">{findings}</div>
        </article>
    }
}

/// How a row stands with the list, in a word, and the look of that word.
fn badge(row: Option<&Row>) -> (&'static str, &'static str) {
    match row {
        Some(Row {
            listed: Some(_),
            file: Some(_),
            ..
        }) => ("Listed", "badge--success"),
        Some(Row {
            listed: Some(_),
            file: None,
            ..
        }) => ("Missing", "badge--error"),
        _ => ("Not listed", "badge--warning"),
    }
}

fn buttons(
    acting: Acting,
    name: String,
    is_open: RwSignal<bool>,
    inside_id: String,
) -> impl IntoView {
    let listed = move || {
        acting
            .row
            .with(|row| row.as_ref().and_then(|row| row.listed))
    };
    let is_there = move || {
        acting
            .row
            .with(|row| row.as_ref().is_some_and(|row| row.file.is_some()))
    };
    let count = move || {
        acting
            .rows
            .with(|rows| rows.iter().filter(|row| row.listed.is_some()).count())
    };
    let icon = |icon: &'static str, does: &str, act: fn(Acting)| {
        view! {
            <button
                type="button"
                class="button button--quiet button--small"
                data-listing-button=icon
                aria-label=format!("{does} {name}")
                title=does.to_owned()
                on:click=move |_| act(acting)
            >
                <Icon name=icon />
            </button>
        }
    };
    let look = if acting.kind.is_archive {
        view! {
            <button
                type="button"
                class="button button--quiet button--small"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=move || is_open.get().then(|| inside_id.clone())
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                <Icon name="eye" />
                "Look inside"
            </button>
        }
        .into_any()
    } else {
        view! {
            <button type="button" class="button button--quiet button--small" on:click=move |_| open_text(acting)>
                <Icon name="edit" />
                "Open"
            </button>
        }
        .into_any()
    };
    view! {
        <span hidden=move || !is_there()>{look}</span>
        <span hidden=move || !is_there()>
            <button type="button" class="button button--quiet button--small" data-testid="listed-replace" on:click=move |_| replace(acting)>
                <Icon name="upload" />
                "Replace"
            </button>
        </span>
        <button type="button" class="button button--quiet button--small" data-testid="listed-switch" on:click=move |_| switch(acting)>
            <Icon name="list" />
            {move || if listed().is_some() { "Unlist" } else { "List" }}
        </button>
        <span class="listing__order">
            <span hidden=move || listed().is_none_or(|index| index == 0)>{icon("up", "Move up", |acting| shift(acting, -1))}</span>
            <span hidden=move || listed().is_none_or(|index| index + 1 >= count())>
                {icon("down", "Move down", |acting| shift(acting, 1))}
            </span>
            <span hidden=move || !is_there()>{icon("trash", "Remove", remove)}</span>
        </span>
    }
}

/// Opens a manifest as text.
fn open_text(acting: Acting) {
    if let Some(file) = acting.row.get_untracked().and_then(|row| row.file) {
        acting.workspace.location.open_file(file);
    }
}

/// Lists a file, or takes its entry off the list.
fn switch(acting: Acting) {
    let Some(row) = acting.row.get_untracked() else {
        return;
    };
    let list = acting.kind.list();
    let (label, change) = match (row.listed, &row.file) {
        (Some(index), _) => (
            format!("Unlist {}", row.path),
            Change::Remove {
                file: pack_json(),
                pointer: list.item(index),
            },
        ),
        (None, Some(file)) => {
            let change = acting
                .workspace
                .manifest
                .with_untracked(|manifest| changes::listing(manifest, &list, file));
            (format!("List {}", row.path), change)
        }
        (None, None) => return,
    };
    apply(acting, label, vec![change]);
    // An entry of a missing file is gone with its row; all others are found again by their path.
    if row.file.is_some() {
        focus(&row.path, "[data-testid=\"listed-switch\"]");
    } else {
        focus_add(acting.kind);
    }
}

/// Moves a listed file one place up or down, and the focus with it.
fn shift(acting: Acting, by: isize) {
    let row = acting.row.get_untracked();
    let Some((row, from)) = row.and_then(|row| row.listed.map(|index| (row, index))) else {
        return;
    };
    let to = from.saturating_add_signed(by);
    let change = Change::Move {
        file: pack_json(),
        pointer: acting.kind.list(),
        from,
        to,
    };
    apply(acting, format!("Move {}", row.path), vec![change]);
    let last = acting
        .rows
        .with_untracked(|rows| rows.iter().filter(|row| row.listed.is_some()).count())
        .saturating_sub(1);
    let button = if (by < 0 && to > 0) || to >= last {
        "up"
    } else {
        "down"
    };
    focus(&row.path, &format!("[data-listing-button=\"{button}\"]"));
}

/// Removes a file with its entries.
fn remove(acting: Acting) {
    let Some(Row {
        path,
        file: Some(file),
        ..
    }) = acting.row.get_untracked()
    else {
        return;
    };
    let here = acting
        .rows
        .with_untracked(|rows| rows.iter().position(|row| row.path == path))
        .unwrap_or_default();
    let changes = acting
        .workspace
        .manifest
        .with_untracked(|manifest| changes::removal(manifest, &file));
    let neighbours = acting.rows;
    apply(acting, format!("Remove {path}"), changes);
    let next = neighbours.with_untracked(|rows| {
        rows.get(here.min(rows.len().saturating_sub(1)))
            .map(|row| row.path.clone())
    });
    match next {
        Some(next) => focus(&next, "[data-testid=\"listed-switch\"]"),
        None => focus_add(acting.kind),
    }
}

/// Asks for a file and puts it in the place of this one.
fn replace(acting: Acting) {
    let Some(from) = acting.row.get_untracked().and_then(|row| row.file) else {
        return;
    };
    acting.replace.ask(move |files| {
        let from = from.clone();
        spawn_local(async move {
            let workspace = acting.workspace;
            match pick::read(files).await {
                Ok(entries) => {
                    if let Some(entry) = entries.into_iter().next() {
                        put(acting, &from, entry);
                    }
                }
                Err(error) => workspace.tell(Message::error(error.to_string())),
            }
        });
    });
}

fn put(acting: Acting, from: &FilePath, entry: pack_archive::Entry) {
    let Acting {
        workspace, kind, ..
    } = acting;
    let to = match (kind.place)(&entry) {
        Ok(to) => {
            if kind.moves_when_replaced {
                to
            } else {
                from.clone()
            }
        }
        Err(reason) => {
            workspace.tell(Message::error(format!(
                "{from} was left as it is. {reason}"
            )));
            return;
        }
    };
    let changes = workspace
        .manifest
        .with_untracked(|manifest| changes::replacing(manifest, from, &to, File::new(entry.bytes)));
    apply(acting, format!("Replace {from}"), changes);
}

fn apply(acting: Acting, label: String, changes: Vec<Change>) {
    let place = Place::value(pack_json(), acting.kind.list());
    acting
        .workspace
        .apply(Transaction::new(label, changes).at(place));
}

fn focus(path: &str, inside: &str) {
    // In an attribute selector only quotes and backslashes need care; paths have no backslash.
    let path = path.replace('"', "\\\"");
    reveal::focus_soon(format!(".listing__row[data-path=\"{path}\"] {inside}"));
}

fn focus_add(kind: &Kind) {
    reveal::focus_soon(format!("#{}", kind.add_input));
}
