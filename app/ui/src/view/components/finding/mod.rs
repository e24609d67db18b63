//! One finding: what is wrong, where, and its fixes.

pub(crate) mod difference;

use leptos::prelude::*;
use pack_model::{Diagnostic, Fix, Place, Safety};
use pack_once::view::{Callback, CollectView, Signal, handler, live};
use web_sys::{Element, MouseEvent};

use crate::view::components::icon::Icon;
use crate::view::components::prose::prose;
use pack_editor::severity;

/// How many fixes of a finding are shown; the others are behind “more”.
const SHOWN_AT_ONCE: usize = 3;

/// Where a finding is shown, which decides how much of its place it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// In a list of problems under the name of their file, with its path and line.
    InList,
    /// Under its field, where the place is plain to see.
    AtField,
}

/// What is called when something of a finding is clicked.
#[derive(Clone, Copy)]
pub(crate) struct FindingCalls {
    /// Its place should be shown.
    pub(crate) on_go: Callback<Place>,
    /// One of its fixes should be made.
    pub(crate) on_fix: Callback<FixAsked>,
    /// The page of its rule should be shown.
    pub(crate) on_why: Callback<String>,
    /// It should be ignored; with the button that was clicked.
    pub(crate) on_ignore: Callback<(Diagnostic, Element)>,
}

/// A fix that was asked for.
#[derive(Debug, Clone)]
pub(crate) struct FixAsked {
    /// The finding.
    pub(crate) diagnostic: Diagnostic,
    /// The fix.
    pub(crate) fix: Fix,
    /// The button that was clicked.
    pub(crate) button: Element,
}

/// A finding with its fixes.
#[component]
pub(crate) fn Finding(
    /// The finding.
    diagnostic: Diagnostic,
    /// Where it is shown.
    shown: Shown,
    /// Its line, from 1. The lines above it may change while the finding stays the same.
    line: Signal<Option<u32>>,
    /// What it asks for.
    calls: FindingCalls,
) -> impl IntoView {
    let severity = diagnostic.severity.id();
    let kind = severity::label(diagnostic.severity);
    let button = |fix: &Fix| fix_button(diagnostic.clone(), fix.clone(), calls.on_fix);
    let (first, rest) = diagnostic
        .fixes
        .split_at(diagnostic.fixes.len().min(SHOWN_AT_ONCE));
    let fixes = first.iter().map(button).collect_view();
    let more = (!rest.is_empty()).then(|| {
        view! {
            <details class="finding__more">
                <summary>{format!("{} more", rest.len())}</summary>
                <div class="finding__fixes">{rest.iter().map(button).collect_view()}</div>
            </details>
        }
        .into_any()
    });
    let message = prose(&diagnostic.message);
    let rule = diagnostic.rule.clone();
    let asked = diagnostic.place.clone();
    let test_id = match diagnostic.ignored {
        Some(_) => "ignored-finding",
        None => "finding",
    };
    let reason = diagnostic.ignored.as_ref().map(|reason| {
        view! { <p class="finding__text">{format!("Ignored: {reason}")}</p> }.into_any()
    });
    let can_ignore = diagnostic.can_be_ignored();
    let ignore = can_ignore.then(|| ignore_button(diagnostic.clone(), calls.on_ignore));
    let text = match shown {
        Shown::AtField => view! { <p class="finding__text">{message}</p> }.into_any(),
        Shown::InList => {
            let place = diagnostic.place.clone();
            view! {
                <button type="button" class="finding__go" on:click=handler(move |_| calls.on_go.run(asked.clone()))>
                    <span class="finding__text">{message}</span>
                    <span class="finding__place">
                        <span class="finding__kind" aria-hidden="true">{kind}</span>
                        {live(move || in_file(&place, line.get()))}
                    </span>
                </button>
            }
            .into_any()
        }
    };
    view! {
        <div
            class=format!("finding finding--{severity}")
            data-testid=test_id
            data-rule=diagnostic.rule.clone()
            data-severity=severity
            data-file=diagnostic.place.file.to_string()
            data-path=diagnostic.place.pointer.to_string()
            data-line=move || line.get().map(|line| line.to_string())
        >
            <span class="finding__mark">
                <Icon name=severity />
                <span class="visually-hidden">{format!("{kind}: ")}</span>
            </span>
            <div class="finding__main">
                {text}
                {reason}
                <div class="finding__fixes">
                    {fixes}
                    {more}
                    <button
                        type="button"
                        class="finding__why"
                        aria-label=format!("Why: {rule}")
                        on:click=handler(move |_| calls.on_why.run(rule.clone()))
                    >
                        "Why"
                    </button>
                    {ignore}
                </div>
            </div>
        </div>
    }
}

/// The path and the line of a place in its file, in words, each behind a dot.
pub(crate) fn in_file(place: &Place, line: Option<u32>) -> String {
    let path = place.pointer.tokens().join(" › ");
    let line = line.map(|line| format!("line {line}")).unwrap_or_default();
    let parts = [path, line].into_iter().filter(|part| !part.is_empty());
    parts.map(|part| format!(" · {part}")).collect()
}

fn ignore_button(diagnostic: Diagnostic, on_ignore: Callback<(Diagnostic, Element)>) -> AnyView {
    let label = format!("Ignore… {}", diagnostic.rule);
    let click = move |event: MouseEvent| on_ignore.run((diagnostic.clone(), event_target(&event)));
    view! {
        <button
            type="button"
            class="finding__why"
            data-testid="finding-ignore"
            aria-label=label
            aria-haspopup="dialog"
            on:click=handler(click)
        >
            "Ignore…"
        </button>
    }
    .into_any()
}

fn fix_button(diagnostic: Diagnostic, fix: Fix, on_fix: Callback<FixAsked>) -> impl IntoView {
    let id = fix.id.clone();
    let label = prose(&fix.label);
    let class = match fix.safety {
        Safety::Safe => "button button--small finding__fix",
        Safety::Ask => "button button--small button--outline finding__fix",
    };
    let dialog = fix.asks_first().then_some("dialog");
    let click = move |event: MouseEvent| {
        on_fix.run(FixAsked {
            diagnostic: diagnostic.clone(),
            fix: fix.clone(),
            button: event_target(&event),
        });
    };
    view! {
        <button
            type="button"
            class=class
            data-testid="finding-fix"
            data-fix=id
            aria-haspopup=dialog
            on:click=handler(click)
        >
            <span>{label}</span>
        </button>
    }
}
