//! The frame of every form of pack.json: what is wrong with the file as a whole, and the fields,
//! which are read-only as long as the file is too broken to be changed by place.

use leptos::prelude::*;
use pack_model::{Place, Pointer, Position, path};

use super::property::pack_json;
use super::reveal;
use crate::components::finding::FieldFindings;
use crate::components::icon::Icon;
use crate::workspace::{Workspace, use_workspace};

/// How far pack.json can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Sound,
    Missing,
    NotText,
    Broken { place: Place, position: Position },
}

/// The fields of a form of pack.json, under a notice where it cannot be changed.
#[component]
pub(crate) fn Form(children: Children) -> impl IntoView {
    let workspace = use_workspace();
    let state = Memo::new(move |_| state(workspace));
    reveal::follow();
    view! {
        <div class="form">
            <div class="form__whole" tabindex="-1" data-place-file=pack_json().to_string() data-place="">
                {move || notice(workspace, state.get())}
                <FieldFindings file=pack_json() pointer=Pointer::root() />
            </div>
            <fieldset class="form__fields" prop:disabled=move || state.with(|state| *state != State::Sound)>
                {children()}
            </fieldset>
        </div>
    }
}

fn state(workspace: Workspace) -> State {
    workspace.pack.with(|pack| {
        if pack.file(path::PACK_JSON).is_none() {
            return State::Missing;
        }
        if pack.text(path::PACK_JSON).is_none() {
            return State::NotText;
        }
        workspace.manifest.with(|manifest| {
            let Some(problem) = manifest
                .json()
                .is_broken()
                .then(|| manifest.json().problems().first())
                .flatten()
            else {
                return State::Sound;
            };
            let place = Place::text(pack_json(), problem.range.clone());
            let position = pack
                .position(&place)
                .unwrap_or(Position { line: 1, column: 1 });
            State::Broken { place, position }
        })
    })
}

fn notice(workspace: Workspace, state: State) -> Option<AnyView> {
    let view = match state {
        State::Sound => return None,
        State::Missing => view! {
            <p class="form__text">"This pack has no pack.json, so Palette cannot read it. Create the file to fill in the fields."</p>
        }
        .into_any(),
        State::NotText => view! {
            <p class="form__text">"pack.json is not text, so there is nothing to show. Replace it under Files."</p>
        }
        .into_any(),
        State::Broken { place, position } => view! {
            <p class="form__text">
                {format!(
                    "pack.json is broken at line {}, column {}. The fields show what could be read, and can be changed once the text is mended.",
                    position.line,
                    position.column,
                )}
            </p>
            <button type="button" class="button button--small" on:click=move |_| workspace.location.show(&place)>
                {format!("Go to line {}", position.line)}
            </button>
        }
        .into_any(),
    };
    Some(view! { <div class="form__notice" role="status"><Icon name="error" /><div class="form__words">{view}</div></div> }.into_any())
}
