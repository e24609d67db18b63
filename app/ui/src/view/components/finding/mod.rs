//! One finding: a line that says what is wrong and where, and that opens to what to do about it.

pub(crate) mod difference;
mod lead;

use leptos::prelude::*;
use pack_model::{Diagnostic, Fix, Place, Safety};
use pack_once::view::{Callback, CollectView, RwSignal, Signal, handler, live, memo};
use web_sys::{Element, MouseEvent};

use crate::browser::window::focus;
use crate::view::components::icon::Icon;
use crate::view::components::prose::prose;
use lead::split;
use pack_editor::severity;

/// Where a finding is shown, which decides how much of its place it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// In a list of problems under the name of their file, with its path and line.
    InList,
    /// Under its field, where the place is plain to see, and its first fix stands beside the line.
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

/// What a list knows of one of its findings.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    /// What tells it from the others in the page; none where nothing leads to it.
    pub(crate) key: Option<u64>,
    /// Whether it is open.
    pub(crate) is_open: Signal<bool>,
    /// Whether it is the one that Tab reaches.
    pub(crate) is_current: Signal<bool>,
    /// Called when it should open or close.
    pub(crate) on_open: Callback<bool>,
}

impl Opening {
    /// Of a finding that stands alone.
    pub(crate) fn alone() -> Self {
        let is_open = RwSignal::new(false);
        Self {
            key: None,
            is_open: is_open.read_only(),
            is_current: Signal::derive(|| true),
            on_open: Callback::new(move |opens| is_open.set(opens)),
        }
    }
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
    /// Whether it is open.
    opening: Opening,
    /// What it asks for.
    calls: FindingCalls,
) -> impl IntoView {
    let severity = diagnostic.severity.id();
    let (test_id, reason) = match &diagnostic.ignored {
        Some(reason) => ("ignored-finding", Some(format!("Ignored: {reason}"))),
        None => ("finding", None),
    };
    let (lead, rest) = split(&diagnostic.message);
    let path = diagnostic.place.pointer.tokens().join(" › ");
    let line_of_it = match shown {
        Shown::AtField => at_field(lead, &diagnostic, opening, calls),
        Shown::InList => in_list(lead, &diagnostic, line, opening, calls),
    };
    let told =
        (!rest.is_empty()).then(|| view! { <p class="finding__text">{prose(rest)}</p> }.into_any());
    let reason = reason.map(|reason| view! { <p class="finding__text">{reason}</p> }.into_any());
    let fixes = diagnostic.fixes.iter();
    let fixes = fixes.skip(usize::from(shown == Shown::AtField));
    let fixes = fixes.map(|fix| fix_button(diagnostic.clone(), fix.clone(), calls.on_fix));
    let rule = diagnostic.rule.clone();
    let ignore = diagnostic
        .can_be_ignored()
        .then(|| ignore_button(diagnostic.clone(), calls.on_ignore));
    view! {
        <div
            class=format!("finding finding--{severity}")
            class:finding--line=shown == Shown::InList
            data-testid=test_id
            data-rule=diagnostic.rule.clone()
            data-severity=severity
            data-file=diagnostic.place.file.to_string()
            data-path=diagnostic.place.pointer.to_string()
            data-line=move || line.get().map(|line| line.to_string())
            data-key=opening.key.map(|key| key.to_string())
            data-open=move || opening.is_open.get().then_some("")
        >
            <span class="finding__mark">
                <Icon name=severity />
                {(shown == Shown::AtField).then(|| hidden_kind(&diagnostic))}
            </span>
            {line_of_it}
            <div class="finding__body" hidden=move || !opening.is_open.get()>
                {told}
                {reason}
                {(shown == Shown::InList).then(|| view! { <p class="finding__path">{path}</p> }.into_any())}
                <div class="finding__fixes">
                    {fixes.collect_view()}
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

/// The severity, for those who do not see its color and sign.
fn hidden_kind(diagnostic: &Diagnostic) -> AnyView {
    let kind = severity::label(diagnostic.severity);
    view! { <span class="visually-hidden">{format!("{kind}: ")}</span> }.into_any()
}

/// The line of a finding under its field: what is wrong, the first fix, and what opens the rest.
fn at_field(lead: &str, diagnostic: &Diagnostic, opening: Opening, calls: FindingCalls) -> AnyView {
    let fix = diagnostic.fixes.first();
    let fix = fix.map(|fix| fix_button(diagnostic.clone(), fix.clone(), calls.on_fix).into_any());
    let toggle = move |_| opening.on_open.run(!opening.is_open.get_untracked());
    view! {
        <div class="finding__field">
            <p class="finding__text">{prose(lead)}</p>
            {fix}
            <button
                type="button"
                class="finding__why finding__more"
                aria-label=format!("More: {}", diagnostic.rule)
                aria-expanded=move || opening.is_open.get().to_string()
                on:click=handler(toggle)
            >
                "More"
            </button>
        </div>
    }
    .into_any()
}

/// The line of a finding in a list: what is wrong, which opens and closes it, and where, which leads there.
/// A click with a mouse leads there as well, as long as the list stays in sight.
fn in_list(
    lead: &str,
    diagnostic: &Diagnostic,
    line: Signal<Option<u32>>,
    opening: Opening,
    calls: FindingCalls,
) -> AnyView {
    let place = diagnostic.place.clone();
    let asked = place.clone();
    let toggle = move |event: MouseEvent| {
        let opens = !opening.is_open.get_untracked();
        opening.on_open.run(opens);
        if opens && event.detail() > 0 && focus::is_seen("#main") {
            calls.on_go.run(asked.clone());
        }
    };
    let asked = place.clone();
    let path = place.pointer.tokens().join(" › ");
    let short = memo(move || match line.get() {
        Some(line) => format!("line {line}"),
        None if path.is_empty() => "file".to_owned(),
        None => path.clone(),
    });
    let tab = move || if opening.is_current.get() { "0" } else { "-1" };
    view! {
        <button
            type="button"
            class="finding__go"
            tabindex=tab
            aria-expanded=move || opening.is_open.get().to_string()
            on:click=handler(toggle)
        >
            <span class="finding__text">{hidden_kind(diagnostic)} {prose(lead)}</span>
        </button>
        <button
            type="button"
            class="finding__place"
            tabindex=tab
            aria-label=move || format!("Go to {}: {}", short.get(), place.file)
            on:click=handler(move |_| calls.on_go.run(asked.clone()))
        >
            {live(move || short.get())}
        </button>
    }
    .into_any()
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
