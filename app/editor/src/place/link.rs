//! An address that leads to a draft, and the address that is shown.

use pack_model::FilePath;

use crate::drafts::kept::LastPlace;
use crate::place::address::{Address, Shows, Spot};
use crate::place::location::Mark;
use crate::place::screen::{Screen, View};

/// An address that is being gone to.
#[derive(Debug)]
pub(crate) struct Link {
    /// The draft's key.
    pub(crate) draft: String,
    /// The screen.
    pub(crate) screen: Screen,
    /// The file that is open on it.
    pub(crate) file: Option<FilePath>,
    /// The place in what is shown.
    pub(crate) spot: Option<Spot>,
    /// Whether the page is loaded again in a tab that had the draft open.
    pub(crate) is_reload: bool,
}

impl Link {
    /// What an address leads to; nothing where that is the start page.
    pub(crate) fn of(address: Address, is_reload: bool) -> Option<Self> {
        let Address::Pack {
            draft,
            section,
            shows,
            spot,
        } = address
        else {
            return None;
        };
        let (view, file) = match shows {
            Shows::View(view) => (view, None),
            Shows::File(file) => (View::Form, Some(file)),
        };
        Some(Self {
            draft,
            screen: Screen {
                section,
                view,
                is_file_open: file.is_some(),
            },
            file,
            spot,
            is_reload,
        })
    }

    /// Whether the page is loaded again where the user was. More is known of that than the address
    /// tells: how far it was scrolled, and where the caret was.
    pub(crate) fn is_back_at(&self, place: Option<&LastPlace>) -> bool {
        // An object, and a file in an archive, only the address tells.
        let tells_all = match self.spot {
            Some(Spot::Object(_)) => true,
            Some(Spot::Value(_)) => self.screen.is_file_open,
            _ => false,
        };
        self.is_reload
            && !tells_all
            && place.is_some_and(|place| {
                Screen::read(&place.screen) == Some(self.screen) && place.file == self.file
            })
    }
}

/// The address that is shown, and where it is to lead.
#[derive(Debug, Default)]
pub(crate) struct ShownAddress {
    /// What is shown; nothing before that is known.
    shown: Option<String>,
    /// Whether the user has entered it, or gone back or forward to it, and is not there yet.
    is_entered: bool,
    /// The number of the pack in it: its first revision.
    pack: u64,
    /// Where the user was when that was last looked at.
    mark: Option<(Option<String>, Mark)>,
    /// The link that is being followed.
    pub(crate) link: Option<Link>,
}

impl ShownAddress {
    /// Nothing is shown, or the start page.
    pub(crate) fn new(is_at_start: bool) -> Self {
        Self {
            shown: is_at_start.then(String::new),
            ..Self::default()
        }
    }

    /// Takes note of an address that the user has entered.
    pub(crate) fn note_entered(&mut self, address: &str) {
        self.shown = Some(address.to_owned());
        self.is_entered = true;
        self.mark = None;
    }

    /// Takes note that the user stays after all, so that the way to what was entered is a step of its
    /// own.
    pub(crate) fn note_stayed(&mut self) {
        self.is_entered = false;
        self.mark = None;
    }

    /// Takes note of where the user is. Gives whether that has changed.
    pub(crate) fn note_mark(&mut self, draft: Option<String>, mark: Mark) -> bool {
        let now = Some((draft, mark));
        let is_moved = self.mark != now;
        self.mark = now;
        is_moved
    }

    /// Takes note of the address of where the user is in a pack of a number. Gives whether it is to be
    /// shown, with what the user has left then; nothing where it stands in the place of that.
    pub(crate) fn note_shown(&mut self, address: &str, pack: u64) -> Option<Option<Left>> {
        let before = self.shown.replace(address.to_owned());
        let pack = std::mem::replace(&mut self.pack, pack);
        let is_entered = std::mem::take(&mut self.is_entered);
        if before.as_deref() == Some(address) {
            return None;
        }
        Some(
            before
                .filter(|_| !is_entered)
                .map(|address| Left { address, pack }),
        )
    }
}

/// What was shown before.
#[derive(Debug)]
pub(crate) struct Left {
    /// Its address.
    pub(crate) address: String,
    /// The number of its pack.
    pub(crate) pack: u64,
}
