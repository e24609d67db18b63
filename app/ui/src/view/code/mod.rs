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
use pack_editor::Judged;
use pack_model::{Change, Diagnostic, File, FilePath, Place, Transaction};
use pack_once::view::{CollectView, RwSignal, Show, Signal, handler, live, memo};

use crate::browser::bundle::Loading;
use crate::view::components::finding::Shown;
use crate::view::findings::finding;
use crate::view::findings::use_findings;
use crate::view::open_pack::{OpenPack, use_pack};
use crate::wire::use_workspace;
use code_editor::CodeEditor;
use text_area::TextArea;

/// What is shown if the code editor cannot be loaded.
const UNLOADED: &str = "The code editor could not be loaded, so this is a plain text field. Reload the page to try again.";

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
    /// What stands beside the code editor.
    #[prop(optional_no_strip)]
    beside: Option<fn() -> AnyView>,
) -> impl IntoView {
    let open = use_pack();
    let held = open.file(file.clone());
    let state = memo(move || held.with(|held| state(held.as_ref())));
    let bundle = use_workspace().bundle;
    bundle.load();
    view! {
        <div class="code">
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
                                <div class="code__sides">
                                    <CodeEditor module file=file.clone() held />
                                    {beside.map(|beside| beside())}
                                </div>
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

fn found(judged: &Judged, file: &FilePath) -> Vec<Diagnostic> {
    let here = |found: &&Diagnostic| found.place.file == *file;
    judged.diagnostics.iter().filter(here).cloned().collect()
}

/// A line that says how many findings the file has, and opens the list of them.
fn findings(file: FilePath) -> impl IntoView {
    let name = file.to_string();
    let judged = use_findings().judged;
    let found = memo(move || judged.with(|judged| found(judged, &file)));
    let is_open = RwSignal::new(false);
    let is_judged = move || judged.with(|judged| judged.revision.is_some());
    let summary = move || match found.with(Vec::len) {
        0 if !is_judged() => format!("{name} is not checked yet"),
        0 => format!("No problems in {name}"),
        1 => format!("1 problem in {name}"),
        count => format!("{count} problems in {name}"),
    };
    view! {
        <div class="code__findings">
            <button
                type="button"
                class="button button--quiet button--small code__summary"
                aria-expanded=move || is_open.get().to_string()
                disabled=move || found.with(Vec::is_empty)
                on:click=handler(move |_| is_open.update(|open| *open = !*open))
            >
                {live(summary)}
            </button>
            <Show when=move || is_open.get()>
                {live(move || {
                    let found = found.get().into_iter();
                    found.map(|diagnostic| finding(diagnostic, Shown::InList)).collect_view()
                })}
            </Show>
        </div>
    }
}
