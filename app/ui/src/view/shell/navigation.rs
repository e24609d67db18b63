//! The sections, each with its number of findings.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use pack_editor::{Judged, Rendered};
use pack_model::Severity;
use pack_model::deployment::Cluster;
use pack_model::format::api_versions::newest_version;
use pack_once::view::{Callback, CollectView, Signal, effect, handler, live, memo};

use pack_editor::sections::{SECTIONS, Section, section_of};
use pack_editor::severity::word;

/// The list of sections. Where it is a strip that scrolls, the open one is always in sight.
#[component]
pub(super) fn Navigation(
    /// The section that is open.
    section: Signal<&'static Section>,
    /// What the worker found.
    judged: Signal<Arc<Judged>>,
    /// What a cluster gets.
    rendered: Signal<Arc<Rendered>>,
    /// What is assumed of the cluster.
    cluster: Signal<Cluster>,
    /// Called with the section to open.
    #[prop(into)]
    on_go: Callback<&'static Section>,
) -> impl IntoView {
    let open = section;
    effect(move || {
        let id = open.get().id;
        request_animation_frame(move || bring_into_sight(id));
    });
    // Another size of the window may make a strip of the list.
    let resized = window_event_listener(ev::resize, move |_| {
        bring_into_sight(open.get_untracked().id);
    });
    on_cleanup(move || resized.remove());
    view! {
        <div class="nav">
            <ul class="nav__list">
                {SECTIONS
                    .iter()
                    .map(|section| {
                        let more = (section.id == "deployment").then(|| deployment(rendered, cluster));
                        view! { <li>{entry(section, open, judged, more, on_go)}</li> }
                    })
                    .collect_view()}
            </ul>
        </div>
    }
}

/// Scrolls the strip to a section's entry, and nothing else of the page.
fn bring_into_sight(id: &str) {
    let entry = format!(".nav [data-testid=\"section-{id}\"]");
    let entry = document().query_selector(&entry).ok().flatten();
    let strip = entry.as_ref().map(|entry| entry.closest(".nav"));
    if let (Some(entry), Some(Ok(Some(strip)))) = (entry, strip) {
        let (entry, seen) = (
            entry.get_bounding_client_rect(),
            strip.get_bounding_client_rect(),
        );
        let aside = (entry.left() + entry.right() - seen.left() - seen.right()) / 2.0;
        let below = (entry.bottom() - seen.bottom()).max(0.0);
        let above = (entry.top() - seen.top()).min(0.0);
        strip.scroll_by_with_x_and_y(aside, below + above);
    }
}

fn entry(
    section: &'static Section,
    open: Signal<&'static Section>,
    judged: Signal<Arc<Judged>>,
    more: Option<AnyView>,
    on_go: Callback<&'static Section>,
) -> impl IntoView {
    let here = move || open.get() == section;
    let worst = memo(move || judged.with(|judged| worst_of(section, judged)));
    let badge = move || {
        let (severity, count, is_all) = worst
            .get()
            .filter(|(severity, ..)| *severity != Severity::Info)?;
        let more = if is_all { "" } else { "+" };
        Some(view! {
            <span class=format!("badge badge--{}", severity.id())>
                {format!("{count}{more}")}
                <span class="visually-hidden">{format!(" {}", word(severity, count))}</span>
            </span>
        })
    };
    view! {
        <button
            type="button"
            class="nav__entry"
            data-testid=format!("section-{}", section.id)
            aria-current=move || here().then_some("page")
            on:click=handler(move |_| on_go.run(section))
        >
            <span class="nav__label">{section.label}</span>
            {live(badge)}
            {more}
        </button>
    }
}

/// The worst severity in a section, how many of the findings that are listed have it, and whether those are
/// all.
fn worst_of(section: &Section, judged: &Judged) -> Option<(Severity, usize, bool)> {
    let mine = || {
        let all = judged.diagnostics.iter();
        all.filter(|found| section_of(&found.place) == section)
    };
    let worst = mine().map(|found| found.severity).min()?;
    let of_worst = || mine().filter(|found| found.severity == worst);
    // Of a rule that finds too much, the others are only counted, wherever they are.
    let mut more = judged.more().filter(|more| more.severity == worst);
    let is_more = more.any(|more| of_worst().any(|found| found.rule == more.rule));
    Some((worst, of_worst().count(), !is_more))
}

/// What of Deployment counts everywhere: what does not render, and the version of Kubernetes that is
/// assumed.
fn deployment(rendered: Signal<Arc<Rendered>>, cluster: Signal<Cluster>) -> AnyView {
    let failed = memo(move || rendered.with(|rendered| rendered.deployment.failures.len()));
    let version = move || {
        let chosen = cluster.with(|cluster| cluster.kube_version.clone());
        let version = chosen.unwrap_or_else(newest_version);
        let short: Vec<_> = version.trim_start_matches('v').split('.').take(2).collect();
        short.join(".")
    };
    let assumed = move || format!("Rendered for Kubernetes {}", version());
    let failures = move || {
        let count = failed.get();
        let words = match count {
            0 => return None,
            1 => "1 does not render".to_owned(),
            count => format!("{count} do not render"),
        };
        Some(view! {
            <span class="badge badge--error" data-testid="deployment-failed" title=words.clone()>
                {count}
                <span class="visually-hidden">{format!(": {words}")}</span>
            </span>
        })
    };
    view! {
        <span class="nav__badges">
            {live(failures)}
            <span class="badge badge--plain" data-testid="deployment-version" title=assumed>
                <span class="visually-hidden">"Kubernetes "</span>
                {live(version)}
            </span>
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use pack_editor::sections::section;
    use pack_model::findings::More;
    use pack_model::{Diagnostic, FilePath, Findings, Place};

    use super::*;

    #[test]
    fn a_section_says_that_more_of_its_findings_are_only_counted() {
        let found = |rule: &str, pointer: &str| Diagnostic {
            rule: rule.to_owned(),
            severity: Severity::Warning,
            place: Place::value(FilePath::of("pack.json"), pointer.parse().unwrap()),
            message: String::new(),
            fixes: Vec::new(),
            ignored: None,
        };
        let more = More {
            rule: "many".to_owned(),
            severity: Severity::Warning,
            count: 7,
            is_ignored: false,
        };
        let all = vec![found("many", "/annotations/a"), found("one", "/version")];
        let judged = Judged::new(
            1,
            Findings {
                more: vec![more],
                ..Findings::nowhere(all)
            },
        );
        for (id, is_all) in [("annotations", false), ("overview", true)] {
            let worst = worst_of(section(id).unwrap(), &judged);
            assert_eq!(worst, Some((Severity::Warning, 1, is_all)), "{id}");
        }
    }
}
