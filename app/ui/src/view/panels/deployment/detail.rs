//! The YAML of the chosen object, or of all that are listed, and what is known of the object.

use leptos::prelude::*;
use pack_editor::commands::CodeCommand;
use pack_model::deployment::{Object, ObjectProblem, Release};
use pack_model::values::dotted;
use pack_once::view::{CollectView, Show, handler, live, memo};

use super::shared::Shared;
use crate::browser::code_command;
use crate::view::code::shown_text::{Shown, ShownText};
use crate::view::components::icon::Icon;
use crate::view::components::prose::prose;
use crate::view::open_pack::use_pack;
use crate::view::panels::template_link::template_link;
use crate::view::reveal;

/// The text of so many objects is shown at once; a longer one takes too long to follow what is typed.
const MOST: usize = 300;

/// The text with what stands above it.
#[component]
pub(super) fn Detail(shared: Shared) -> impl IntoView {
    let open = use_pack();
    let text = memo(move || {
        shared
            .deployment
            .with(|deployment| match shared.shown.get() {
                Some(index) => Shown {
                    of: shared.chosen.key().get().unwrap_or_default(),
                    text: deployment
                        .objects
                        .get(index)
                        .map(|object| object.text.as_str())
                        .unwrap_or_default()
                        .into(),
                },
                None => shared.rows.with(|rows| Shown {
                    of: String::new(),
                    text: deployment
                        .text_of(
                            rows.iter()
                                .take(MOST)
                                .filter_map(|index| deployment.objects.get(*index)),
                        )
                        .into(),
                }),
            })
    });
    let back = move |_| {
        shared.chosen.is_open.set(false);
        reveal::focus_soon("#objects".to_owned());
    };
    let copy = move |_| {
        open.copy(
            text.with_untracked(|shown| shown.text.to_string()),
            "YAML copied.",
        )
    };
    view! {
        <section class="rendered" aria-label="Rendered YAML">
            <header class="rendered__head">
                <button
                    type="button"
                    class="button button--small rendered__back"
                    data-testid="objects-back"
                    on:click=handler(back)
                >
                    <Icon name="chevron-left" />
                    "Objects"
                </button>
                <h3 class="rendered__title" tabindex="-1">{live(move || title(shared))}</h3>
                <Show when=move || shared.shown.get().is_some()>
                    <button
                        type="button"
                        class="button button--quiet button--small rendered__all"
                        data-testid="objects-all"
                        on:click=handler(move |_| shared.choose_all())
                    >
                        "Show all"
                    </button>
                </Show>
                <button
                    type="button"
                    class="button button--quiet button--small"
                    data-testid="rendered-search"
                    on:click=handler(move |_| code_command::ask(CodeCommand::Find))
                >
                    <Icon name="search" />
                    "Search"
                </button>
                <button
                    type="button"
                    class="button button--quiet button--small"
                    data-testid="rendered-copy"
                    on:click=handler(copy)
                >
                    <Icon name="copy" />
                    "Copy"
                </button>
            </header>
            {live(move || about(shared))}
            <ShownText bundle=shared.props.bundle shown=text label="Rendered YAML" test_id="rendered" />
        </section>
    }
}

fn title(shared: Shared) -> String {
    shared.deployment.with(|deployment| {
        let object = shared
            .shown
            .get()
            .and_then(|index| deployment.objects.get(index));
        if let Some(object) = object {
            return format!("{} {}", object.kind, object.name);
        }
        let (listed, all) = (shared.rows.with(Vec::len), deployment.objects.len());
        match listed == all {
            _ if listed > MOST => format!("The first {MOST} of {listed} objects"),
            true if all == 1 => "1 object".to_owned(),
            true => format!("All {all} objects"),
            false => format!("{listed} of {all} objects"),
        }
    })
}

/// What is known of the chosen object.
fn about(shared: Shared) -> Option<AnyView> {
    let index = shared.shown.get()?;
    shared.deployment.with(|deployment| {
        let object = deployment.objects.get(index)?;
        let namespace = deployment.namespace_of(object);
        let namespace = namespace.map(|namespace| fact("Namespace", namespace.to_owned()));
        let release = deployment.release_of(object);
        let chart = release.map(|release| {
            let Release { name, chart_name, chart_version, .. } = release;
            fact("Chart", format!("{chart_name} {chart_version}, release {name}"))
        });
        let images = deployment.images_of(index);
        let images = (!images.is_empty()).then(|| {
            let images = images.into_iter().map(|(name, certain)| {
                let note = (!certain).then_some(" (probable)");
                view! { <code class="rendered__image">{name.to_owned()}</code> {note} }
            });
            view! { <div class="rendered__fact"><dt>"Images"</dt><dd>{images.collect_view()}</dd></div> }
        });
        let template = template_link(release, object.source.path(), None, "object-template");
        let of_chart = release.map_or("Manifest", |_| "Template");
        let template = view! { <div class="rendered__fact"><dt>{of_chart}</dt><dd>{template}</dd></div> };
        let problems = object.problems.iter().map(told);
        let problems = problems.map(|text| view! { <li>{prose(&text)}</li> }).collect_view();
        let problems = (!object.problems.is_empty()).then(|| {
            view! { <ul class="rendered__problems" data-testid="object-problems">{problems}</ul> }.into_any()
        });
        let hooks = (!object.hooks.is_empty()).then(|| fact(hook_title(object), object.hooks.join(", ")));
        Some(view! {
            {problems}
            <dl class="rendered__facts">{namespace} {chart} {template} {hooks} {images}</dl>
        }.into_any())
    })
}

fn hook_title(object: &Object) -> &'static str {
    if object.is_test() {
        "Test, only run by helm test"
    } else {
        "Hook"
    }
}

/// Why Kubernetes refuses an object, as a sentence.
fn told(problem: &ObjectProblem) -> String {
    match problem {
        ObjectProblem::Lacks(key) => format!("It has no `{key}`, so Kubernetes refuses it."),
        ObjectProblem::Refused { path, text, reason } => {
            format!(
                "`{}`: “{text}” {reason}, so Kubernetes refuses it.",
                dotted(path)
            )
        }
    }
}

fn fact(title: &'static str, text: String) -> impl IntoView {
    view! { <div class="rendered__fact"><dt>{title}</dt><dd>{text}</dd></div> }
}
