//! What the page tells the user.

use std::sync::atomic::{AtomicU64, Ordering};

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Something did not work; stays until it is closed.
    Error,
    /// Worth knowing about the open pack; stands above its section until it is closed.
    Info,
    /// Something was done; goes by itself.
    Done,
}

impl Kind {
    /// The kind's name in the page.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Info => "info",
            Self::Done => "done",
        }
    }
}

/// A message to the user: what happened, what was kept, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    /// Tells messages apart.
    pub(crate) number: u64,
    /// Its kind.
    pub(crate) kind: Kind,
    /// Its words.
    pub(crate) text: String,
    /// What follows the words as a list.
    pub(crate) items: Vec<String>,
    /// Whether it is worth reading after another pack was opened or this one was closed.
    pub(crate) outlives_pack: bool,
}

impl Message {
    /// Something did not work.
    pub(crate) fn error(text: impl Into<String>) -> Self {
        Self::new(Kind::Error, text)
    }

    /// Worth knowing.
    pub(crate) fn info(text: impl Into<String>) -> Self {
        Self::new(Kind::Info, text)
    }

    /// Something was done.
    pub(crate) fn done(text: impl Into<String>) -> Self {
        Self::new(Kind::Done, text)
    }

    /// The same, followed by a list.
    pub(crate) fn listing(mut self, items: Vec<String>) -> Self {
        self.items = items;
        self
    }

    /// The same, which is about more than the open pack.
    pub(crate) fn of_the_page(mut self) -> Self {
        self.outlives_pack = true;
        self
    }

    fn new(kind: Kind, text: impl Into<String>) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        Self {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            kind,
            text: text.into(),
            items: Vec::new(),
            outlives_pack: false,
        }
    }
}
