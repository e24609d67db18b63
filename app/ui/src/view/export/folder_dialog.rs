//! What is otherwise in the folder that the pack is to be saved in or exported into, file by file, and what becomes
//! of it.

use leptos::prelude::*;
use pack_model::pack::on_disk::{Changed, Divergence};
use pack_once::view::{Callback, CollectView, RwSignal, handler, live};

use crate::view::components::dialog::Modal;
use crate::view::components::finding::difference::difference;

/// The dialog.
#[component]
pub(crate) fn FolderDialog(
    /// The folder's name.
    name: String,
    /// What differs.
    found: Vec<Divergence>,
    /// Whether the pack is exported there: then its files are written or not, and none is taken.
    is_export: bool,
    /// Called with whether the pack's file is kept, for each of them.
    #[prop(into)]
    on_save: Callback<Vec<bool>>,
    /// Called when nothing should be saved.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    // What was changed on disk alone is taken, unless the user wants otherwise. For the rest there is no good guess.
    // Who exports wants the pack there.
    let choices = found.iter().map(|found| match found.changed {
        _ if is_export => Some(true),
        Changed::OnDisk => Some(false),
        Changed::Here | Changed::Both => None,
    });
    let choices = RwSignal::new(choices.collect::<Vec<Option<bool>>>());
    let is_open = move || choices.with(|choices| choices.contains(&None));
    let save = move |_| {
        let chosen = choices.with_untracked(|choices| choices.iter().copied().collect());
        if let Some(chosen) = chosen {
            on_save.run(chosen);
        }
    };
    let choose_all = move |kept| choices.update(|choices| choices.fill(Some(kept)));
    let count = found.len();
    let rows = found.into_iter().enumerate();
    let rows = rows
        .map(|(index, found)| row(index, found, is_export, choices))
        .collect_view();
    let [title, text, keep_all, take_all] = if is_export {
        [
            "Overwrite files?",
            "differ from the pack’s. Files that the pack does not have stay as they are.",
            "Overwrite all",
            "Leave all",
        ]
    } else {
        [
            "Changed on disk",
            "have changed since the page read them. What you take from disk becomes one step that you can undo.",
            "Keep all from the pack",
            "Take all from disk",
        ]
    };
    view! {
        <Modal title close=on_cancel>
            <p>{format!("These files in {name} {text}")}</p>
            {(count > 1)
                .then(|| {
                    view! {
                        <div class="folder-dialog__all">
                            <button type="button" class="button button--small" data-testid="folder-keep-all" on:click=handler(move |_| choose_all(true))>
                                {keep_all}
                            </button>
                            <button type="button" class="button button--small" data-testid="folder-take-all" on:click=handler(move |_| choose_all(false))>
                                {take_all}
                            </button>
                        </div>
                    }
                    .into_any()
                })}
            <div class="folder-dialog__files">{rows}</div>
            <div class="question__buttons">
                <button type="button" class="button button--primary" data-testid="folder-save" disabled=is_open on:click=handler(save)>
                    {if is_export { "Export" } else { "Save" }}
                </button>
                <button type="button" class="button" data-testid="folder-cancel" on:click=handler(move |_| on_cancel.run(()))>
                    "Cancel"
                </button>
            </div>
        </Modal>
    }
}

/// A file with its two choices, and the lines that differ when the user wants to see them.
fn row(
    index: usize,
    found: Divergence,
    is_export: bool,
    choices: RwSignal<Vec<Option<bool>>>,
) -> AnyView {
    let Words { state, keep, take } = if is_export {
        OVERWRITTEN
    } else {
        words(&found)
    };
    let path = found.path.to_string();
    let title = path.clone();
    let choice = |kept: bool, label: &'static str| {
        view! {
            <label class="fix-dialog__choice">
                <input
                    type="radio"
                    name=format!("folder-{index}")
                    data-testid=if kept { "folder-keep" } else { "folder-take" }
                    prop:checked=move || choices.with(|choices| choices[index] == Some(kept))
                    on:change=handler(move |_| choices.update(|choices| choices[index] = Some(kept)))
                />
                <span>{label}</span>
            </label>
        }
        .into_any()
    };
    let is_shown = RwSignal::new(false);
    let lines = move || {
        is_shown
            .get()
            .then(|| difference(&found.path, found.on_disk.as_ref(), found.here.as_ref()))
    };
    view! {
        <fieldset class="folder-dialog__file" data-testid="folder-change" data-path=path>
            <legend><code>{title}</code>{format!(" · {state}")}</legend>
            {[choice(true, keep), choice(false, take)].collect_view()}
            <details on:toggle=handler(move |_| is_shown.set(true))>
                <summary>"Difference (− on disk, + in the pack)"</summary>
                {live(lines)}
            </details>
        </fieldset>
    }
    .into_any()
}

/// What is said of a file.
struct Words {
    state: &'static str,
    keep: &'static str,
    take: &'static str,
}

/// What is said of a file in a folder that the pack is exported into.
const OVERWRITTEN: Words = Words {
    state: "differs",
    keep: "Overwrite it",
    take: "Leave it as it is",
};

fn words(found: &Divergence) -> Words {
    let is_both = found.changed == Changed::Both;
    let [state, keep, take] = match (found.here.is_some(), found.on_disk.is_some()) {
        (true, true) => [
            if is_both {
                "changed here and on disk"
            } else {
                "changed on disk"
            },
            "Overwrite it on disk",
            "Take it into the pack",
        ],
        (true, false) => [
            if is_both {
                "changed here, deleted on disk"
            } else {
                "deleted on disk"
            },
            "Write it to disk again",
            "Remove it from the pack",
        ],
        (false, _) if is_both => [
            "removed here, changed on disk",
            "Delete it on disk",
            "Take it into the pack",
        ],
        (false, _) => ["new on disk", "Leave it on disk only", "Add it to the pack"],
    };
    Words { state, keep, take }
}
