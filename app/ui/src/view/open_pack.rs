//! The open pack as views read and change it. Whoever shows the editor provides it as a context, so
//! that forms and fields need to know nothing else of the program.

use leptos::prelude::*;
use pack_editor::{Asked, Joining, Message};
use pack_model::{Change, File, FilePath, Manifest, Pack, Place, Pointer, Transaction};
use pack_once::view::{Callback, Signal, memo};

use crate::browser::clipboard;

/// The open pack. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(crate) struct OpenPack {
    /// The pack as it is now.
    pub(crate) pack: Signal<Pack>,
    /// Its pack.json.
    pub(crate) manifest: Signal<Manifest>,
    /// The place whose field or line should be shown and focused.
    pub(crate) asked: Signal<Asked>,
    /// Makes a transaction, or tells the user why not. Gives whether the pack changed.
    pub(crate) on_apply: Callback<Transaction, bool>,
    /// Adds files, whose charts are rendered before that.
    pub(crate) on_join: Callback<Joining>,
    /// Ends the merging of keystrokes into one step.
    pub(crate) on_step_end: Callback<()>,
    /// Tells the user something.
    pub(crate) on_tell: Callback<Message>,
}

/// The open pack of the editor that a component stands in.
pub(crate) fn use_pack() -> OpenPack {
    expect_context::<OpenPack>()
}

impl OpenPack {
    /// A file. Changes of other files cost nothing where it is shown.
    pub(crate) fn file(self, path: FilePath) -> Signal<Option<File>> {
        memo(move || self.pack.with(|pack| pack.file(path.as_str()).cloned()))
    }

    /// Makes a transaction, or tells the user why not. Gives whether the pack changed.
    pub(crate) fn apply(self, transaction: Transaction) -> bool {
        // A field that leaves the page with the editor may still be asked to hand in what was typed.
        self.on_apply.try_run(transaction).unwrap_or_default()
    }

    /// Adds files, whose charts are rendered before that.
    pub(crate) fn join(self, joining: Joining) {
        self.on_join.try_run(joining);
    }

    /// Makes one change as a step of its own.
    pub(crate) fn change(self, label: impl Into<String>, change: Change) -> bool {
        let place = Place::file(change.file().clone());
        self.apply(Transaction::new(label, vec![change]).at(place))
    }

    /// The index of the item of a list in or at which a place was asked for.
    pub(crate) fn asked_item(self, file: &FilePath, list: &Pointer) -> Option<usize> {
        let (_, place) = self.asked.get()?;
        if place.file != *file {
            return None;
        }
        let below = place.pointer.tokens().strip_prefix(list.tokens())?;
        below.first()?.parse().ok()
    }

    /// Ends the merging of keystrokes into one step.
    pub(crate) fn end_step(self) {
        self.on_step_end.try_run(());
    }

    /// Tells the user something.
    pub(crate) fn tell(self, message: Message) {
        self.on_tell.try_run(message);
    }

    /// Puts a text into the clipboard, and says so.
    pub(crate) fn copy(self, text: String, done: &'static str) {
        let refused =
            "The browser blocked access to the clipboard. Select the text and copy it yourself.";
        clipboard::copy(
            &text,
            [done, refused],
            Box::new(move |message| self.tell(message)),
        );
    }
}
