//! The dialogs of the editor, of which one is open at a time, with what each gets of the workspace.

use leptos::prelude::*;
use pack_editor::{Dialog, Event, FolderEvent};
use pack_model::edit::ignoring::reach;
use pack_model::{Change, Diagnostic, Fix, Place};
use pack_once::view::{Callback, Signal, live};

use super::command_list::{CommandList, Entry, Values, entries, of_start};
use super::lazy_panels::{FetchPanels, LazyPanels};
use super::rule_page::RulePage;
use crate::view::after_fix::AfterFix;
use crate::view::chosen_object::ChosenObject;
use crate::view::components::dialog::keys::KeyList;
use crate::view::components::dialog::search::SearchDialog;
use crate::view::export::{ExportDialog, FolderDialog};
use crate::view::panels::changes::proposal;
use crate::view::problems::{FixDialog, IgnoreDialog};
use crate::wire::{Workspace, use_workspace};

/// The dialogs of the start page, which has few.
pub(crate) fn on_start(fetch_panels: FetchPanels) -> AnyView {
    let workspace = use_workspace();
    let panels = LazyPanels::start(fetch_panels, workspace.judged);
    let close = Callback::new(move |()| workspace.close_dialog());
    let open = move || workspace.dialog.get();
    live(move || open().map(|dialog| panels.dialog(dialog, close))).into_any()
}

/// The drafts and templates by name.
fn start_list(workspace: Workspace, on_close: Callback<()>) -> AnyView {
    let find = move |typed: String| {
        let rows = workspace.draft_rows.get();
        of_start(rows.as_deref(), &typed)
    };
    let on_choose = move |entry: Entry| {
        workspace.close_dialog();
        match entry {
            Entry::Draft { id, .. } => workspace.send(Event::OpenDraft(id)),
            Entry::Template(template) => workspace.send(Event::Make(template)),
            Entry::Command(_) | Entry::Place { .. } | Entry::Object { .. } => {}
        }
    };
    view! { <CommandList what="a draft or a template" find on_choose on_close /> }.into_any()
}

/// A dialog.
pub(crate) fn dialog(dialog: Dialog) -> AnyView {
    let workspace = use_workspace();
    if !untrack(|| workspace.is_open()) {
        let on_close = Callback::new(move |()| workspace.close_dialog());
        return match dialog {
            Dialog::Commands => start_list(workspace, on_close),
            _ => view! { <KeyList on_close /> }.into_any(),
        };
    }
    let after = expect_context::<AfterFix>();
    let object = expect_context::<ChosenObject>();
    let on_close = Callback::new(move |()| workspace.close_dialog());
    match dialog {
        Dialog::Export => {
            let counts = Signal::derive(move || workspace.counts());
            let on_export = move |format| workspace.export(format);
            let on_folder = move |()| workspace.export_into_folder();
            view! { <ExportDialog made=workspace.exported counts on_export on_folder on_close /> }
                .into_any()
        }
        Dialog::Commands => {
            // The pack stays as it is while the list is open.
            let values = workspace.pack.with_untracked(Values::of);
            let find = move |typed: String| {
                workspace.pack.with_untracked(|pack| {
                    let rendered = workspace.rendered.get_untracked();
                    entries(pack, &values, &rendered.deployment, &typed)
                })
            };
            let on_choose = move |entry: Entry| {
                // The command may open a dialog of its own, so the list closes first.
                workspace.close_dialog();
                match entry {
                    Entry::Command(command) => workspace.run(&command),
                    Entry::Place { place, .. } => workspace.location.show(&place),
                    Entry::Object { key, .. } => object.open(key),
                    Entry::Draft { .. } | Entry::Template(_) => {}
                }
            };
            let what = "a command, section, file, value or object";
            view! { <CommandList what find on_choose on_close /> }.into_any()
        }
        Dialog::Keys => view! { <KeyList on_close /> }.into_any(),
        Dialog::Search => {
            let on_go = move |place: Place| {
                workspace.close_dialog();
                workspace.location.show(&place);
            };
            view! { <SearchDialog pack=workspace.pack on_go on_close /> }.into_any()
        }
        Dialog::Folder {
            name,
            found,
            is_export,
        } => {
            let on_save = move |kept| workspace.send(Event::Folder(FolderEvent::Resolved(kept)));
            view! { <FolderDialog name found is_export on_save on_cancel=on_close /> }.into_any()
        }
        Dialog::Rule(rule) => {
            view! { <RulePage bundle=workspace.bundle rule explained=workspace.explained on_close /> }.into_any()
        }
        Dialog::Ignore(found) => {
            let start = workspace
                .judged
                .with_untracked(|judged| judged.start(&found.place));
            let reach = workspace
                .pack
                .with_untracked(|pack| reach(pack, &found, start));
            let asked = found.clone();
            let on_ignore = move |reason: String| {
                workspace.close_dialog();
                workspace.send(Event::IgnoreConfirmed(asked.clone(), reason));
            };
            let on_cancel = move |()| {
                after.forget();
                workspace.close_dialog();
            };
            view! { <IgnoreDialog found reach on_ignore on_cancel /> }.into_any()
        }
        Dialog::Upgrade(joining) => {
            let after = untrack(|| workspace.tried(&joining.changes()));
            let take = move |taken| workspace.send(Event::Upgrade(Box::new(taken)));
            proposal(*joining, after, take.into(), on_close)
        }
        Dialog::Fix(found, fix) => {
            let tried = move |changes: Vec<Change>| workspace.tried(&changes);
            let on_apply = move |(found, fix): (Diagnostic, Fix)| {
                workspace.close_dialog();
                workspace.apply_fix(&found, &fix);
            };
            let on_cancel = move |()| {
                after.forget();
                workspace.close_dialog();
            };
            view! { <FixDialog found fix pack=workspace.pack tried on_apply on_cancel /> }
                .into_any()
        }
    }
}
