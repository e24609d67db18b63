//! The chosen path: its value, the chart's default, and its findings.

use leptos::prelude::*;
use pack_model::format::documents::help;
use pack_model::format::files::VALUES_YAML;
use pack_model::values::dotted;
use pack_model::values::own::{Default, OwnValues};
use pack_model::{Place, Pointer, Values};
use pack_once::view::{Show, Signal, handler, live, memo};

use super::effect::ValueEffect;
use super::from_chart::Missing;
use super::shared::Shared;
use crate::view::findings::{FieldFindings, use_findings};
use crate::view::form::Fields;

/// The most lines of a value that are shown here.
const LINES: usize = 14;

/// The path that is chosen.
#[component]
pub(super) fn Detail(
    /// What the form shares.
    shared: Shared,
    /// Whether it stands beside the code, which shows the value itself.
    is_beside_code: bool,
) -> impl IntoView {
    let is_chosen = memo(move || shared.shown.with(|shown| !shown.is_root()));
    let (label, hint) = if is_beside_code {
        (
            "Path at the cursor",
            "Put the cursor on a key to see the chart's default for it.",
        )
    } else {
        (
            "Chosen path",
            "Choose a path to see its value and the chart's default.",
        )
    };
    view! {
        <section
            class="values__detail"
            class:values__detail--beside=is_beside_code
            aria-label=label
            data-testid="values-detail"
            tabindex="-1"
            data-place-file=Values::file().to_string()
            data-place=move || shared.shown.get().to_string()
        >
            <Show
                when=move || is_chosen.get()
                fallback=move || view! { <p class="form__hint">{hint}</p> }
            >
                {about(shared, is_beside_code)}
            </Show>
        </section>
    }
}

fn about(shared: Shared, is_beside_code: bool) -> impl IntoView {
    let shown = shared.shown;
    let help = move || shown.with(|shown| help(VALUES_YAML, shown));
    let chart = chart_at(shared);
    let is_default = memo(move || {
        let default = chart.get().and_then(|chart| chart.default);
        default.is_some_and(|default| default.is_same)
    });
    let is_set = memo(move || {
        shared
            .shown
            .with(|shown| shared.values.with(|values| values.start(shown).is_some()))
    });
    let description = memo(move || {
        let said = shared
            .shown
            .with(|shown| shared.form(|form| form.description(shown)));
        (!said.is_empty()).then_some(said)
    });
    view! {
        <div class="values__about">
            <h3 class="values__path">{live(move || shown.with(dotted))}</h3>
            {live(move || help().map(|help| view! { <p class="form__hint">{help}</p> }.into_any()))}
            {live(move || description.get().map(|said| view! { <p class="values__comment">{said}</p> }.into_any()))}
            {(!is_beside_code).then(|| view! { <Show when=move || is_set.get()>{in_values(shared)}</Show> })}
            {live(move || chart.get().map(in_chart))}
        </div>
        <div class="values__about">
            <ValueEffect shared is_default />
            <Fields document=shared.document><Missing shared /></Fields>
            {live(move || view! { <FieldFindings file=Values::file() pointer=shown.get() /> })}
        </div>
    }
}

/// The path under the cursor and the chart's default for it, as one line.
pub(super) fn caret_line(shared: Shared) -> impl IntoView {
    let chart = chart_at(shared);
    let default = move || {
        let default = chart.get()?.default?;
        if default.is_same {
            return Some("The chart's default".to_owned());
        }
        let mut lines = default.text.lines();
        let first = lines.next().unwrap_or_default().trim();
        let more = if lines.next().is_some() { " …" } else { "" };
        Some(format!("Chart: {first}{more}"))
    };
    let path = move || match shared.shown.with(dotted) {
        path if path.is_empty() => "Chart defaults".to_owned(),
        path => path,
    };
    view! {
        <code class="code__path cut-before"><bdi>{live(path)}</bdi></code>
        <span class="code__default">{live(default)}</span>
    }
}

/// The value as it is written.
fn in_values(shared: Shared) -> impl IntoView {
    let Shared { shown, values, .. } = shared;
    let text = memo(move || shown.with(|shown| values.with(|values| values.excerpt(shown, LINES))));
    let line = memo(move || shown.with(|shown| values.with(|values| values.line(shown))));
    let on_go = use_findings().calls.on_go;
    let show_code = move |_| {
        let start =
            shown.with_untracked(|shown| values.with_untracked(|values| values.start(shown)));
        let start = start.unwrap_or_default();
        let place = Place::text(Values::file(), start..start);
        on_go.run(place);
    };
    view! {
        <div class="values__block">
            <div class="values__block-head">
                <span class="values__title">
                    "In values.yaml"
                    {live(move || line.get().map(|line| format!(", line {line}")))}
                </span>
                <button type="button" class="button button--small" data-testid="values-show-code" on:click=handler(show_code)>
                    "Show in code"
                </button>
            </div>
            <pre class="values__text" tabindex="0" role="region" aria-label="Its value" data-testid="values-now">{live(move || text.get())}</pre>
        </div>
    }
}

/// What a chart has at a path.
#[derive(Debug, Clone, PartialEq)]
struct InChart {
    /// The chart's name and version.
    name: String,
    /// Its entry; `None` if it has none.
    default: Option<Default>,
    /// Whether the path is the root of the chart's values, which is not an entry.
    is_root: bool,
    /// Whether values.yaml has it.
    is_set: bool,
}

/// What the chart has to which the shown path belongs.
fn chart_at(shared: Shared) -> Signal<Option<InChart>> {
    let Shared { shown, values, .. } = shared;
    memo(move || {
        shown.with(|shown| {
            shared.charts.with(|charts| {
                let chart = charts
                    .iter()
                    .find(|chart| shown.starts_with(&chart.root()))?;
                values.with(|values| Some(of_chart(chart, values, shown)))
            })
        })
    })
}

fn of_chart(chart: &OwnValues, values: &Values, shown: &Pointer) -> InChart {
    let about = chart.chart();
    InChart {
        name: format!("{} {}", about.name, about.version)
            .trim_end()
            .to_owned(),
        default: chart.default(values, shown),
        is_root: !chart.covers(shown),
        is_set: values.start(shown).is_some(),
    }
}

fn in_chart(chart: InChart) -> Option<AnyView> {
    if chart.is_root {
        return None;
    }
    let title = format!("In the chart {}", chart.name);
    let Some(default) = chart.default else {
        return Some(
            view! {
                <div class="values__block">
                    <span class="values__title">{title}</span>
                    <p class="form__hint">"The chart has no default for this path."</p>
                </div>
            }
            .into_any(),
        );
    };
    let (kind, said) = match (chart.is_set, default.is_same) {
        (false, _) => ("badge", "Not set here"),
        (true, true) => ("badge", "The same"),
        (true, false) => ("badge badge--info", "Different"),
    };
    let badge = view! { <span class=kind>{said}</span> };
    let comment = (!default.comment.is_empty()).then(
        || view! { <p class="values__comment" data-testid="values-comment">{default.comment}</p> },
    );
    Some(
        view! {
            <div class="values__block">
                <div class="values__block-head">
                    <span class="values__title">{title}</span>
                    {badge}
                </div>
                {comment}
                <pre class="values__text" tabindex="0" role="region" aria-label="The chart's own value" data-testid="values-default">{cut(&default.text)}</pre>
            </div>
        }
        .into_any(),
    )
}

/// The first lines of a text.
fn cut(text: &str) -> String {
    let mut lines = text.lines();
    let mut shown: Vec<_> = lines.by_ref().take(LINES).collect();
    if lines.next().is_some() {
        shown.push("…");
    }
    shown.join("\n")
}
