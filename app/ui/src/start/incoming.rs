//! What happens with files that came in: a pack to open, or additions to the pack that is open.

use leptos::prelude::*;
use pack_archive::{Entry, Limits};
use pack_model::import::{self, Addition, Import};
use pack_model::logo::ImageKind;
use pack_model::template::Template;
use pack_model::{FilePath, Transaction};

use super::question::Question;
use super::{Opening, new_draft};
use crate::panels::logo;
use crate::workspace::{Message, Workspace};

/// Opens a new pack, and says what is left to do.
pub(crate) fn make(workspace: Workspace, template: &'static Template) {
    workspace.open(new_draft(), template.build());
    let text = format!("A new pack from “{}”. What only you know:", template.label);
    let todo = template.todo.iter().map(|todo| todo.text.to_owned());
    workspace.tell(Message::info(text).listing(todo.collect()));
}

impl Opening {
    /// Opens what was read, or adds it to the pack that is open.
    pub(crate) async fn take(self, entries: Vec<Entry>) {
        match entries.as_slice() {
            [image]
                if self.workspace.is_open_untracked() && ImageKind::of(&image.bytes).is_some() =>
            {
                logo::take(self.workspace, &image.path, &image.bytes).await;
            }
            _ if self.workspace.is_open_untracked() => self.add(entries).await,
            _ => match import::open(entries, &Limits::default()) {
                Ok(import) => self.open(import),
                Err(error) => self.workspace.tell(Message::error(error.to_string())),
            },
        }
    }

    /// Opens a pack as a new draft.
    fn open(self, import: Import) {
        let notices = import.notices().join("\n");
        self.workspace.open(new_draft(), import.into_pack());
        self.notice(notices);
    }

    /// Adds files to the open pack; asks before that takes something away.
    async fn add(self, entries: Vec<Entry>) {
        let pack = self.workspace.pack.get_untracked();
        match import::add_to(&pack, entries, &Limits::default()) {
            Ok(Addition::Files {
                transaction,
                replaced,
                notices,
            }) => {
                let notices = notices.join("\n");
                if replaced.is_empty() {
                    self.join(transaction, notices);
                } else {
                    self.ask(replacing(&replaced), move || {
                        self.join(transaction.clone(), notices.clone())
                    });
                }
            }
            Ok(Addition::Pack(import)) => self.ask(Question::of_another_pack(), move || {
                self.open(import.clone())
            }),
            Ok(Addition::Image { file, .. }) => {
                logo::take(self.workspace, &file.path, &file.bytes).await
            }
            Err(error) => self.workspace.tell(Message::error(error.to_string())),
        }
    }

    /// Makes the changes that add files, as one step.
    fn join(self, transaction: Transaction, notices: String) {
        let done = format!("{}: done. Undo takes it back.", transaction.label);
        if self.workspace.apply(transaction) {
            self.workspace.tell(Message::done(done));
        } else if notices.is_empty() {
            self.workspace.tell(Message::info(
                "These files are in the pack already, just as they are.",
            ));
        }
        self.notice(notices);
    }

    fn ask(self, question: Question, act: impl Fn() + Send + Sync + 'static) {
        self.question
            .set(Some(question.then(Callback::new(move |()| act()))));
    }

    /// Tells what there is to say about how files were read, a line each.
    fn notice(self, lines: String) {
        if !lines.is_empty() {
            self.workspace.tell(Message::info(lines));
        }
    }
}

/// Asks whether files may be replaced.
fn replacing(replaced: &[FilePath]) -> Question {
    Question::of_replacing(replaced.iter().map(ToString::to_string).collect())
}
