//! The bar above the editor: which pack, undo and redo, where it is kept, what is wrong, export.

use leptos::prelude::*;
use pack_editor::commands::LIST_KEYS;
use pack_model::{Audience, Severity};

use super::pack_logo::PackLogo;
use crate::view::components::icon::Icon;
use crate::view::export::ExportMenu;
use crate::view::theme_button::ThemeButton;
use crate::wire::{Workspace, use_workspace};
use pack_editor::severity::{counted, word};
use pack_editor::{Dialog, Saved};

/// The bar.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let workspace = use_workspace();
    let all_commands = format!("All commands ({LIST_KEYS})");
    view! {
        <header class="bar">
            <a class="bar__skip" href="#main">"Skip to content"</a>
            <button type="button" class="button button--quiet bar__home" on:click=move |_| workspace.close()>
                <Icon name="chevron-left" />
                <span class="bar__wide">"Packs"</span>
            </button>
            <div class="bar__pack">
                <PackLogo />
                <h1 class="bar__name">{move || title(workspace)}</h1>
                <span class="bar__version">{move || workspace.manifest.with(|m| m.version()).unwrap_or_default()}</span>
            </div>
            <History />
            <SavedMark />
            <div class="bar__end">
                <Counts />
                <AudienceSwitch />
                <button
                    type="button"
                    class="button button--quiet bar__commands"
                    data-testid="commands"
                    aria-label=all_commands.clone()
                    title=all_commands
                    on:click=move |_| workspace.open_dialog(Dialog::Commands)
                >
                    <Icon name="command" />
                </button>
                <ThemeButton />
                <ExportMenu />
            </div>
        </header>
    }
}

/// What the open pack is called, for people.
fn title(workspace: Workspace) -> String {
    let named = |name: &String| !name.trim().is_empty();
    workspace
        .manifest
        .with(|manifest| {
            manifest
                .display_name()
                .filter(named)
                .or_else(|| manifest.name().filter(named))
        })
        .unwrap_or_else(|| "Unnamed pack".to_owned())
}

/// Undo and redo, each with the name of its step.
#[component]
fn History() -> impl IntoView {
    let workspace = use_workspace();
    let undo = move || workspace.undo_label();
    let redo = move || workspace.redo_label();
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
                disabled=move || undo().is_none()
                aria-label=move || name("Undo", undo())
                title=move || name("Undo", undo())
                on:click=move |_| workspace.undo()
            >
                <Icon name="undo" />
            </button>
            <button
                type="button"
                class="button button--quiet"
                data-testid="redo"
                disabled=move || redo().is_none()
                aria-label=move || name("Redo", redo())
                title=move || name("Redo", redo())
                on:click=move |_| workspace.redo()
            >
                <Icon name="redo" />
            </button>
        </div>
    }
}

/// Whether the pack is kept in this browser.
#[component]
fn SavedMark() -> impl IntoView {
    let workspace = use_workspace();
    let text = move || match workspace.saved.get() {
        Saved::Pending => "Saving…",
        Saved::Yes => "Saved in this browser",
        Saved::Failed(_) => "Not saved: download the pack",
        Saved::Elsewhere => "Not saved: open in another tab",
    };
    let reason = move || match workspace.saved.get() {
        Saved::Failed(reason) => Some(reason),
        _ => None,
    };
    let fails = move || matches!(workspace.saved.get(), Saved::Failed(_) | Saved::Elsewhere);
    let is_elsewhere = Memo::new(move |_| workspace.saved.get() == Saved::Elsewhere);
    view! {
        <span class="bar__saved" class:bar__saved--failed=fails data-testid="saved" title=reason>
            {text}
        </span>
        <Show when=move || is_elsewhere.get()>
            <button
                type="button"
                class="button button--small"
                data-testid="elsewhere"
                on:click=move |_| workspace.what_now()
            >
                "Show options"
            </button>
        </Show>
    }
}

/// How many findings there are of each severity.
#[component]
fn Counts() -> impl IntoView {
    let workspace = use_workspace();
    let checked = move || workspace.judged.with(|judged| judged.revision.is_some());
    view! {
        <div class="bar__counts" class:bar__counts--unknown=move || !checked()>
            {Severity::ALL
                .map(|severity| {
                    let count = Memo::new(move |_| workspace.count(severity));
                    view! {
                        <span
                            class=format!("badge badge--{}", severity.id())
                            class:badge--none=move || count.get() == 0
                            data-testid=format!("count-{}", severity.id())
                            title=move || counted(severity, count.get())
                        >
                            <Icon name=severity.id() />
                            {move || count.get()}
                            <span class="visually-hidden">{move || format!(" {}", word(severity, count.get()))}</span>
                        </span>
                    }
                })}
        </div>
    }
}

/// Sets the window's title to the pack and its findings, as long as the editor is shown.
pub(super) fn name_window(workspace: Workspace) {
    let before = document().title();
    Effect::new(move || {
        let version = workspace.manifest.with(|manifest| manifest.version());
        let parts = [
            title(workspace),
            version.unwrap_or_default(),
            workspace.counts(),
        ];
        let named = parts.into_iter().filter(|part| !part.is_empty());
        document().set_title(&named.collect::<Vec<_>>().join(" · "));
    });
    on_cleanup(move || document().set_title(&before));
}

/// Whom the pack is made for.
#[component]
fn AudienceSwitch() -> impl IntoView {
    let workspace = use_workspace();
    let change = move |event| {
        let community = event_target_value(&event) == "community";
        workspace.judge_for(if community {
            Audience::Community
        } else {
            Audience::Own
        });
    };
    view! {
        <label class="bar__audience">
            <span class="visually-hidden">"Check the pack for"</span>
            <select
                class="input input--small"
                data-testid="audience"
                title="Which registry's rules to check"
                prop:value=move || if workspace.audience.get() == Audience::Community { "community" } else { "own" }
                on:change=change
            >
                <option value="own">"Own registry"</option>
                <option value="community">"Community"</option>
            </select>
        </label>
    }
}
