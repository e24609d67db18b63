//! The methods of views: each sends an event, or reads what the signals do not have.

use leptos::prelude::*;
use pack_archive::Format;
use pack_editor::commands::{self, Command, CommandAction};
use pack_editor::{Dialog, Editor, Event, Message, View};
use pack_model::deployment::Cluster;
use pack_model::{
    Audience, Change, Diagnostic, File, FilePath, Fix, LogoAction, Pack, Pointer, Refusal,
    Transaction,
};
use pack_once::view::{Signal, memo};

use super::Workspace;
use crate::browser::code_command;
use crate::browser::window::focus;

/// The workspace of the page that a component stands in.
pub(crate) fn use_workspace() -> Workspace {
    expect_context::<Workspace>()
}

impl Workspace {
    /// Whether a pack is open.
    pub(crate) fn is_open(self) -> bool {
        self.draft.with(Option::is_some)
    }

    /// A file of the open pack. Changes of other files cost nothing where it is shown.
    pub(crate) fn file(self, path: FilePath) -> Signal<Option<File>> {
        memo(move || self.pack.with(|pack| pack.file(path.as_str()).cloned()))
    }

    /// Checks the pack for another audience.
    pub(crate) fn judge_for(self, audience: Audience) {
        self.send(Event::AudienceChosen(audience));
    }

    /// Renders the pack for another cluster.
    pub(crate) fn render_for(self, cluster: Cluster) {
        self.send(Event::SetCluster(cluster));
    }

    /// Shows what the value at a path of values.yaml changes about what is rendered.
    pub(crate) fn ask_for_effect(self, value: Pointer) {
        self.send(Event::EffectAsked(value));
    }

    /// Shows what the presets that are chosen change about what is rendered.
    pub(crate) fn ask_for_effect_of_presets(self) {
        self.send(Event::PresetsEffectAsked);
    }

    /// Has values without effect found.
    pub(crate) fn try_values(self) {
        self.send(Event::TryValues);
    }

    /// Starts the renderer again, which was not there or has stopped.
    pub(crate) fn render_again(self) {
        self.send(Event::RenderAgain);
    }

    /// Has the pack checked again, which could not be checked.
    pub(crate) fn judge_again(self) {
        self.send(Event::JudgeAgain);
    }

    /// Goes back to the start page.
    pub(crate) fn close(self) {
        self.send(Event::CloseAsked);
    }

    /// Makes a transaction on the screen that is shown, or tells the user why not. Gives whether
    /// the pack changed.
    pub(crate) fn apply(self, transaction: Transaction) -> bool {
        let before = self.revision.get_untracked();
        self.send(Event::Apply(transaction));
        self.revision.get_untracked() != before
    }

    /// The pack as changes would leave it, or why they would be refused.
    pub(crate) fn tried(self, changes: &[Change]) -> Result<Pack, Refusal> {
        self.revision.track();
        self.wire.editor.with_value(|editor| editor.tried(changes))
    }

    /// The open pack as it was before its first step that can be undone.
    pub(crate) fn as_opened(self) -> Pack {
        self.wire.editor.with_value(Editor::as_opened)
    }

    /// Makes one fix of a finding, or first shows what it would change where the user should see
    /// it.
    pub(crate) fn fix(self, found: &Diagnostic, fix: &Fix) {
        self.send(Event::FixAsked(found.clone(), fix.id.clone()));
    }

    /// Makes a fix of a finding whose changes the user has seen.
    pub(crate) fn apply_fix(self, found: &Diagnostic, fix: &Fix) {
        self.send(Event::FixConfirmed(found.clone(), fix.id.clone()));
    }

    /// Makes the safe fixes of findings, which stand in the order of their places, as one step.
    pub(crate) fn fix_all(self, found: &[Diagnostic]) {
        self.send(Event::FixAll(found.to_vec()));
    }

    /// Offers an archive of the open pack as a download.
    pub(crate) fn export(self, format: Format) {
        self.send(Event::Export(format));
    }

    /// Changes the logo.
    pub(crate) fn change_logo(self, action: LogoAction) {
        self.send(Event::LogoAsked(action));
    }

    /// Takes the last step back and leads to where it was made.
    pub(crate) fn undo(self) {
        self.send(Event::Undo);
    }

    /// Redoes the step that was undone last.
    pub(crate) fn redo(self) {
        self.send(Event::Redo);
    }

    /// Ends the merging of keystrokes into one step.
    pub(crate) fn end_step(self) {
        self.send(Event::StepEnded);
    }

    /// What undo would take back.
    pub(crate) fn undo_label(self) -> Option<String> {
        self.wire.parts.undo_label.get()
    }

    /// What redo would make again.
    pub(crate) fn redo_label(self) -> Option<String> {
        self.wire.parts.redo_label.get()
    }

    /// Tells the user something.
    pub(crate) fn tell(self, message: Message) {
        self.send(Event::Tell(message));
    }

    /// Opens a dialog in place of the one that is open.
    pub(crate) fn open_dialog(self, dialog: Dialog) {
        self.send(Event::DialogOpened(dialog));
    }

    /// Closes the dialog that is open.
    pub(crate) fn close_dialog(self) {
        self.send(Event::DialogClosed);
    }

    /// Runs a command.
    pub(crate) fn run(self, command: &Command) {
        self.act(command.action);
    }

    fn act(self, action: CommandAction) {
        match action {
            CommandAction::Event(event) => self.send(event()),
            CommandAction::Export(format) => self.send(Event::Export(format)),
            CommandAction::Section(section) => self.location.go(section),
            CommandAction::SwitchTheme => self.switch_theme(),
            CommandAction::InWindow(command) => self.layout.act(command),
            CommandAction::InCode(command) => {
                self.send(Event::ViewChosen(View::Code));
                code_command::ask(command);
            }
        }
    }

    /// Runs the command of a pressed key. Returns whether there is one.
    pub(super) fn press(self, control: bool, shift: bool, key: &str) -> bool {
        // A sign that is typed is no command, and neither is one in a dialog.
        let is_sign = !control && key.chars().count() == 1;
        if is_sign && (focus::is_typing() || self.dialog.with_untracked(Option::is_some)) {
            return false;
        }
        if key == "Escape" {
            return self.leave_whole();
        }
        let action = commands::pressed(control, shift, key);
        let action = action
            .filter(|action| action.is_for_start() || self.wire.editor.with_value(Editor::is_open))
            .filter(|action| !(is_step_back_or_forth(*action) && self.is_covered()));
        if let Some(action) = action {
            self.act(action);
        }
        action.is_some()
    }

    /// Gives the other parts of the window their place again, unless a dialog is what Escape closes.
    /// Returns whether the section had all of it.
    fn leave_whole(self) -> bool {
        let leaves = self.layout.is_whole.get_untracked() && !self.is_covered();
        if leaves {
            self.layout.is_whole.set(false);
        }
        leaves
    }

    /// Whether a dialog or a question is open over the page.
    fn is_covered(self) -> bool {
        self.dialog.with_untracked(Option::is_some) || self.question.with_untracked(Option::is_some)
    }

    /// Answers the open question.
    pub(crate) fn answer(self, id: &'static str) {
        self.send(Event::Answered(id));
    }

    /// Closes the question without an answer.
    pub(crate) fn close_question(self) {
        self.send(Event::QuestionClosed);
    }

    /// Closes a message.
    pub(crate) fn close_message(self, number: u64) {
        self.send(Event::MessageClosed(number));
    }

    /// Loads the page again, once the open pack is saved.
    pub(crate) fn reload(self) {
        self.send(Event::ReloadAsked);
    }

    /// Asks what to do with the open draft, which another tab has.
    pub(crate) fn what_now(self) {
        self.send(Event::WhatNow);
    }
}

/// Whether an action undoes or redoes a step of the pack. While a dialog is open nobody would see that, and the
/// keys are for its inputs.
fn is_step_back_or_forth(action: CommandAction) -> bool {
    match action {
        CommandAction::Event(event) => matches!(event(), Event::Undo | Event::Redo),
        _ => false,
    }
}
