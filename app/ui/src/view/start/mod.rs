//! The start page: open a pack, make a new one, or go on with a draft.

mod arranged;
mod draft_card;
mod drafts;
mod overlay;
mod privacy;
mod quota;
mod templates;

use leptos::prelude::*;
use pack_model::template::Template;
use pack_once::view::{Callback, memo};

pub(crate) use overlay::{Drop, Overlay};

use crate::browser::input::paste;
use crate::view::components::icon::Icon;
use crate::view::components::input::pick::{PickButton, Picks};
use crate::view::components::messages::{Messages, Notices, Told};
use crate::view::components::theme_button::ThemeButton;
use crate::wire::OPEN_FOLDER;
use crate::wire::draft_list::DraftList;
use drafts::Drafts;
use privacy::Privacy;
use templates::Templates;

/// The start page.
#[component]
pub(crate) fn Start(
    /// The drafts, and what can be done with them.
    drafts: DraftList,
    /// Called with files to open.
    #[prop(into)]
    on_files: Callback<Vec<web_sys::File>>,
    /// Called when the user is to pick a folder. Gives whether that can be done without an input.
    #[prop(into)]
    on_folder: Callback<(), bool>,
    /// Called with the template of a new pack.
    #[prop(into)]
    on_template: Callback<&'static Template>,
    /// What the user is told.
    told: Told,
    /// Called when the page should be light or dark instead.
    #[prop(into)]
    on_theme: Callback<()>,
) -> impl IntoView {
    let pasting = paste::listen(move |files| on_files.run(files));
    on_cleanup(move || pasting.remove());
    // Where there are drafts they come first; else what makes the first one.
    let has_drafts = memo(move || {
        let rows = drafts.rows();
        rows.with(|rows| matches!(rows.as_deref(), Some(Ok(rows)) if !rows.is_empty()))
    });
    let class = move || match has_drafts.get() {
        true => "start__main start__main--drafts",
        false => "start__main",
    };
    view! {
        <div class="start">
            <header class="start__bar">
                <span class="start__mark"></span>
                <h1 class="start__name" tabindex="-1">"Pack Editor"</h1>
                <ThemeButton on_switch=on_theme />
            </header>
            <main class=class id="main">
                <p class="start__lead">"Create, check and fix packs for Spectro Cloud Palette."</p>
                <Notices told />
                <Drafts drafts />
                <div class="start__new">
                    <Open on_files on_folder />
                    <Templates on_template />
                </div>
                <Privacy />
            </main>
            <Messages told />
        </div>
    }
}

/// Where packs are dropped or picked.
#[component]
fn Open(on_files: Callback<Vec<web_sys::File>>, on_folder: Callback<(), bool>) -> impl IntoView {
    view! {
        <section class="start-open" aria-labelledby="start-open-title">
            <span class="start-open__icon"><Icon name="upload" /></span>
            <h2 class="start-open__title" id="start-open-title">"Drop a pack here"</h2>
            <p class="start-open__what">
                "A pack folder, .zip, .tar.gz or .tgz. Helm charts and Kubernetes manifests become a new pack. You can also paste files or YAML."
            </p>
            <div class="start-open__buttons">
                <PickButton
                    id=OPEN_FOLDER
                    in_place=on_folder
                    label="Open folder"
                    icon="folder"
                    picks=Picks::Folder
                    class="button--primary"
                    on_pick=on_files
                />
                <PickButton
                    id="open-files"
                    label="Open files"
                    icon="file"
                    picks=Picks::Files
                    on_pick=on_files
                />
            </div>
        </section>
    }
}
