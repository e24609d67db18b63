//! What happens with files that come in: a pack to open, or additions to the pack that is open.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_archive::{Entry, Limits};
use pack_model::import::{self, Addition, Import};
use pack_model::logo::ImageKind;
use pack_model::{FilePath, Transaction};

use super::question::Question;
use crate::border::pick::{self, Unreadable};
use crate::border::{clock, drop};
use crate::panels::logo;
use crate::workspace::{Message, Workspace};

/// The way in for files, wherever on the page they are dropped or picked.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    workspace: Workspace,
    /// Whether files hover over the page.
    pub(crate) hovering: RwSignal<bool>,
    /// The number of what is being read; another number means that it was stopped.
    reading: RwSignal<Option<u64>>,
    last: StoredValue<u64>,
    /// What the user is asked before it goes on.
    pub(super) question: RwSignal<Option<Question>>,
}

impl Opening {
    /// Takes files that are dropped anywhere from now on.
    pub(crate) fn start(workspace: Workspace) -> Self {
        let opening = Self {
            workspace,
            hovering: RwSignal::new(false),
            reading: RwSignal::new(None),
            last: StoredValue::new(0),
            question: RwSignal::new(None),
        };
        let hover = move |over| {
            if opening.hovering.get_untracked() != over {
                opening.hovering.set(over);
            }
        };
        drop::listen(hover, move |dropped| opening.read(dropped.read()));
        opening
    }

    /// Takes files that were picked.
    pub(crate) fn picked(self, files: Vec<web_sys::File>) {
        self.read(pick::read(files));
    }

    /// Whether files are being read.
    pub(crate) fn is_reading(self) -> bool {
        self.reading.with(Option::is_some)
    }

    /// Stops reading; what was open stays as it is.
    pub(crate) fn stop(self) {
        self.reading.set(None);
    }

    /// Reads files and then opens or adds them.
    fn read(self, entries: impl Future<Output = Result<Vec<Entry>, Unreadable>> + 'static) {
        let number = self.last.get_value() + 1;
        self.last.set_value(number);
        self.reading.set(Some(number));
        spawn_local(async move {
            let entries = entries.await;
            // Unpacking holds the page up, so what is going on has to be seen before it.
            clock::pause(20).await;
            if self.reading.get_untracked() != Some(number) {
                return;
            }
            match entries {
                Ok(entries) => self.take(entries).await,
                Err(error) => self.workspace.tell(Message::error(error.to_string())),
            }
            if self.reading.get_untracked() == Some(number) {
                self.reading.set(None);
            }
        });
    }

    /// Opens what was read, or adds it to the pack that is open.
    async fn take(self, entries: Vec<Entry>) {
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

/// A key for a new draft, which no other one in this browser has.
pub(super) fn new_draft() -> String {
    // The clock tells the drafts of one browser apart, and the number those of one moment.
    format!(
        "{:x}-{:x}",
        clock::now() as u64,
        (js_sys::Math::random() * f64::from(u32::MAX)) as u32
    )
}
