//! What was changed in the folder that the pack is to be saved in, file by file, and what becomes of it.

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
    /// Called with whether the pack's file is kept, for each of them.
    #[prop(into)]
    on_save: Callback<Vec<bool>>,
    /// Called when nothing should be saved.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    // What was changed on disk alone is taken, unless the user wants otherwise. For the rest there is no good guess.
    let choices = found
        .iter()
        .map(|found| (found.changed == Changed::OnDisk).then_some(false));
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
        .map(|(index, found)| row(index, found, choices))
        .collect_view();
    view! {
        <Modal title="Changed on disk" close=on_cancel>
            <p>
                {format!("These files in {name} have changed since the page read them. What you take from disk becomes one step that you can undo.")}
            </p>
            {(count > 1)
                .then(|| {
                    view! {
                        <div class="folder-dialog__all">
                            <button type="button" class="button button--small" data-testid="folder-keep-all" on:click=handler(move |_| choose_all(true))>
                                "Keep all from the pack"
                            </button>
                            <button type="button" class="button button--small" data-testid="folder-take-all" on:click=handler(move |_| choose_all(false))>
                                "Take all from disk"
                            </button>
                        </div>
                    }
                    .into_any()
                })}
            <div class="folder-dialog__files">{rows}</div>
            <div class="question__buttons">
                <button type="button" class="button button--primary" data-testid="folder-save" disabled=is_open on:click=handler(save)>
                    "Save"
                </button>
                <button type="button" class="button" data-testid="folder-cancel" on:click=handler(move |_| on_cancel.run(()))>
                    "Cancel"
                </button>
            </div>
        </Modal>
    }
}

/// A file with its two choices, and the lines that differ when the user wants to see them.
fn row(index: usize, found: Divergence, choices: RwSignal<Vec<Option<bool>>>) -> AnyView {
    let Words { state, keep, take } = words(&found);
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
