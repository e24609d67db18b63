//! The life of drafts: how they are opened, locked against other tabs, saved, and left.
//!
//! All of it is events in and effects out. A draft that is being left stays open until all of it is
//! saved; where that cannot be, the user is asked first.

mod alike;
pub(crate) mod bundle;
pub(crate) mod comparing;
pub(crate) mod journal;
pub(crate) mod kept;
mod leaving;
pub(crate) mod list;
mod listing;
mod locking;
pub(crate) mod new_pack;
pub(crate) mod next;
mod opening;
mod save_queue;
mod saving;
mod under_way;

use bundle::Bundling;
use bundle::adopting::Adopting;
use journal::writing::JournalState;
use kept::{Draft, StorageError};
use list::List;
use locking::Locks;
use save_queue::SaveQueue;
use under_way::{Leaving, Opening};

use crate::effect::Effect;

/// Where drafts are on their ways between the editor and the storage.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    save_queue: SaveQueue,
    journal: JournalState,
    locks: Locks,
    /// The draft or pack that is about to be opened.
    opening: Option<Opening>,
    /// What happens once the open pack is saved.
    leaving: Option<Leaving>,
    /// The copy that was made last of changes that only this tab had.
    apart: Option<String>,
    /// The packs that are becoming drafts.
    adopting: Option<Adopting>,
    /// The drafts that are becoming one file.
    bundling: Option<Bundling>,
    /// The list on the start page.
    list: List,
    /// What is to be done once no save is under way.
    waiting: Vec<Effect>,
    /// How many new packs were rendered before they were opened.
    new_packs: u64,
    /// Makes keys for new drafts that no other tab makes.
    keys: Keys,
}

impl Drafts {
    /// None are on their way. The seed tells this tab and the keys of its new drafts from others.
    pub(crate) fn new(seed: u32) -> Self {
        Self {
            save_queue: SaveQueue::of(seed),
            keys: Keys { seed },
            ..Self::default()
        }
    }

    /// Whether a new pack is being rendered before it is opened.
    pub(crate) fn is_rendering(&self) -> bool {
        self.opening.as_ref().and_then(Opening::rendering).is_some()
    }

    /// Whether anything is about to be opened.
    pub(crate) fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    /// Whether a pack that came in is about to be opened.
    pub(crate) fn is_opening_pack(&self) -> bool {
        self.opening.as_ref().is_some_and(Opening::is_of_pack)
    }

    /// Takes the drafts that are there now for the list on the start page.
    pub(crate) fn list(&mut self, drafts: Result<Vec<Draft>, StorageError>) {
        self.list.take(drafts);
    }

    /// A key for a new draft, which no other one in this browser has. Later ones sort behind.
    pub(crate) fn new_key(&mut self, now: f64) -> String {
        self.keys.next(now)
    }
}

/// Keys for new drafts.
#[derive(Debug, Default)]
struct Keys {
    seed: u32,
}

impl Keys {
    fn next(&mut self, now: f64) -> String {
        // The clock tells the drafts of one browser apart, and the number those of one moment.
        self.seed = self
            .seed
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        format!("{:x}-{:x}", now as u64, self.seed)
    }
}
