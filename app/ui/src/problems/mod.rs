//! The list of findings, and the ways to walk through it and to mend what it says.

mod after_fix;
mod asking;
mod fix_all;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::{Action, Diagnostic, Fix, Safety};

pub(crate) use after_fix::AfterFix;
pub(crate) use asking::AskFix;
pub(crate) use fix_all::fix_all_safe;

use crate::components::finding::{Finding, Shown};
use crate::panels::logo;
use crate::sections::section_of;
use crate::workspace::{Dialog, Workspace, use_workspace};
use fix_all::FixAll;

/// The findings of the whole pack, or of the section that is open.
#[component]
pub(crate) fn Problems() -> impl IntoView {
    let workspace = use_workspace();
    let only_here = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        let here = only_here.get().then(|| workspace.location.section.get());
        workspace.judged.with(|judged| {
            let fits = |found: &&Diagnostic| {
                here.is_none_or(|section| section_of(&found.place) == section)
            };
            judged
                .diagnostics
                .iter()
                .filter(fits)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section class="problems" aria-labelledby="problems-title">
            <header class="problems__header">
                <h2 class="problems__title" id="problems-title" tabindex="-1">"Problems"</h2>
                <div class="segmented" role="group" aria-label="Which problems">
                    <button
                        type="button"
                        class="segmented__one"
                        aria-pressed=move || (!only_here.get()).to_string()
                        on:click=move |_| only_here.set(false)
                    >
                        "All"
                    </button>
                    <button
                        type="button"
                        class="segmented__one"
                        aria-pressed=move || only_here.get().to_string()
                        on:click=move |_| only_here.set(true)
                    >
                        "This section"
                    </button>
                </div>
            </header>
            <FixAll shown />
            {move || list(workspace, shown.get())}
        </section>
    }
}

fn list(workspace: Workspace, shown: Vec<Diagnostic>) -> AnyView {
    if workspace.judged.with(|judged| judged.revision.is_none()) {
        return view! { <p class="problems__empty">"Judging the pack…"</p> }.into_any();
    }
    if shown.is_empty() {
        return view! { <p class="problems__empty">"Nothing is wrong here, as far as the page can tell."</p> }.into_any();
    }
    shown
        .into_iter()
        .map(|diagnostic| view! { <Finding diagnostic shown=Shown::InList /> })
        .collect_view()
        .into_any()
}

/// Applies one fix of a finding, or shows first what it would change where that is to be asked.
pub(crate) fn apply_fix(workspace: Workspace, diagnostic: &Diagnostic, fix: &Fix) {
    match fix.action {
        _ if asks_first(fix) => {
            let asked = Dialog::Fix(diagnostic.clone(), fix.id.clone());
            workspace.dialog.set(Some(asked));
        }
        Action::Logo(action) => spawn_local(logo::perform(workspace, action)),
        Action::Changes(_) => {
            workspace.apply_fix(diagnostic, fix);
        }
    }
}

/// Whether a fix is shown as the lines that it changes before it is made. A picture has none, and
/// is seen as soon as it is there.
pub(crate) fn asks_first(fix: &Fix) -> bool {
    fix.safety == Safety::Ask && matches!(fix.action, Action::Changes(_))
}

/// Leads to the next finding (`step` 1) or the one before (`step` -1), round and round.
pub(crate) fn walk(workspace: Workspace, step: isize) {
    let places = workspace.judged.with_untracked(|judged| {
        judged
            .diagnostics
            .iter()
            .map(|found| found.place.clone())
            .collect::<Vec<_>>()
    });
    let Ok(count @ 1..) = isize::try_from(places.len()) else {
        return;
    };
    let asked = workspace.location.asked.get_untracked();
    let here = asked.and_then(|(_, place)| places.iter().position(|other| *other == place));
    let here = here.and_then(|index| isize::try_from(index).ok());
    let next = match here {
        Some(index) => (index + step).rem_euclid(count),
        None if step > 0 => 0,
        None => count - 1,
    };
    if let Some(place) = usize::try_from(next).ok().and_then(|next| places.get(next)) {
        workspace.location.show(place);
    }
}
