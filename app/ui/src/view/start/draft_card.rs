//! One draft on the start page.

use leptos::prelude::*;
use pack_model::Manifest;
use pack_once::view::{Callback, handler, memo};

use super::drafts::Chosen;
use crate::browser::{clock, picture};
use crate::view::components::icon::Icon;
use crate::view::components::icon::logo::LogoImage;
use crate::wire::draft_list::{CardFiles, Request};
use pack_editor::Draft;

/// A draft with its logo, name, version, problems and age.
#[component]
pub(super) fn DraftCard(
    draft: Draft,
    /// Its number among drafts that are called the same, from 1.
    number: usize,
    /// The drafts that are selected.
    chosen: Chosen,
    /// What it shows of the draft's files.
    files: CardFiles,
    /// Called with what the user wants.
    #[prop(into)]
    act: Callback<Request>,
) -> impl IntoView {
    let CardFiles { logo, manifest } = files;
    let address = picture::address_of(memo(move || logo.get()));
    let category = memo(move || manifest.with(Manifest::category));
    let title = if draft.title.trim().is_empty() {
        "Unnamed pack"
    } else {
        &draft.title
    };
    let title = match number {
        1 => title.to_owned(),
        number => format!("{title} ({number})"),
    };
    let button = |request, id: &str, icon, verb: &str| {
        let words = format!("{verb} {title}");
        view! {
            <button
                type="button"
                class="button button--quiet button--small draft__act"
                data-testid=format!("draft-{id}")
                aria-label=words.clone()
                title=words
                on:click=handler(move |_| act.run(request))
            >
                <Icon name=icon />
            </button>
        }
    };
    let whole = (!draft.is_damaged).then(|| {
        [
            button(Request::Duplicate, "duplicate", "copy", "Duplicate"),
            button(Request::Next, "next", "plus", "New version of"),
        ]
    });
    let acts = [
        button(Request::Download, "download", "download", "Download"),
        button(Request::Delete, "delete", "trash", "Delete"),
    ];
    let open = if draft.is_damaged {
        title.clone().into_any()
    } else {
        view! {
            <button type="button" class="draft__open" on:click=handler(move |_| act.run(Request::Open))>
                {title.clone()}
            </button>
        }
        .into_any()
    };
    let state = if draft.is_damaged {
        view! {
            <span class="badge badge--error" data-testid="draft-damaged">
                <Icon name="error" />
                "partly unreadable"
            </span>
        }
        .into_any()
    } else {
        let unfinished = draft.is_unfinished.then(|| {
            view! { <span class="badge" data-testid="draft-unfinished">"not finished"</span> }
        });
        (unfinished, problems(draft.problems)).into_any()
    };
    let id = draft.id.clone();
    let of_card = id.clone();
    let is_chosen = move || chosen.with(|chosen| chosen.contains(&of_card));
    let choose = move |_: web_sys::Event| {
        chosen.update(
            |chosen| match chosen.iter().position(|other| *other == id) {
                Some(at) => _ = chosen.remove(at),
                None => chosen.push(id.clone()),
            },
        );
    };
    view! {
        <article class="draft" data-testid="draft" data-name=draft.name.clone() data-version=draft.version.clone()>
            <div class="draft__logo">
                <LogoImage address category class="draft__image" />
            </div>
            <div class="draft__words">
                <h3 class="draft__title">
                    {open}
                </h3>
                <p class="draft__version">{draft.version.clone()}</p>
            </div>
            <div class="draft__acts">{whole}{acts}</div>
            <div class="draft__foot">
                <input
                    type="checkbox"
                    class="draft__choose"
                    data-testid="draft-choose"
                    aria-label=format!("Select {title}")
                    prop:checked=is_chosen
                    on:change=handler(choose)
                />
                <span class="draft__problems">{state}</span>
                <span class="draft__changed">{(draft.changed > 0.0).then(|| clock::written(draft.changed))}</span>
            </div>
        </article>
    }
}

/// The numbers of errors and warnings, or that there are none; nothing where that is not known.
fn problems(counts: Option<(usize, usize)>) -> AnyView {
    let Some((errors, warnings)) = counts else {
        return ().into_any();
    };
    let badge = |severity: &'static str, count: usize| {
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| {
            view! {
                <span class=format!("badge badge--{severity}")>
                    <Icon name=severity />
                    {count}
                    <span class="visually-hidden">{format!(" {severity}{plural}")}</span>
                </span>
            }
            .into_any()
        })
    };
    if errors + warnings == 0 {
        return view! {
            <span class="badge badge--success">
                <Icon name="check" />
                "no errors or warnings"
            </span>
        }
        .into_any();
    }
    (badge("error", errors), badge("warning", warnings)).into_any()
}
