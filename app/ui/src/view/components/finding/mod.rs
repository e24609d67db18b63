//! One finding: what, where, and what mends it.

pub(crate) mod difference;
pub(crate) mod severity;

use leptos::prelude::*;
use pack_model::{Diagnostic, FilePath, Fix, Place, Pointer, Safety};

use crate::memo::memo;
use crate::view::components::icon::Icon;
use crate::view::components::prose::prose;
use crate::view::problems::{self, AfterFix};
use crate::workspace::{Dialog, use_workspace};

/// How many fixes of a finding are shown before the others have to be asked for.
const SHOWN_AT_ONCE: usize = 3;

/// Where a finding is shown decides how much of its place it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// In a list of problems under the name of their file, with its path and line.
    InList,
    /// Under its field, where the place is plain to see.
    AtField,
}

/// A finding with its fixes.
#[component]
pub(crate) fn Finding(diagnostic: Diagnostic, shown: Shown) -> impl IntoView {
    let workspace = use_workspace();
    let severity = diagnostic.severity.id();
    // The lines above it may change while the finding stays the same.
    let line = {
        let place = diagnostic.place.clone();
        move || workspace.judged.with(|judged| judged.line(&place))
    };
    let kind = severity::label(diagnostic.severity);
    let button = |fix: &Fix| fix_button(diagnostic.clone(), fix.clone());
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
    });
    let message = prose(&diagnostic.message);
    let rule = diagnostic.rule.clone();
    let asked = diagnostic.place.clone();
    let text = match shown {
        Shown::AtField => view! { <p class="finding__text">{message}</p> }.into_any(),
        Shown::InList => {
            let (place, line) = (diagnostic.place.clone(), line.clone());
            view! {
                <button type="button" class="finding__go" on:click=move |_| workspace.location.show(&asked)>
                    <span class="finding__text">{message}</span>
                    <span class="finding__place">
                        <span class="finding__kind" aria-hidden="true">{kind}</span>
                        {move || in_file(&place, line())}
                    </span>
                </button>
            }
            .into_any()
        }
    };
    view! {
        <div
            class=format!("finding finding--{severity}")
            data-testid="finding"
            data-rule=diagnostic.rule.clone()
            data-severity=severity
            data-file=diagnostic.place.file.to_string()
            data-path=diagnostic.place.pointer.to_string()
            data-line=move || line().map(|line| line.to_string())
        >
            <span class="finding__mark">
                <Icon name=severity />
                <span class="visually-hidden">{format!("{kind}: ")}</span>
            </span>
            <div class="finding__main">
                {text}
                <div class="finding__fixes">
                    {fixes}
                    {more}
                    <button
                        type="button"
                        class="finding__why"
                        aria-label=format!("Why: {rule}")
                        on:click=move |_| workspace.dialog.set(Some(Dialog::Rule(rule.clone())))
                    >
                        "Why"
                    </button>
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

fn fix_button(diagnostic: Diagnostic, fix: Fix) -> impl IntoView {
    let workspace = use_workspace();
    let after = expect_context::<AfterFix>();
    let id = fix.id.clone();
    let label = prose(&fix.label);
    let class = match fix.safety {
        Safety::Safe => "button button--small finding__fix",
        Safety::Ask => "button button--small button--outline finding__fix",
    };
    let asks = problems::asks_first(&fix).then_some("dialog");
    view! {
        <button
            type="button"
            class=class
            data-testid="finding-fix"
            data-fix=id
            aria-haspopup=asks
            on:click=move |event| {
                after.of(&event_target(&event), &diagnostic.place);
                problems::apply_fix(workspace, &diagnostic, &fix);
            }
        >
            <span>{label}</span>
        </button>
    }
}

/// The findings at one path of a file, under its field.
#[component]
pub(crate) fn FieldFindings(
    /// The file.
    file: FilePath,
    /// The path in it.
    pointer: Pointer,
    /// The id that the field's `aria-describedby` names.
    #[prop(into, optional)]
    id: String,
) -> impl IntoView {
    let workspace = use_workspace();
    let found = memo(move || workspace.findings_at(&file, &pointer));
    view! {
        <div class="field-findings" id=id aria-live="polite">
            {move || {
                found
                    .get()
                    .into_iter()
                    .map(|diagnostic| view! { <Finding diagnostic shown=Shown::AtField /> })
                    .collect_view()
            }}
        </div>
    }
}
