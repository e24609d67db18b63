//! One parameter: its fields, or its expression as text where they cannot show it.

use leptos::ev;
use leptos::prelude::*;
use pack_model::Pointer;
use pack_model::parameters::{self, Expression};
use pack_once::view::{Signal, handler, live, memo};

use super::fields::{Draft, Fields};
use super::trying::Trying;
use super::{Shared, file};
use crate::view::components::icon::Icon;
use crate::view::findings::FieldFindings;

/// The parameter of a path.
pub(super) fn view(shared: Shared, path: String) -> AnyView {
    let own = path.clone();
    let parameter = memo(move || {
        shared
            .listed
            .with(|listed| listed.iter().find(|one| one.path == own).cloned())
    });
    let read = memo(move || parameter.with(|one| one.as_ref().map(|one| one.expression())));
    let problem = memo(move || read.with(|read| read.as_ref()?.as_ref().err().cloned()));
    let expression: Signal<Expression> = memo(move || {
        read.with(|read| read.as_ref()?.as_ref().ok().cloned())
            .unwrap_or_default()
    });
    let fields = Fields {
        shared,
        parameter,
        expression,
    };
    let is_end = {
        let path = path.clone();
        move |is_after: bool| {
            let count = shared.listed.with(Vec::len);
            let at = shared.position(&path);
            at.is_none_or(|at| at == if is_after { count.saturating_sub(1) } else { 0 })
        }
    };
    let by_key = {
        let path = path.clone();
        move |event: ev::KeyboardEvent| {
            let is_after = event.key() == "ArrowDown";
            let is_arrow = is_after || event.key() == "ArrowUp";
            if is_arrow && event.alt_key() && !event.ctrl_key() && !event.meta_key() {
                event.prevent_default();
                shared.shift(&path, is_after, "up");
            }
        }
    };
    let button = |icon: &'static str, test_id: &'static str, does: &str| {
        let named = path.clone();
        view! {
            <button
                type="button"
                class="button button--quiet button--small"
                data-testid=test_id
                aria-label=format!("{does} {path}")
                title=does.to_owned()
                on:click=handler(move |_| match icon {
                    "trash" => parameter.with_untracked(|one| one.iter().for_each(|one| shared.remove(one))),
                    _ => shared.shift(&named, icon == "down", icon),
                })
            >
                <Icon name=icon />
            </button>
        }
        .into_any()
    };
    let up = button("up", "parameter-up", "Move up");
    let down = button("down", "parameter-down", "Move down");
    let remove = button("trash", "parameter-remove", "Remove");
    let (is_first, is_last) = (is_end.clone(), is_end);
    let place = parameters::place(&path);
    let body = move || match problem.get() {
        Some(problem) => as_text(fields, problem),
        None => fields.view(),
    };
    view! {
        <div
            class="rows__row parameters__row"
            role="group"
            aria-label=path.clone()
            data-testid="parameter"
            data-path=path.clone()
            data-place-file=file().to_string()
            data-place=Pointer::root().child(&path).to_string()
            on:keydown=handler(by_key)
        >
            <div class="parameters__head rows__wide">
                <h3 class="parameters__path">{path.clone()}</h3>
                <div class="rows__buttons">
                    <span hidden=move || is_first(false)>{up}</span>
                    <span hidden=move || is_last(true)>{down}</span>
                    {remove}
                </div>
            </div>
            {live(body)}
            <Trying shared path=path.clone() expression />
            <div class="rows__wide">
                <FieldFindings file=file() pointer=Pointer::root().child(&path) />
                <FieldFindings file=file() pointer=place />
            </div>
        </div>
    }
    .into_any()
}

/// An expression that the fields cannot show.
fn as_text(fields: Fields, problem: String) -> AnyView {
    let Fields {
        shared, parameter, ..
    } = fields;
    let text = move || {
        let text = parameter.with(|one| one.as_ref()?.text.clone());
        text.unwrap_or_default()
    };
    let take = move |typed: String| {
        parameter.with_untracked(|one| {
            let step = one.as_ref().map(|one| one.written(&typed));
            step.and_then(|step| shared.apply(Ok(step)))
        })
    };
    let input = Draft::new(Signal::derive(text)).input(shared, "parameter-text", "", take);
    view! {
        <label class="field rows__wide">
            <span class="field__label">"Expression"</span>
            {input}
            <span class="field__help">{format!("The fields cannot show it: {problem}")}</span>
        </label>
    }
    .into_any()
}
