//! Makes drafts of several packs, but for those that are drafts already.
//!
//! One pack is compared and saved after the other: so each is also compared with those before it, and
//! what is told in the end is what the storage took.

use pack_model::{History, Pack};

use super::packs::Packs;
use crate::drafts::kept::{Draft, Loaded, StorageError};
use crate::drafts::save_queue::Job;
use crate::editor::Editor;
use crate::effect::{Effect, ListFor, Purpose};
use crate::message::Message;

/// Packs that are becoming drafts.
#[derive(Debug, Default)]
pub(in crate::drafts) struct Adopting {
    /// Those that are still to be added, the next one last.
    packs: Vec<Pack>,
    /// The drafts that are there.
    drafts: Vec<Draft>,
    /// The drafts that the next pack is still to be compared with, once they are known.
    alike: Option<Vec<String>>,
    /// The draft that is being saved.
    saving: Option<Draft>,
    added: usize,
    /// How many are drafts already.
    known: usize,
    /// How many could not be read.
    lost: usize,
    /// How many could not be saved.
    unsaved: usize,
    /// Why the last one of them could not.
    why: Option<StorageError>,
}

impl Editor {
    /// Makes drafts of packs, after those that are becoming drafts already.
    pub(crate) fn adopt(&mut self, found: Packs) {
        let Packs { mut packs, lost } = found;
        if let Some(adopting) = &mut self.drafts.adopting {
            packs.append(&mut adopting.packs);
            adopting.packs = packs;
            adopting.lost += lost;
            return;
        }
        self.drafts.adopting = Some(Adopting {
            packs,
            lost,
            ..Adopting::default()
        });
        self.effect(Effect::List(ListFor::Adopt));
    }

    /// The drafts were listed, to find those that packs are already.
    pub(crate) fn listed_to_adopt(&mut self, result: Result<Vec<Draft>, StorageError>, now: f64) {
        if let Some(adopting) = &mut self.drafts.adopting {
            adopting.drafts = result.unwrap_or_default();
            self.go_on_adopting(now);
        }
    }

    /// A draft was loaded to be compared with the next pack, or not.
    pub(in crate::drafts) fn loaded_to_adopt(
        &mut self,
        result: Result<Option<Box<Loaded>>, StorageError>,
        now: f64,
    ) {
        let Some(adopting) = &mut self.drafts.adopting else {
            return;
        };
        let is_same = |pack: &Pack| {
            let loaded = result.as_ref().ok().and_then(Option::as_ref);
            loaded.is_some_and(|loaded| loaded.pack.files().eq(pack.files()))
        };
        if adopting.packs.last().is_some_and(is_same) {
            adopting.packs.pop();
            adopting.alike = None;
            adopting.known += 1;
        }
        self.go_on_adopting(now);
    }

    /// A draft was saved, or not. Gives whether it is one that a pack was becoming.
    pub(in crate::drafts) fn saved_to_adopt(
        &mut self,
        draft: &str,
        error: Option<&StorageError>,
        now: f64,
    ) -> bool {
        let Some(adopting) = &mut self.drafts.adopting else {
            return false;
        };
        let Some(row) = adopting.saving.take_if(|saving| saving.id == draft) else {
            return false;
        };
        match error {
            None => {
                adopting.added += 1;
                adopting.drafts.push(row);
            }
            Some(error) => {
                adopting.unsaved += 1;
                adopting.why = Some(error.clone());
            }
        }
        self.go_on_adopting(now);
        true
    }

    /// Has the next pack compared with a draft, or saved as one.
    fn go_on_adopting(&mut self, now: f64) {
        let Some(mut adopting) = self.drafts.adopting.take() else {
            return;
        };
        let Some(pack) = adopting.packs.last() else {
            return self.tell_adopted(&adopting);
        };
        let row = Draft::of(String::new(), pack, now);
        let alike = adopting.alike.get_or_insert_with(|| {
            let alike = adopting
                .drafts
                .iter()
                .filter(|draft| draft.name == row.name && draft.version == row.version);
            alike.map(|draft| draft.id.clone()).collect()
        });
        if let Some(draft) = alike.pop() {
            self.effect(Effect::Load {
                draft,
                purpose: Purpose::Adopt,
            });
            self.drafts.adopting = Some(adopting);
            return;
        }
        let row = Draft {
            id: self.drafts.new_key(now),
            ..row
        };
        adopting.alike = None;
        adopting.saving = Some(row.clone());
        let pack = adopting.packs.pop().unwrap_or_default();
        self.drafts.adopting = Some(adopting);
        self.write(Job {
            row,
            pack,
            history: History::default(),
            folder: None,
        });
    }

    /// Tells what became of the packs.
    fn tell_adopted(&mut self, adopting: &Adopting) {
        let (added, known, lost) = (adopting.added, adopting.known, adopting.lost);
        let is_all = lost + adopting.unsaved == 0;
        let done = match (added, known) {
            (0, 0) => String::new(),
            (0, 1) => "1 pack is in your drafts already.".to_owned(),
            (0, known) if is_all => format!("All {known} packs are in your drafts already."),
            (0, known) => format!("{known} packs are in your drafts already."),
            (added, 0) => format!("{} added to your drafts.", were(added)),
            (added, known) => {
                let there = if known == 1 { "was" } else { "were" };
                let added = were(added);
                format!("{added} added to your drafts. {known} {there} there already.")
            }
        };
        if !done.is_empty() {
            self.tell(Message::done(done));
        } else if is_all {
            let text = "This file has no drafts, so nothing was added.";
            self.tell(Message::info(text));
        }
        if lost > 0 {
            let text = match lost {
                1 => "1 draft of the file cannot be read, so it was not added.".to_owned(),
                lost => {
                    format!("{lost} drafts of the file cannot be read, so they were not added.")
                }
            };
            self.tell(Message::error(text).of_the_page());
        }
        if let Some(why) = &adopting.why {
            let then = match why {
                StorageError::Full => {
                    "Delete drafts that you no longer need, then add the file again."
                }
                _ => "Reload the page, then add the file again.",
            };
            let count = were(adopting.unsaved);
            let text = format!("{why}, so {count} not added. {then}");
            self.tell(Message::error(text).of_the_page());
        }
    }
}

/// So many packs, as the subject of what was done with them.
fn were(packs: usize) -> String {
    match packs {
        1 => "1 pack was".to_owned(),
        packs => format!("{packs} packs were"),
    }
}
