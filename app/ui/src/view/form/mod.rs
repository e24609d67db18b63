//! The frame of every form of a document: what is wrong with the file as a whole, and the fields,
//! which are read-only as long as the file is too broken to be changed by place.

pub(crate) mod document;
pub(crate) mod field;

use leptos::prelude::*;
use pack_model::{Pointer, Position};
use pack_once::view::{handler, live, memo};

use crate::view::components::icon::Icon;
use crate::view::findings::{FieldFindings, use_findings};
use crate::view::open_pack::{OpenPack, use_pack};
use crate::view::reveal;
use document::{Document, State};

/// The fields of a form, under a notice where its document cannot be changed.
#[component]
pub(crate) fn Form(
    /// What it edits.
    #[prop(default = Document::pack_json())]
    document: Document,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="form">
            <DocumentNotice document />
            <Fields document>{children()}</Fields>
        </div>
    }
}

/// What is wrong with a document as a whole. It also leads to each place that is asked for, so a form
/// has it once.
#[component]
pub(crate) fn DocumentNotice(
    /// The document.
    document: Document,
) -> impl IntoView {
    let open = use_pack();
    let judged = use_findings().judged;
    let state = memo(move || document.state(open));
    // Findings tell what is wrong, so the notice only tells what to do then.
    let is_told = memo(move || {
        judged.with(|judged| !judged.at(&document.file(), &Pointer::root()).is_empty())
    });
    reveal::follow(open.asked);
    view! {
        <div class="form__whole" tabindex="-1" data-place-file=document.name() data-place="">
            <FieldFindings file=document.file() pointer=Pointer::root() />
            {live(move || notice(open, document, state.get(), is_told.get()))}
        </div>
    }
}

/// Controls that change a document, disabled where it cannot be changed.
#[component]
pub(crate) fn Fields(
    /// The document.
    document: Document,
    children: Children,
) -> impl IntoView {
    let open = use_pack();
    let is_sound = memo(move || document.state(open) == State::Sound);
    view! {
        <fieldset class="form__fields" prop:disabled=move || !is_sound.get()>
            {children()}
        </fieldset>
    }
}

fn notice(open: OpenPack, document: Document, state: State, is_told: bool) -> Option<AnyView> {
    let name = document.name();
    let view = match state {
        State::Sound => return None,
        State::Missing => {
            let reason = match document {
                Document::PackJson(_) => "so Palette cannot read it",
                Document::Yaml(_) => "and Palette needs one, even if it is empty",
            };
            let told = match is_told {
                true => String::new(),
                false => format!("This pack has no {name}, {reason}. "),
            };
            view! { <p class="form__text">{told + "Create the file to fill in the fields."}</p> }
                .into_any()
        }
        State::NotText => view! {
            <p class="form__text">{format!("{name} is not UTF-8 text, so it cannot be shown. Convert it if a fix offers that, or replace it under Files.")}</p>
        }
        .into_any(),
        State::Broken(place) => {
            let calls = use_findings().calls;
            let position = open.pack.with_untracked(|pack| pack.position(&place));
            let Position { line, column } = position.unwrap_or(Position { line: 1, column: 1 });
            let told = match is_told {
                true => String::new(),
                false => format!("{name} has a syntax error at line {line}, column {column}. "),
            };
            view! {
                <p class="form__text">
                    {told + "Fix it in the code, then you can use the form again."}
                </p>
                <button type="button" class="button button--small" on:click=handler(move |_| calls.on_go.run(place.clone()))>
                    {format!("Go to line {line}")}
                </button>
            }
            .into_any()
        }
    };
    let icon = (!is_told).then(|| view! { <Icon name="error" /> }.into_any());
    Some(view! { <div class="form__notice" role="status">{icon}<div class="form__words">{view}</div></div> }.into_any())
}
