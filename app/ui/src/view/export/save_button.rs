//! The button that saves the pack in the folder that it was opened from.

use leptos::prelude::*;
use pack_editor::FolderMark;
use pack_once::view::{Callback, Show, Signal, handler, live};

use crate::browser::clock;
use crate::view::components::icon::Icon;

/// The button, if the pack has a folder, with the number of files that are not saved there.
#[component]
pub(crate) fn SaveButton(
    /// The folder.
    folder: Signal<Option<FolderMark>>,
    /// Called when the pack should be saved there.
    #[prop(into)]
    on_save: Callback<()>,
) -> impl IntoView {
    let unsaved = move || folder.with(|folder| folder.as_ref().map_or(0, |folder| folder.unsaved));
    let is_saving = move || folder.with(|folder| folder.as_ref().is_some_and(|one| one.is_saving));
    let title = move || folder.with(|folder| folder.as_ref().map(title));
    view! {
        <Show when=move || folder.with(Option::is_some)>
            <button
                type="button"
                class="button bar__menu"
                data-testid="save-folder"
                data-unsaved=unsaved
                title=title
                aria-label=title
                aria-busy=move || is_saving().then_some("true")
                on:click=handler(move |_| on_save.run(()))
            >
                <Icon name="folder" />
                <span class="bar__export">"Save"</span>
                {live(move || {
                    let count = unsaved();
                    (count > 0).then(|| view! { <span class="badge">{count}</span> }.into_any())
                })}
            </button>
        </Show>
    }
}

fn title(folder: &FolderMark) -> String {
    let FolderMark { name, unsaved, .. } = folder;
    match unsaved {
        0 => saved_in(folder).unwrap_or_else(|| format!("Save in {name}: nothing has changed")),
        1 => format!("Save one changed file in {name} (Ctrl+S)"),
        several => format!("Save {several} changed files in {name} (Ctrl+S)"),
    }
}

/// Where and when all of the pack was saved on disk, if it was.
pub(crate) fn saved_in(folder: &FolderMark) -> Option<String> {
    let saved = folder.saved.filter(|_| folder.unsaved == 0)?;
    Some(format!(
        "Saved in {} at {}",
        folder.name,
        clock::time(saved)
    ))
}
