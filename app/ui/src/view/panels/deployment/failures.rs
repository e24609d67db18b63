//! What could not be rendered: Helm's message, the place in the template, and the value to set.

use leptos::prelude::*;
use pack_model::Deployment;
use pack_model::deployment::{Failure, Release, Stage};
use pack_model::presets::{Preset, PresetGroup, presets};
use pack_model::values::dotted;
use pack_model::{Place, Severity, Values};
use pack_once::view::{CollectView, Show, handler, live, memo};

use super::shared::Shared;
use crate::view::components::icon::Icon;
use crate::view::findings::use_findings;
use crate::view::open_pack::use_pack;
use crate::view::panels::template_link::template_link;

/// All failures; nothing where there are none.
#[component]
pub(super) fn Failures(shared: Shared) -> impl IntoView {
    let open = use_pack();
    let failures = memo(move || {
        shared.deployment.with(|deployment| {
            let failures = deployment.failures.iter();
            let groups = open.pack.with(presets);
            let failures = failures.map(|failure| {
                let mut releases = deployment.releases.iter();
                let release = releases.find(|release| release.chart == failure.file);
                let repairs = repairs(deployment, &groups, &failure.file);
                (failure.clone(), release.cloned(), repairs)
            });
            failures.collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || failures.with(|failures| !failures.is_empty())>
            <div class="failures deployment__parts" role="group" aria-label="What does not render">
                {live(move || {
                    failures
                        .get()
                        .into_iter()
                        .map(|(failure, release, repairs)| view! { <OneFailure shared failure release repairs /> })
                        .collect_view()
                })}
            </div>
        </Show>
    }
}

#[component]
fn OneFailure(
    shared: Shared,
    failure: Failure,
    release: Option<Release>,
    /// The presets with which it renders.
    repairs: Vec<(PresetGroup, Preset)>,
) -> impl IntoView {
    let findings = use_findings();
    let on_go = findings.calls.on_go;
    let chart = match &release {
        Some(release) => release.chart_name.clone(),
        None => failure.file.clone(),
    };
    let title = title(&failure, &chart);
    let line = match failure.stage {
        // The line is that of what the template becomes.
        Stage::Objects => None,
        _ => failure.line,
    };
    let place = failure
        .template
        .as_ref()
        .map(|template| template_link(release.as_ref(), template, line, "failure-template"));
    let values = release
        .as_ref()
        .map(|release| failure.values_of(&release.chart_name));
    let set = values.unwrap_or_default().into_iter().map(|value| {
        let label = format!("Set {}", dotted(&value));
        (label, Place::value(Values::file(), value))
    });
    let broken = (failure.stage == Stage::ValuesFile).then(|| {
        let first = findings.judged.with(|judged| {
            let mut found = judged.diagnostics.iter();
            let first = found.find(|found| {
                found.severity == Severity::Error && found.place.file == Values::file()
            });
            first.map(|found| found.place.clone())
        });
        first.map(|place| ("Go to the error".to_owned(), place))
    });
    let go = set.chain(broken.flatten()).map(|(label, place)| {
        view! {
            <button
                type="button"
                class="button button--small"
                data-testid="failure-value"
                on:click=handler(move |_| on_go.run(place.clone()))
            >
                {label}
            </button>
        }
    });
    let go = go.collect_view();
    let has_repairs = !repairs.is_empty();
    let choose = repairs.into_iter().map(|(group, preset)| {
        let id = preset.id;
        view! {
            <button
                type="button"
                class="button button--small"
                data-testid="failure-preset"
                aria-label=format!("Choose preset {}", preset.label)
                on:click=handler(move |_| shared.turn_preset(&group, &id))
            >
                {preset.label.clone()}
            </button>
        }
    });
    let choose = choose.collect_view();
    view! {
        <article
            class="failures__one"
            data-testid="render-failure"
            data-chart=chart
            data-template=failure.template.clone()
            data-line=failure.line.map(|line| line.to_string())
        >
            <Icon name="error" />
            <div class="failures__main">
                <h3 class="failures__title">{title}</h3>
                <p class="failures__message" tabindex="0">{failure.message.clone()}</p>
                <div class="failures__buttons">
                    {place}
                    {go}
                    {has_repairs.then_some("Renders with preset")}
                    {choose}
                </div>
            </div>
        </article>
    }
}

/// The presets with which a chart or manifest renders that fails without any.
fn repairs(
    deployment: &Deployment,
    groups: &[PresetGroup],
    file: &str,
) -> Vec<(PresetGroup, Preset)> {
    let outcomes = deployment.presets.iter().flatten();
    let outcomes = outcomes.filter(|outcome| outcome.repairs.iter().any(|path| path == file));
    let found = outcomes.filter_map(|outcome| {
        groups.iter().find_map(|group| {
            let mut presets = group.presets.iter();
            let preset = presets.find(|preset| preset.index == outcome.preset)?;
            Some((group.clone(), preset.clone()))
        })
    });
    found.collect()
}

fn title(failure: &Failure, chart: &str) -> String {
    match failure.stage {
        Stage::Load => format!("{chart} cannot be read"),
        Stage::ValuesFile => "values.yaml cannot be read, so nothing is rendered".to_owned(),
        Stage::Dependencies => format!("The subcharts of {chart} cannot be chosen"),
        Stage::Values => format!("The values of {chart} are refused"),
        Stage::Render if failure.asks_for_a_value() => format!("{chart} needs a value"),
        Stage::Render => format!("{chart} does not render"),
        Stage::Objects => format!("{chart} renders something that is no object"),
    }
}
