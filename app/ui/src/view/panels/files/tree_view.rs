//! The tree with its buttons.

use leptos::prelude::*;
use pack_editor::Asked;
use pack_model::{FilePath, Pack, Place};
use pack_once::view::{Callback, RwSignal, Show, Signal, effect, handler, live, memo};

use super::acts::Acts;
use super::name_form::NameForm;
use super::row::{FileRow, FolderRow, Tree};
use super::tree::{TreeRow, closed_at_first, folders, rows};
use crate::view::components::icon::Icon;
use crate::view::components::input::ask_file::AskFile;
use crate::view::components::input::pick::{PickButton, Picks};
use crate::view::components::long_list::LongList;
use crate::view::components::size;
use crate::view::reveal;

/// About how high a row is, in root ems.
const ROW: f64 = 2.25;

/// All files of the pack.
#[component]
pub(super) fn TreeView(
    pack: Signal<Pack>,
    /// The place that was asked for.
    asked: Signal<Asked>,
    acts: Acts,
) -> impl IntoView {
    let closed = RwSignal::new(pack.with_untracked(closed_at_first));
    let tree = Tree {
        pack,
        acts,
        closed,
        renaming: RwSignal::new(None),
        replace: AskFile::new(),
    };
    let shown = memo(move || closed.with(|closed| pack.with(|pack| rows(pack, closed))));
    let row = move |at: usize| shown.with(|shown| shown.get(at).cloned());
    let wanted = memo(move || {
        let (_, place) = asked.get()?;
        let is_it =
            |row: &TreeRow| matches!(row, TreeRow::File { path, .. } if *path == place.file);
        shown.with(|shown| shown.iter().position(is_it))
    });
    let naming = RwSignal::new(false);
    open_for_asked(tree, asked);
    let create = move |typed: String| {
        if let Some(created) = acts.create.try_run(typed) {
            created?;
            naming.set(false);
        }
        Ok(())
    };
    view! {
        <p class="form__hint">{live(move || pack.with(summary))}</p>
        <div class="form__buttons">
            <PickButton
                id="files-input"
                label="Add files"
                icon="plus"
                picks=Picks::Files
                on_pick=acts.add
            />
            <PickButton
                id="files-folder-input"
                label="Add a folder"
                icon="folder"
                picks=Picks::Folder
                on_pick=acts.add
            />
            <button
                type="button"
                class="button"
                id="files-new"
                aria-expanded=move || naming.get().to_string()
                on:click=handler(move |_| naming.update(|naming| *naming = !*naming))
            >
                <Icon name="file" />
                "New file"
            </button>
            {tree.replace.view("files-replace-input", "Replacement file", "")}
        </div>
        <Show when=move || naming.get()>
            <NameForm
                label="Path of the new file"
                name=""
                done="Create"
                take=create
                cancel=move |()| {
                    naming.set(false);
                    reveal::focus_soon("#files-new".to_owned());
                }
            />
        </Show>
        <LongList
            count=memo(move || shown.with(Vec::len))
            key=Callback::new(move |at| format!("{:?}", row(at)))
            row=Callback::new(move |at| match row(at) {
                Some(TreeRow::Folder { path, depth }) => view! { <FolderRow tree path depth /> }.into_any(),
                Some(TreeRow::File { path, depth }) => view! { <FileRow tree path depth /> }.into_any(),
                None => ().into_any(),
            })
            around=|rows| view! { <ul class="files__tree" aria-label="Files of the pack">{rows}</ul> }.into_any()
            height=ROW
            wanted
        />
        <Show when=move || shown.with(Vec::is_empty)>
            <p class="form__empty">"This pack has no files. Add files, or undo their removal."</p>
        </Show>
    }
}

fn summary(pack: &Pack) -> String {
    let count = pack.files().count();
    let files = if count == 1 {
        "1 file".to_owned()
    } else {
        format!("{count} files")
    };
    format!(
        "{files}, {}. All of them are exported with the pack.",
        size::in_words(pack.size())
    )
}

/// Opens the folders around a file that is asked for, so that its row can be shown.
fn open_for_asked(tree: Tree, asked: Signal<Asked>) {
    effect(move || {
        if let Some((_, Place { file, .. })) = asked.get() {
            open_around(tree, &file);
        }
    });
}

/// Opens the folders around a file.
fn open_around(tree: Tree, file: &FilePath) {
    let around = folders(file);
    if tree
        .closed
        .with_untracked(|closed| around.iter().any(|folder| closed.contains(folder)))
    {
        tree.closed
            .update(|closed| closed.retain(|folder| !around.contains(folder)));
    }
}
