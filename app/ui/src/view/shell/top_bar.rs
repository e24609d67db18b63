//! The bar above the editor: which pack, undo and redo, where it is kept, what is wrong, export.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use pack_editor::commands::LIST_KEYS;
use pack_model::{Manifest, Severity};
use pack_once::view::{Callback, Show, Signal, effect, handler, live, memo};

use super::pack_logo::PackLogo;
use crate::browser::window::focus;
use crate::view::components::icon::Icon;
use crate::view::components::theme_button::ThemeButton;
use crate::view::export::{ExportMenu, SaveButton, saved_in};
use crate::wire::{Pane, use_workspace};
use pack_editor::severity::{counted, word};
use pack_editor::{Dialog, Event, FolderMark, Judged, Saved};

/// An entry of the pack's menu: its name in the page, its label, and what it does.
type MenuEntry = (&'static str, &'static str, fn() -> Event);

/// What can be done with the pack as a whole.
const PACK_MENU: [MenuEntry; 4] = [
    ("new-version", "New version of this pack", || {
        Event::NextVersion
    }),
    ("export-again", "Export in the last format", || {
        Event::ExportAgain
    }),
    ("copy-link", "Copy link to this place", || Event::LinkAsked),
    ("close-pack", "Close pack and go to start page", || {
        Event::CloseAsked
    }),
];

/// The bar.
#[component]
pub(super) fn TopBar() -> impl IntoView {
    let workspace = use_workspace();
    let all_commands = format!("Search and commands ({LIST_KEYS})");
    view! {
        <header class="bar">
            <a class="bar__skip" href="#main" on:click=handler(skip)>"Skip to content"</a>
            <button type="button" class="button button--quiet bar__home" on:click=handler(move |_| workspace.close())>
                <Icon name="chevron-left" />
                <span class="bar__wide">"Packs"</span>
            </button>
            <div class="bar__pack">
                <PackLogo />
                <h1 class="bar__name" title=move || workspace.manifest.with(title)>{live(move || workspace.manifest.with(title))}</h1>
                <span class="bar__version">{live(move || workspace.manifest.with(|m| m.version()).unwrap_or_default())}</span>
                <button
                    type="button"
                    class="button button--quiet bar__more"
                    popovertarget="pack-menu"
                    data-testid="pack-menu"
                    aria-label="Pack menu"
                    title="Pack menu"
                >
                    <Icon name="chevron-down" />
                </button>
                <div class="pack-menu" id="pack-menu" popover="">
                    {PACK_MENU.map(|(id, label, event)| {
                        view! {
                            <button
                                type="button"
                                class="pack-menu__entry"
                                data-testid=id
                                popovertarget="pack-menu"
                                popovertargetaction="hide"
                                on:click=handler(move |_| workspace.send(event()))
                            >
                                {label}
                            </button>
                        }
                    })}
                </div>
            </div>
            <History
                undo=Signal::derive(move || workspace.undo_label())
                redo=Signal::derive(move || workspace.redo_label())
                on_undo=move |()| workspace.undo()
                on_redo=move |()| workspace.redo()
            />
            <SavedMark saved=workspace.saved folder=workspace.folder on_options=move |()| workspace.what_now() />
            <button
                type="button"
                class="bar__commands"
                data-testid="commands"
                title=all_commands
                on:click=handler(move |_| workspace.open_dialog(Dialog::Commands))
            >
                <Icon name="search" />
                <span class="bar__search">"Search and commands"</span>
                <kbd class="bar__keys">{LIST_KEYS}</kbd>
            </button>
            <div class="bar__end">
                <Counts judged=workspace.judged on_open=move |()| workspace.layout.show(Pane::Problems) />
                <ThemeButton on_switch=move |()| workspace.switch_theme() />
                <SaveButton folder=workspace.folder on_save=move |()| workspace.send(Event::SaveAsked) />
                <ExportMenu on_open=move |()| workspace.open_dialog(Dialog::Export) />
            </div>
        </header>
    }
}

/// Goes to the section. The address names a place of the pack, so the link does not become it.
fn skip(event: MouseEvent) {
    event.prevent_default();
    focus::to(".section__title");
}

/// What the open pack is called, for people.
fn title(manifest: &Manifest) -> String {
    let named = |name: &String| !name.trim().is_empty();
    manifest
        .display_name()
        .filter(named)
        .or_else(|| manifest.name().filter(named))
        .unwrap_or_else(|| "Unnamed pack".to_owned())
}

/// Undo and redo, each with the name of its step.
#[component]
fn History(
    /// What undo would take back.
    undo: Signal<Option<String>>,
    /// What redo would make again.
    redo: Signal<Option<String>>,
    /// Called when the last step should be taken back.
    #[prop(into)]
    on_undo: Callback<()>,
    /// Called when it should be made again.
    #[prop(into)]
    on_redo: Callback<()>,
) -> impl IntoView {
    let name = |verb: &str, label: Option<String>| match label {
        Some(label) => format!("{verb} “{label}”"),
        None => format!("Nothing to {}", verb.to_lowercase()),
    };
    view! {
        <div class="bar__history">
            <button
                type="button"
                class="button button--quiet"
                data-testid="undo"
                disabled=move || undo.with(Option::is_none)
                aria-label=move || name("Undo", undo.get())
                title=move || name("Undo", undo.get())
                on:click=handler(move |_| on_undo.run(()))
            >
                <Icon name="undo" />
            </button>
            <button
                type="button"
                class="button button--quiet"
                data-testid="redo"
                disabled=move || redo.with(Option::is_none)
                aria-label=move || name("Redo", redo.get())
                title=move || name("Redo", redo.get())
                on:click=handler(move |_| on_redo.run(()))
            >
                <Icon name="redo" />
            </button>
        </div>
    }
}

/// Whether the pack is kept in this browser, and in its folder.
#[component]
fn SavedMark(
    /// Whether it is.
    saved: Signal<Saved>,
    /// The folder on disk that it is saved in.
    folder: Signal<Option<FolderMark>>,
    /// Called when another tab has the draft and the user asks what can be done.
    #[prop(into)]
    on_options: Callback<()>,
) -> impl IntoView {
    let text = move || match saved.get() {
        Saved::Pending => "Saving…".to_owned(),
        Saved::Yes => {
            let folder = folder.with(|folder| folder.as_ref().and_then(saved_in));
            folder.unwrap_or_else(|| "Saved in this browser".to_owned())
        }
        Saved::Failed(_) => "Not saved: download the pack".to_owned(),
        Saved::Elsewhere => "Not saved: open in another tab".to_owned(),
    };
    let reason = move || match saved.get() {
        Saved::Failed(reason) => Some(reason),
        _ => None,
    };
    let fails = move || matches!(saved.get(), Saved::Failed(_) | Saved::Elsewhere);
    let is_elsewhere = memo(move || saved.get() == Saved::Elsewhere);
    view! {
        <span class="bar__saved" class:bar__saved--failed=fails data-testid="saved" title=reason>
            {live(text)}
        </span>
        <Show when=move || is_elsewhere.get()>
            <button
                type="button"
                class="button button--small"
                data-testid="elsewhere"
                on:click=handler(move |_| on_options.run(()))
            >
                "Show options"
            </button>
        </Show>
    }
}

/// How many findings there are of each severity, as the button that shows them.
#[component]
fn Counts(
    judged: Signal<Arc<Judged>>,
    /// Called when they should be shown.
    #[prop(into)]
    on_open: Callback<()>,
) -> impl IntoView {
    let checked = move || judged.with(|judged| judged.revision.is_some());
    view! {
        <button
            type="button"
            class="button button--quiet bar__counts"
            class:bar__counts--unknown=move || !checked()
            data-testid="counts"
            on:click=handler(move |_| on_open.run(()))
        >
            {Severity::ALL
                .map(|severity| {
                    let count = memo(move || judged.with(|judged| judged.count(severity)));
                    view! {
                        <span
                            class=format!("badge badge--{}", severity.id())
                            class:badge--none=move || count.get() == 0
                            data-testid=format!("count-{}", severity.id())
                            title=move || counted(severity, count.get())
                        >
                            <Icon name=severity.id() />
                            {live(move || count.get())}
                            <span class="visually-hidden">{live(move || format!(" {}", word(severity, count.get())))}</span>
                        </span>
                    }
                })}
        </button>
    }
}

/// Sets the window's title to the pack and its findings, as long as the editor is shown.
pub(super) fn name_window(
    manifest: Signal<Manifest>,
    counts: impl Fn() -> String + Send + Sync + 'static,
) {
    let before = document().title();
    let name = memo(move || {
        let version = manifest.with(Manifest::version);
        let parts = [manifest.with(title), version.unwrap_or_default(), counts()];
        let named = parts.into_iter().filter(|part| !part.is_empty());
        named.collect::<Vec<_>>().join(" · ")
    });
    effect(move || name.with(|name| document().set_title(name)));
    on_cleanup(move || document().set_title(&before));
}
