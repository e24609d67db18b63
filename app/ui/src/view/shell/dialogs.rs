//! The dialogs of the editor, of which one is open at a time, with what each gets of the workspace.

use leptos::prelude::*;
use pack_editor::commands::Command;
use pack_editor::{Dialog, Event};
use pack_model::edit::ignoring::reach;
use pack_model::{Change, Diagnostic, Fix};
use pack_once::view::{Callback, Signal};

use super::command_list::CommandList;
use super::rule_page::RulePage;
use crate::view::after_fix::AfterFix;
use crate::view::chosen_object::ChosenObject;
use crate::view::export::ExportDialog;
use crate::view::problems::{FixDialog, IgnoreDialog};
use crate::wire::use_workspace;

/// A dialog.
pub(crate) fn dialog(dialog: Dialog) -> AnyView {
    let workspace = use_workspace();
    let after = expect_context::<AfterFix>();
    let object = expect_context::<ChosenObject>();
    let on_close = Callback::new(move |()| workspace.close_dialog());
    match dialog {
        Dialog::Export => {
            let counts = Signal::derive(move || workspace.counts());
            let on_export = move |format| workspace.export(format);
            view! { <ExportDialog made=workspace.exported counts on_export on_close /> }.into_any()
        }
        Dialog::Commands => {
            // The command may open a dialog of its own, so the list closes first.
            let on_run = move |command: Command| {
                workspace.close_dialog();
                workspace.run(&command);
            };
            let on_object = move |key: String| {
                workspace.close_dialog();
                object.open(key);
            };
            let rendered = workspace.rendered;
            view! { <CommandList rendered on_run on_object on_close /> }.into_any()
        }
        Dialog::Rule(rule) => {
            view! { <RulePage rule explained=workspace.explained on_close /> }.into_any()
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
