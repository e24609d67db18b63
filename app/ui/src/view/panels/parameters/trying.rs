//! What users of the pack will see of a parameter, and a line in which values can be tried.

use leptos::prelude::*;
use pack_model::parameters::verdict::{Fit, Verdict, verdict};
use pack_model::parameters::{self, Expression, Input};
use pack_once::view::{CollectView, RwSignal, Signal, handler, live, memo};

use super::Shared;
use crate::view::components::icon::Icon;
use crate::view::components::input::text::undo_here;

/// The input as Palette shows it, with the present value, and a value to try.
#[component]
pub(super) fn Trying(
    shared: Shared,
    path: String,
    expression: Signal<Expression>,
) -> impl IntoView {
    let tried = RwSignal::new(String::new());
    let told = move || {
        let tried = tried.get();
        expression.with(|expression| match (&expression.format, tried.is_empty()) {
            (_, true) => ().into_any(),
            (None, false) => words("check", "Any value fits.".to_owned()),
            (Some(format), false) => match verdict(format, &tried) {
                Some(verdict) => parts(verdict),
                None => words("info", "This value cannot be checked here.".to_owned()),
            },
        })
    };
    let present = memo(move || {
        let values = shared.values;
        let present = values.with(|values| parameters::present(values.as_ref()?, &path));
        present.unwrap_or_default()
    });
    let input =
        memo(move || expression.with(|expression| parameters::input(expression.format.as_ref())));
    let is_required = move || expression.with(|expression| expression.required);
    let is_read_only = Signal::derive(move || expression.with(|expression| expression.read_only));
    let hints = move || expression.with(|expression| expression.hints.join(" · "));
    view! {
        <label class="field">
            <span class="field__label">
                "In Palette"
                {live(move || is_required().then_some(" *"))}
            </span>
            {live(move || palette(input.get(), present, is_read_only))}
            <span class="field__help">{live(hints)}</span>
        </label>
        <label class="field">
            <span class="field__label">"Try a value"</span>
            <input
                class="input input--code"
                type="text"
                data-testid="parameter-try"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || tried.get()
                on:input=handler(move |event| tried.set(event_target_value(&event)))
                on:keydown=handler(|event| undo_here(&event))
            />
            <span class="parameters__verdict" role="status">{live(told)}</span>
        </label>
    }
}

/// The input that Palette shows.
fn palette(input: Input, present: Signal<String>, is_read_only: Signal<bool>) -> AnyView {
    let (kind, low, high) = match input {
        Input::Choice(items) => {
            let option = |item: String| {
                let is_present = {
                    let item = item.clone();
                    move || present.with(|present| *present == item)
                };
                let value = item.clone();
                view! { <option value=value prop:selected=is_present>{item}</option> }
            };
            return view! {
                <select class="input" data-testid="parameter-input" prop:disabled=move || is_read_only.get()>
                    <option value=""></option>
                    {items.into_iter().map(option).collect_view()}
                </select>
            }
            .into_any();
        }
        Input::Text => ("text", None, None),
        Input::Password => ("password", None, None),
        Input::Number(limits) => {
            let limits = limits.map(|(low, high)| (low.to_string(), high.to_string()));
            let (low, high) = limits.unzip();
            ("number", low, high)
        }
    };
    view! {
        <input
            class="input"
            type=kind
            min=low
            max=high
            step="any"
            data-testid="parameter-input"
            autocomplete="off"
            prop:readOnly=move || is_read_only.get()
            prop:value=move || present.get()
        />
    }
    .into_any()
}

/// The verdict of each part.
fn parts(verdict: Verdict) -> AnyView {
    let is_alone = verdict.parts.len() < 2;
    let whole = match (verdict.fits, is_alone) {
        (true, _) => words("check", "It fits.".to_owned()),
        (false, true) => words("error", "It does not fit.".to_owned()),
        (false, false) => words("error", "The whole value does not fit.".to_owned()),
    };
    let part = |(text, fit): (String, Fit)| {
        let (id, icon) = match fit {
            Fit::Fits => ("fits", "check"),
            Fit::Fails => ("fails", "error"),
            Fit::Unknown => ("unknown", "info"),
        };
        view! { <span class="parameters__part" data-fit=id>{words(icon, text)}</span> }
    };
    view! { {whole} {verdict.parts.into_iter().map(part).collect_view()} }.into_any()
}

fn words(icon: &'static str, text: String) -> AnyView {
    view! { <span class="parameters__words"><Icon name=icon />{text}</span> }.into_any()
}
