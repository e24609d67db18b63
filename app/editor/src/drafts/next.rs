//! What is opened in place of the pack that is being left.

use pack_model::{FilePath, Pack, Place, Pointer, path};

use super::kept::Loaded;
use crate::message::Message;

/// What happens once the open pack is left.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Next {
    /// The start page is shown.
    Start,
    /// A new pack is opened.
    New(Box<Fresh>),
    /// The next version of the pack that is left is opened.
    Version,
    /// A draft is opened that was loaded, and something is said about it.
    Draft(Box<Loaded>, Vec<Message>),
    /// The page is loaded again, and opens the pack again.
    Reload,
    /// The drafts are searched for a pack that came in, which is then opened.
    CameIn(Box<Pack>, Vec<String>),
}

impl Next {
    /// The draft that is opened, whose lock is kept until then.
    pub(super) fn draft(&self) -> Option<&str> {
        match self {
            Self::Draft(loaded, _) => Some(&loaded.draft.id),
            Self::Start | Self::New(_) | Self::Version | Self::Reload | Self::CameIn(..) => None,
        }
    }
}

/// A pack that is no draft yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fresh {
    /// The pack.
    pub(crate) pack: Pack,
    /// The place that is shown; the first section without one.
    pub(crate) place: Option<Place>,
    /// What is said about it.
    pub(crate) messages: Vec<Message>,
}

impl Fresh {
    /// The next version of a pack, at the version that is proposed for it.
    pub(crate) fn next_version_of(before: &Pack) -> Self {
        let version = Pointer::root().child("version");
        let text = "This draft is the next version of the pack. Check its version number.";
        Self {
            pack: pack_model::next_version(before),
            place: Some(Place::value(FilePath::of(path::PACK_JSON), version)),
            messages: vec![Message::info(text)],
        }
    }
}
