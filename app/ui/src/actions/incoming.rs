//! What happens with files that came in: a pack to open, or additions to the pack that is open.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_archive::{Entry, Limits};
use pack_model::import::{self, Addition, Import};
use pack_model::logo::ImageKind;
use pack_model::path::PACK_JSON;
use pack_model::template::Template;
use pack_model::{FilePath, Pack, Place, Pointer, Transaction};

use super::logo;
use crate::browser::storage::StorageError;
use crate::browser::{autosave, restore, storage};
use crate::workspace::{Message, Question, Workspace};

/// Opens a new pack, and says what is left to do.
pub(crate) fn make(workspace: Workspace, template: &'static Template) {
    workspace.open(storage::new_id(), template.build());
    let text = format!(
        "New pack from the template “{}”. Still to fill in:",
        template.label
    );
    let todo = template.todo.iter().map(|todo| todo.text.to_owned());
    workspace.tell(Message::info(text).listing(todo.collect()));
}

/// Opens the next version of a draft as a draft of its own.
pub(crate) async fn next_version_of(workspace: Workspace, id: String) -> Result<(), StorageError> {
    let before = storage::load(&id).await?.ok_or(StorageError::Gone)?;
    next_version(workspace, &before.pack);
    Ok(())
}

impl Workspace {
    /// Opens the next version of the open pack as a draft of its own.
    pub(crate) fn next_version(self) {
        autosave::leave(self, move || {
            next_version(self, &self.pack.get_untracked());
        });
    }

    /// Opens what was read, or adds it to the pack that is open.
    pub(crate) async fn take_files(self, entries: Vec<Entry>) {
        Incoming { workspace: self }.take(entries).await;
    }
}

/// Opens the next version of a pack as a draft of its own, at the version that is proposed for it.
fn next_version(workspace: Workspace, before: &Pack) {
    workspace.open(storage::new_id(), pack_model::next_version(before));
    let version = Pointer::root().child("version");
    let place = Place::value(FilePath::of(PACK_JSON), version);
    workspace.location.show(&place);
    workspace.tell(Message::info(
        "This draft is the pack's next version. Change the version if it is not the one you want.",
    ));
}

/// What takes files that came in. Copying it copies the handle.
#[derive(Clone, Copy)]
struct Incoming {
    workspace: Workspace,
}

impl Incoming {
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
                Ok(import) => self.open(import).await,
                Err(error) => self.workspace.tell(Message::error(error.to_string())),
            },
        }
    }

    /// Opens a pack as a new draft, or the draft that holds just this pack.
    async fn open(self, import: Import) {
        let notices = import.notices().join("\n");
        let pack = import.into_pack();
        autosave::flush(self.workspace);
        autosave::idle().await;
        match alike(&pack).await {
            Alike::Same(id) => match restore::open(self.workspace, id).await {
                Ok(()) => self.notice(
                    "You already have this pack as a draft, so that draft was opened.".to_owned(),
                ),
                Err(error) => self.workspace.tell(Message::error(error.to_string())),
            },
            found => {
                self.workspace.open(storage::new_id(), pack);
                if found == Alike::Changed {
                    self.notice(
                        "You also have a draft of this pack with changes. It was left alone, and this is a second draft."
                            .to_owned(),
                    );
                }
            }
        }
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
                if replaced.is_empty() {
                    self.join(transaction, notices.join("\n"));
                } else {
                    let question = replacing(&replaced);
                    let join = move || self.join(transaction.clone(), notices.join("\n"));
                    let question = question.answer("yes", "Replace", join);
                    self.workspace
                        .ask(question.answer("no", "Keep the pack as it is", || ()));
                }
            }
            Ok(Addition::Pack(import)) => {
                let open = move || {
                    let import = import.clone();
                    autosave::leave(self.workspace, move || {
                        spawn_local(self.open(import.clone()));
                    });
                };
                let question = Question::new("Open another pack?", ANOTHER_PACK);
                self.workspace
                    .ask(
                        question
                            .answer("yes", "Open it", open)
                            .answer("no", "Stay here", || ()),
                    );
            }
            Ok(Addition::Image { file, .. }) => {
                logo::take(self.workspace, &file.path, &file.bytes).await
            }
            Err(error) => self.workspace.tell(Message::error(error.to_string())),
        }
    }

    /// Makes the changes that add files, as one step.
    fn join(self, transaction: Transaction, notices: String) {
        let done = format!("{}: done. You can undo it.", transaction.label);
        let place = transaction
            .changes
            .first()
            .map(|change| Place::file(change.file().clone()));
        if self.workspace.apply(Transaction {
            place,
            ..transaction
        }) {
            self.workspace.tell(Message::done(done));
        } else if notices.is_empty() {
            self.workspace.tell(Message::info(
                "The pack already has these files, so nothing changed.",
            ));
        }
        self.notice(notices);
    }

    /// Tells what there is to say about how files were read, a line each.
    fn notice(self, lines: String) {
        if !lines.is_empty() {
            self.workspace.tell(Message::info(lines));
        }
    }
}

/// What is said before another pack is opened.
const ANOTHER_PACK: &str = "These files are a separate pack. The open pack stays in your drafts.";

/// Asks whether files may be replaced.
fn replacing(replaced: &[FilePath]) -> Question {
    match replaced {
        [only] => Question::new(
            format!("Replace {only}?"),
            "The pack has a file of this name. Replacing it can be undone.",
        ),
        several => Question::new(
            format!("Replace {} files?", several.len()),
            "The pack has files of these names. Replacing them can be undone in one step.",
        )
        .about(several.iter().map(ToString::to_string).collect()),
    }
}

/// What the drafts have of a pack that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Alike {
    /// Nothing of its name and version.
    Nothing,
    /// A pack of its name and version with other content.
    Changed,
    /// Just this pack, under the key given.
    Same(String),
}

/// Looks among the drafts for a pack. Drafts that cannot be read count as none.
async fn alike(pack: &Pack) -> Alike {
    let manifest = pack.manifest();
    let (name, version) = (manifest.name(), manifest.version());
    let mut found = Alike::Nothing;
    for draft in storage::drafts().await.unwrap_or_default() {
        if Some(&draft.name) != name.as_ref() || Some(&draft.version) != version.as_ref() {
            continue;
        }
        found = Alike::Changed;
        if let Ok(Some(loaded)) = storage::load(&draft.id).await
            && loaded.pack.files().eq(pack.files())
        {
            return Alike::Same(draft.id);
        }
    }
    found
}
