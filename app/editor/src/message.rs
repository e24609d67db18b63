//! Messages to the user.

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageKind {
    /// Something did not work; stays until it is closed.
    Error,
    /// Worth knowing about the open pack; stands above its section until it is closed.
    Info,
    /// Something was done; goes by itself.
    Done,
}

impl MessageKind {
    /// The kind's name in the page.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Info => "info",
            Self::Done => "done",
        }
    }
}

/// A message to the user: what happened, what was kept, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Tells messages apart; given when the message is told.
    pub number: u64,
    /// Its kind.
    pub kind: MessageKind,
    /// Its text.
    pub text: String,
    /// What follows the text as a list.
    pub items: Vec<String>,
    /// Whether it is worth reading after another pack was opened or this one was closed.
    pub outlives_pack: bool,
    /// Whether it offers to load the page again.
    pub offers_reload: bool,
}

impl Message {
    /// Something did not work.
    pub fn error(text: impl Into<String>) -> Self {
        Self::new(MessageKind::Error, text.into())
    }

    /// Worth knowing.
    pub fn info(text: impl Into<String>) -> Self {
        Self::new(MessageKind::Info, text.into())
    }

    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self::new(MessageKind::Done, text.into())
    }

    /// The worker that checks could not be started.
    pub(crate) fn worker_missing() -> Self {
        Self::error(
            "The checks could not be loaded, so this pack is not checked. \
            You can still edit and export it, and check it again under Problems.",
        )
    }

    /// The worker that checks has stopped, twice.
    pub(crate) fn worker_stopped() -> Self {
        Self::error(
            "The check of this pack stopped twice, so its list of problems is out of date. \
            You can still edit and export it, and check it again under Problems.",
        )
    }

    /// The renderer is not there.
    pub(crate) fn renderer_missing() -> Self {
        Self::error(
            "The renderer could not be loaded, so what a cluster gets is neither shown nor checked. \
            Open the pack again to try again.",
        )
    }

    /// The renderer has stopped.
    pub(crate) fn renderer_stopped() -> Self {
        Self::error(
            "The renderer has stopped, so what a cluster gets is not checked any more. \
            Open the pack again to start it again.",
        )
    }

    /// The page has a new version, which the browser has at hand.
    pub(crate) fn new_version() -> Self {
        let told =
            Self::info("A new version of Pack Editor is ready. Reloading keeps your drafts.");
        Self {
            offers_reload: true,
            ..told.of_the_page()
        }
    }

    /// The same, followed by a list.
    #[must_use]
    pub fn listing(mut self, items: Vec<String>) -> Self {
        self.items = items;
        self
    }

    /// The same, which is about more than the open pack.
    #[must_use]
    pub fn of_the_page(mut self) -> Self {
        self.outlives_pack = true;
        self
    }

    fn new(kind: MessageKind, text: String) -> Self {
        Self {
            number: 0,
            kind,
            text,
            items: Vec::new(),
            outlives_pack: false,
            offers_reload: false,
        }
    }
}

/// The messages that are shown, the newest last.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    shown: Vec<Message>,
    last: u64,
}

impl Messages {
    pub(crate) fn shown(&self) -> &[Message] {
        &self.shown
    }

    pub(crate) fn tell(&mut self, mut message: Message) {
        self.last += 1;
        message.number = self.last;
        self.shown.push(message);
    }

    /// Tells that the page has a new version, in place of what was told of an earlier one.
    pub(crate) fn tell_new_version(&mut self) {
        self.shown.retain(|message| !message.offers_reload);
        self.tell(Message::new_version());
    }

    pub(crate) fn close(&mut self, number: u64) {
        self.shown.retain(|message| message.number != number);
    }

    /// Takes away what was told of a pack that is being left.
    pub(crate) fn forget_pack(&mut self) {
        self.shown.retain(|message| message.outlives_pack);
    }

    /// Takes away what is worth knowing about a pack that is not shown any more.
    pub(crate) fn forget_infos(&mut self) {
        self.shown
            .retain(|message| message.kind != MessageKind::Info || message.outlives_pack);
    }
}
