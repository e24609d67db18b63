//! One listed or unlisted file: what it is, where it stands, and what can be done with it.

use leptos::prelude::*;
use pack_model::{FilePath, Pointer};
use pack_once::view::{Callback, RwSignal, Show, Signal, handler, live, memo};

use super::acting::{Acting, make, open_text, remove, replace, shift, switch};
use super::kind::FileKind;
use super::rows::FileRow;
use crate::view::components::archive_files::ArchiveFiles;
use crate::view::components::icon::Icon;
use crate::view::components::input::ask_file::AskFile;
use crate::view::components::input::control::unique_id;
use crate::view::components::size;
use crate::view::findings::FieldFindings;
use crate::view::form::document::pack_json;
use crate::view::open_pack::use_pack;

/// A row, found by its identity while rows move.
#[component]
pub(super) fn ListedRow(
    kind: &'static FileKind,
    rows: Signal<Vec<FileRow>>,
    identity: (String, usize),
    replace: AskFile,
    /// Called with a file to open as text.
    on_open: Callback<FilePath>,
) -> impl IntoView {
    let open = use_pack();
    let path = identity.0.clone();
    let row =
        memo(move || rows.with(|rows| rows.iter().find(|row| row.identity() == identity).cloned()));
    let acting = Acting {
        open,
        kind,
        rows,
        row,
        replace,
        on_open,
    };
    let file_path = memo(move || row.with(|row| row.as_ref().and_then(|row| row.file.clone())));
    let listed = memo(move || row.with(|row| row.as_ref().and_then(|row| row.listed)));
    let file = memo(move || {
        let path = file_path.get()?;
        open.pack.with(|pack| pack.file(path.as_str()).cloned())
    });
    let is_open = RwSignal::new(false);
    let inside_id = unique_id("inside");
    let findings = move || {
        let listed = listed.get().map(
            |index| view! { <FieldFindings file=pack_json() pointer=kind.list.pointer().item(index) /> },
        );
        let of_file = FilePath::new(
            &row.with(|row| row.as_ref().map(|row| row.path.clone()).unwrap_or_default()),
        );
        let of_file = of_file
            .ok()
            .map(|file| view! { <FieldFindings file pointer=Pointer::root() /> }.into_any());
        view! { {listed} {of_file} }
    };
    view! {
        <article class="listing__row" data-testid="listed" data-path=path.clone() data-place-file=path.clone() data-place="" aria-label=path.clone()>
            <div class="listing__head">
                <span class="listing__path">{path.clone()}</span>
                <span class="listing__facts">
                    {live(move || file.with(|file| file.as_ref().map(|file| size::in_words(file.size()))))}
                </span>
                <span class=move || format!("badge {}", badge(row.get().as_ref()).1)>{live(move || badge(row.get().as_ref()).0)}</span>
            </div>
            <Show when=move || file.with(Option::is_some)>{(kind.describe)(file)}</Show>
            <div
                class="listing__buttons"
                data-place-file=pack_json().to_string()
                data-place=move || listed.get().map(|index| kind.list.pointer().item(index).to_string())
            >
                {buttons(acting, path.clone(), is_open, inside_id.clone())}
            </div>
            <Show when=move || is_open.get()>
                <div id=inside_id.clone()><ArchiveFiles file /></div>
            </Show>
            <div class="listing__findings">{live(findings)}</div>
        </article>
    }
}

/// Whether a row is listed, in a word, and the class of its badge.
fn badge(row: Option<&FileRow>) -> (&'static str, &'static str) {
    match row {
        Some(FileRow {
            listed: Some(_),
            file: Some(_),
            ..
        }) => ("Listed", "badge--success"),
        Some(FileRow {
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
    // An entry that is no path cannot get a file.
    let can_take = memo(move || {
        acting.row.with(|row| {
            row.as_ref()
                .is_some_and(|row| FilePath::new(&row.path).is_ok())
        })
    });
    let source = memo(move || {
        let row = acting.row.get().filter(|row| row.file.is_none())?;
        let path = FilePath::new(&row.path).ok()?;
        acting
            .open
            .pack
            .with(|pack| (acting.kind.source)(pack, &path))
    });
    let icon = |icon: &'static str, does: &str, act: fn(Acting)| {
        view! {
            <button
                type="button"
                class="button button--quiet button--small"
                data-listing-button=icon
                aria-label=format!("{does} {name}")
                title=does.to_owned()
                on:click=handler(move |_| act(acting))
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
                on:click=handler(move |_| is_open.update(|open| *open = !*open))
            >
                <Icon name="eye" />
                "Show contents"
            </button>
        }
        .into_any()
    } else {
        view! {
            <button type="button" class="button button--quiet button--small" on:click=handler(move |_| open_text(acting))>
                <Icon name="edit" />
                "Open"
            </button>
        }
        .into_any()
    };
    view! {
        <span hidden=move || !is_there()>{look}</span>
        <Show when=move || can_take.get()>
            <button type="button" class="button button--quiet button--small" data-testid="listed-replace" on:click=handler(move |_| replace(acting))>
                <Icon name="upload" />
                {live(move || if is_there() { "Replace" } else { "Add file" })}
            </button>
        </Show>
        {live(move || source.get().map(|folder| view! {
            <button type="button" class="button button--quiet button--small" data-testid="listed-make" on:click=handler(move |_| make(acting))>
                <Icon name="folder" />
                {format!("Package {folder}")}
            </button>
        }.into_any()))}
        <button type="button" class="button button--quiet button--small" data-testid="listed-switch" on:click=handler(move |_| switch(acting))>
            <Icon name="list" />
            {live(move || if listed().is_some() { "Remove from list" } else { "Add to list" })}
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
