//! The whole page: the start page, or the editor once a pack is open.

use leptos::prelude::*;
use pack_editor::Event;
use pack_once::view::{Callback, Signal, effect, live, memo};
use wasm_bindgen::JsCast;

use crate::browser::storage::{last_open, preferences};
use crate::browser::window::rescue::Rescue;
use crate::browser::window::{address, theme};
use crate::browser::{self, Later, RulePage};
use crate::lazy::{self, Lazy};
use crate::view::components::messages::Told;
use crate::view::start::{Drop, Overlay, Start};
use crate::wire::draft_list::DraftList;
use crate::wire::{Opening, Workspace};

/// Puts the page into `#app` in place of the shell that stands there while it loads. The pages of rules come
/// from `rule_page`.
pub fn mount(rule_page: RulePage) {
    let rescue = Rescue::install();
    let Some(place) = document()
        .get_element_by_id("app")
        .and_then(|place| place.dyn_into().ok())
    else {
        return;
    };
    let place: web_sys::HtmlElement = place;
    place.set_inner_html("");
    mount_to(place, move || view! { <App rescue rule_page /> }).forget();
}

/// The page.
#[component]
fn App(rescue: Rescue, rule_page: RulePage) -> impl IntoView {
    let later = Later {
        rule_page,
        tools: lazy::tools,
        png: lazy::png,
        renderer: lazy::renderer,
    };
    let (address, last_open::LastOpen { here, last }) = (address::fragment(), last_open::last());
    let opens_draft = !address::asks_for_start() && (last.is_some() || !address.is_empty());
    let workspace = Workspace::new(rescue, later, opens_draft);
    workspace.follow_page();
    provide_context(workspace);
    theme::follow(workspace.theme);
    effect(move || preferences::keep_theme(workspace.theme.get()));
    effect(move || preferences::keep_audience(workspace.audience.get()));
    let lazy = Lazy::new(workspace);
    let opening = Opening::start(workspace);
    provide_context(opening);
    if opens_draft {
        workspace.send(Event::PageOpened {
            address,
            here,
            last,
        });
    } else {
        browser::show_start();
    }
    address::listen(move |address| workspace.send(Event::AddressChanged(address)));
    let drafts = DraftList::read(workspace);
    lazy.fetch_early();
    // The draft whose editor is shown. The start page stays as it is while the rest is loaded.
    let shown = memo(move || lazy.loaded().and_then(|_| workspace.draft.get()));

    view! {
        <Overlay
            is_dragging=opening.is_dragging
            under_way=Signal::derive(move || opening.under_way())
            on_stop=move |()| opening.stop()
            drop=Signal::derive(move || drop(workspace))
            question=workspace.question
            on_answer=move |id| workspace.answer(id)
            on_close=move |()| workspace.close_question()
        />
        {live(move || {
            match shown.get().and_then(|_| untrack(|| lazy.loaded())) {
                Some(entry_points) => (entry_points.editor)(),
                None => {
                    view! {
                        <Start
                            drafts
                            on_files=move |files| opening.picked(files)
                            on_folder=move |()| opening.pick_folder()
                            on_template=move |template| workspace.send(Event::Make(template))
                            told=Told {
                                messages: workspace.messages,
                                on_close: Callback::new(move |number| workspace.close_message(number)),
                                on_reload: Callback::new(move |()| workspace.reload()),
                            }
                            on_theme=move |()| workspace.switch_theme()
                        />
                        {live(move || lazy.loaded().map(|entry_points| (entry_points.dialogs)()))}
                    }
                    .into_any()
                }
            }
        })}
    }
}

/// What dropping files would do now.
fn drop(workspace: Workspace) -> Drop {
    match (workspace.is_open(), workspace.location.section.get().id) {
        (false, _) => Drop::Open,
        (true, "logo") => Drop::Logo,
        (true, _) => Drop::Add,
    }
}
