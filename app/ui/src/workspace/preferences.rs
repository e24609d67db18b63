//! What the user set once and finds again.

use leptos::prelude::*;
use pack_model::FilePath;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Workspace;
use crate::browser::{last_place, preferences, tabs, theme, worker};

impl Workspace {
    /// The value that is kept under a name.
    pub(crate) fn preference<T: DeserializeOwned>(self, name: &str) -> Option<T> {
        preferences::get(name)
    }

    /// Keeps a value under a name.
    pub(crate) fn keep_preference<T: Serialize>(self, name: &str, value: T) {
        preferences::set(name, value);
    }

    /// Where the user was in the text of a file: the top of the view, and the caret.
    pub(crate) fn text_place(self, file: &FilePath) -> (usize, usize) {
        last_place::spot(self, file)
    }

    /// Remembers where the user is in the text of a file; without a caret, that stays as it was.
    pub(crate) fn keep_text_place(self, file: &FilePath, top: usize, caret: Option<usize>) {
        last_place::keep_spot(self, file, top, caret);
    }

    /// Switches between light and dark.
    pub(crate) fn switch_theme(self) {
        self.theme.update(|theme| *theme = theme.next());
    }

    /// Whether the page is dark now.
    pub(crate) fn is_dark(self) -> bool {
        theme::is_dark(self.theme.get())
    }

    /// Has the page of a rule sent, which is then in `explained`.
    pub(crate) fn explain(self, rule: String) {
        worker::explain(rule);
    }

    /// Asks what to do with the open draft, which another tab has.
    pub(crate) fn ask_after_losing(self) {
        tabs::ask_after_losing(self);
    }
}
