//! The start page: open a pack, make a new one, or go on with a draft.

mod draft_card;
mod drafts;
pub(crate) mod incoming;
pub(crate) mod leaving;
mod opening;
mod overlay;
mod privacy;
mod templates;

use leptos::prelude::*;

pub(crate) use opening::Opening;
pub(crate) use overlay::Overlay;

use crate::view::components::icon::Icon;
use crate::view::components::input::pick::{PickButton, Picks};
use crate::view::components::messages::Messages;
use crate::view::shell::ThemeButton;
use crate::workspace::{Kind, use_workspace};
use drafts::Drafts;
use privacy::Privacy;
use templates::Templates;

/// The start page.
#[component]
pub(crate) fn Start() -> impl IntoView {
    // What there was to know about the pack that was left is of no use here.
    let workspace = use_workspace();
    workspace
        .messages
        .update(|messages| messages.retain(|message| message.kind != Kind::Info));
    workspace.arrive(".start__name");
    view! {
        <div class="start">
            <header class="start__bar">
                <img class="start__mark" src="icon.svg" alt="" width="32" height="32" />
                <h1 class="start__name" tabindex="-1">"Pack Editor"</h1>
                <ThemeButton />
            </header>
            <main class="start__main" id="main">
                <p class="start__lead">"Make, check and mend packs for Spectro Cloud Palette."</p>
                <Open />
                <Templates />
                <Drafts />
                <Privacy />
            </main>
            <Messages />
        </div>
    }
}

/// Where packs are dropped or picked.
#[component]
fn Open() -> impl IntoView {
    let opening = expect_context::<Opening>();
    view! {
        <section class="start-open" aria-labelledby="start-open-title">
            <span class="start-open__icon"><Icon name="upload" /></span>
            <h2 class="start-open__title" id="start-open-title">"Drop a pack here"</h2>
            <p class="start-open__what">
                "A pack folder, .zip, .tar.gz or .tgz. A Helm chart or Kubernetes manifests become a new pack."
            </p>
            <div class="start-open__buttons">
                <PickButton
                    id="open-folder"
                    label="Open folder"
                    icon="folder"
                    picks=Picks::Folder
                    class="button--primary"
                    pick=move |files| opening.picked(files)
                />
                <PickButton
                    id="open-files"
                    label="Open files"
                    icon="file"
                    picks=Picks::Files
                    pick=move |files| opening.picked(files)
                />
            </div>
        </section>
    }
}
