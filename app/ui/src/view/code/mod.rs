//! The Code view: the text of one file, with its findings, in step with every form.

mod absent;
mod binding;
mod charts;
mod code_editor;
mod marks;
pub(crate) mod shown_text;
mod steps;
mod text_area;

use leptos::prelude::*;
use pack_model::{Change, Diagnostic, File, FilePath, Place, Transaction};
use pack_once::view::{RwSignal, Signal, handler, live, memo};

use crate::browser::bundle::Loading;
use crate::browser::storage::preferences;
use crate::view::findings::use_findings;
use crate::view::open_pack::{OpenPack, use_pack};
use crate::wire::{Pane, use_workspace};
use code_editor::CodeEditor;
use text_area::TextArea;

/// What is shown if the code editor cannot be loaded.
const UNLOADED: &str = "The code editor could not be loaded, so this is a plain text field. Reload the page to try again.";

/// The preferences for whether long lines go on in the next row: those of code do not unless they are told
/// to, those of prose do.
const WRAPS_CODE: &str = "wraps-code";
const WRAPS_PROSE: &str = "wraps-prose";

/// What there is of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    NotText,
    Missing,
}

/// The text of a file, to edit.
#[component]
pub(crate) fn CodeView(
    /// The file, which need not exist.
    file: FilePath,
    /// What tells of the caret: a button for the line below the editor, and the drawer that it opens.
    #[prop(optional_no_strip)]
    drawer: Option<fn() -> AnyView>,
) -> impl IntoView {
    let open = use_pack();
    let held = open.file(file.clone());
    let state = memo(move || held.with(|held| state(held.as_ref())));
    let bundle = use_workspace().bundle;
    bundle.load();
    let is_prose = file.extension() == "md";
    let name = if is_prose { WRAPS_PROSE } else { WRAPS_CODE };
    let wraps = preferences::kept(name, is_prose);
    view! {
        <div class="code fills">
            {
                let file = file.clone();
                live(move || match state.get() {
                    State::Text => match bundle.loading() {
                        Some(Loading::Failed) => view! {
                            <p class="code__help" role="status">{UNLOADED}</p>
                            {plain_editor(open, file.clone(), held)}
                        }
                        .into_any(),
                        _ => match bundle.module() {
                            Some(module) => view! {
                                <CodeEditor module file=file.clone() held wraps />
                                {drawer.map(|drawer| drawer())}
                                {wrap_switch(wraps)}
                            }
                            .into_any(),
                            None => view! { <p class="code__box code__loading" role="status">"Loading the code editor…"</p> }.into_any(),
                        },
                    },
                    State::NotText => view! {
                        <p class="form__empty">{format!("{file} is not text, so it cannot be edited here. You can replace it under Files.")}</p>
                    }
                    .into_any(),
                    State::Missing => absent::view(open, file.clone()),
                })
            }
            {findings(file)}
        </div>
    }
    .into_any()
}

/// The switch for whether long lines go on in the next row.
fn wrap_switch(wraps: RwSignal<bool>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="code__wrap"
            data-testid="code-wrap"
            aria-pressed=move || wraps.get().to_string()
            title="Wrap long lines (Alt+Z)"
            on:click=handler(move |_| wraps.update(|wraps| *wraps = !*wraps))
        >
            "Wrap"
        </button>
    }
}

fn state(held: Option<&File>) -> State {
    match held.map(File::text) {
        Some(Some(_)) => State::Text,
        Some(None) => State::NotText,
        None => State::Missing,
    }
}

/// The text in a text area, whose change is the whole text.
fn plain_editor(open: OpenPack, file: FilePath, held: Signal<Option<File>>) -> AnyView {
    let text = Signal::derive(move || {
        held.with(|held| {
            let text = held.as_ref().and_then(File::text);
            text.unwrap_or_default().to_owned()
        })
    });
    let take = {
        let file = file.clone();
        move |typed: String| {
            let change = Change::set_text(file.clone(), typed);
            let step = Transaction::new(format!("Edit {file}"), vec![change])
                .at(Place::file(file.clone()));
            open.apply(step.merging(format!("text:{file}")));
        }
    };
    let leave = move || open.end_step();
    view! { <TextArea name=file.to_string() text on_input=take on_leave=leave /> }.into_any()
}

/// A button that says how many findings the file has, and shows the list of all.
fn findings(file: FilePath) -> impl IntoView {
    let layout = use_workspace().layout;
    let name = file.to_string();
    let judged = use_findings().judged;
    let is_here = move |found: &&Diagnostic| found.place.file == file;
    let count =
        memo(move || judged.with(|judged| judged.diagnostics.iter().filter(&is_here).count()));
    let is_judged = move || judged.with(|judged| judged.revision.is_some());
    let summary = move || match count.get() {
        0 if !is_judged() => "Not checked yet".to_owned(),
        0 => "No problems".to_owned(),
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    };
    view! {
        <button
            type="button"
            class="code__summary"
            data-testid="code-problems"
            disabled=move || count.get() == 0
            on:click=handler(move |_| layout.show(Pane::Problems))
        >
            {live(summary)}
            <span class="code__of">" in "{name}</span>
        </button>
    }
}
