//! The dialogs of the editor, of which one is open at a time.

use leptos::prelude::*;
use pack_editor::Dialog;

use super::command_list::CommandList;
use super::rule_page::RulePage;
use crate::view::export::ExportDialog;
use crate::view::problems::FixDialog;

/// A dialog.
pub(crate) fn dialog(dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::Export => view! { <ExportDialog /> }.into_any(),
        Dialog::Commands => view! { <CommandList /> }.into_any(),
        Dialog::Rule(rule) => view! { <RulePage rule /> }.into_any(),
        Dialog::Fix(found, fix) => view! { <FixDialog found fix /> }.into_any(),
    }
}
