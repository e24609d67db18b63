//! The Code view: the text of one file, with its findings, in step with every form.

mod absent;
mod binding;
mod charts;
mod code_editor;
mod marks;
mod offsets;
mod steps;
mod text_area;

use leptos::prelude::*;
use pack_model::{Change, Diagnostic, File, FilePath, Place, Severity, Transaction};

use crate::browser::bundle::{self, Loading};
use crate::memo::memo;
use crate::view::components::finding::{Finding, Shown};
use crate::view::components::when::When;
use crate::workspace::{Workspace, use_workspace};
use code_editor::CodeEditor;
use text_area::{Asked, TextArea};

/// What is said where the code editor is not to be had.
const UNLOADED: &str = "The code editor could not be loaded, so this is a plain text field: without \
    colors, completion and marks in the text. All else works as usual. Reload the page to try again.";

/// What there is of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    NotText,
    Missing,
}

/// Has the code editor loaded before it is asked for, so that it opens at once.
pub(crate) fn prepare() {
    bundle::load();
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
    let workspace = use_workspace();
    let held = workspace.file(file.clone());
    let state = memo(move || held.with(|held| state(held.as_ref())));
    bundle::load();
    let loading = bundle::loading();
    view! {
        <div class="code">
            {
                let file = file.clone();
                move || match state.get() {
                    State::Text => match loading.get() {
                        Some(Loading::Failed) => view! {
                            <p class="code__help" role="status">{UNLOADED}</p>
                            {plain_editor(workspace, file.clone(), held)}
                        }
                        .into_any(),
                        _ => match bundle::module() {
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
                        <p class="form__empty">{format!("{file} is not text, so it cannot be edited here. It can be replaced under Files.")}</p>
                    }
                    .into_any(),
                    State::Missing => absent::view(workspace, file.clone()),
                }
            }
            {findings(workspace, file)}
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

/// The text in the browser's own text area.
fn plain_editor(workspace: Workspace, file: FilePath, held: Memo<Option<File>>) -> AnyView {
    let text = Signal::derive(move || {
        held.with(|held| {
            held.as_ref()
                .and_then(File::text)
                .unwrap_or_default()
                .to_owned()
        })
    });
    let asked = {
        let file = file.clone();
        memo(move || asked(workspace, &file))
    };
    let marks = {
        let file = file.clone();
        memo(move || marks(workspace, &file))
    };
    let take = {
        let file = file.clone();
        move |typed: String| {
            let at = text.with_untracked(|text| offsets::first_difference(text, &typed));
            let change = Change::set_text(file.clone(), typed);
            let step = Transaction::new(format!("Edit {file}"), vec![change])
                .at(Place::text(file.clone(), at..at));
            workspace.apply(step.merging(format!("text:{file}")));
        }
    };
    view! {
        <TextArea name=file.to_string() text asked marks on_input=take on_leave=move || workspace.end_step() />
    }
    .into_any()
}

/// The part of the text that was asked for, as the text area counts.
fn asked(workspace: Workspace, file: &FilePath) -> Option<Asked> {
    let (number, place) = workspace.location.asked.get()?;
    if place.file != *file {
        return None;
    }
    workspace.pack.with_untracked(|pack| {
        // The file as a whole is where the caret is already.
        let span = if place == Place::file(file.clone()) {
            None
        } else {
            Some(pack.span(&place)?)
        };
        Some((
            number,
            span.map(|span| offsets::selection(pack.text(file.as_str()).unwrap_or_default(), span)),
        ))
    })
}

/// The lines at which findings stand, each with its worst severity.
fn marks(workspace: Workspace, file: &FilePath) -> Vec<(u32, Severity)> {
    workspace.judged.with(|judged| {
        let here = judged
            .diagnostics
            .iter()
            .filter(|found| found.place.file == *file);
        let mut marks: Vec<_> = here
            .filter_map(|found| Some((judged.line(&found.place)?, found.severity)))
            .collect();
        marks.sort();
        marks.dedup_by_key(|(line, _)| *line);
        marks
    })
}

fn found(workspace: Workspace, file: &FilePath) -> Vec<Diagnostic> {
    workspace.judged.with(|judged| {
        judged
            .diagnostics
            .iter()
            .filter(|found| found.place.file == *file)
            .cloned()
            .collect()
    })
}

/// A line that says how many findings the file has, and opens the list of them.
fn findings(workspace: Workspace, file: FilePath) -> impl IntoView {
    let name = file.to_string();
    let found = memo(move || found(workspace, &file));
    let is_open = RwSignal::new(false);
    let is_judged = move || workspace.judged.with(|judged| judged.revision.is_some());
    let summary = move || match found.with(Vec::len) {
        0 if !is_judged() => format!("{name} is not judged yet"),
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
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                {summary}
            </button>
            <When when=move || is_open.get()>
                {move || {
                    let found = found.get().into_iter();
                    found.map(|diagnostic| view! { <Finding diagnostic shown=Shown::InList /> }).collect_view()
                }}
            </When>
        </div>
    }
}
