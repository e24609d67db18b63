//! What the open pack is compared with: as it was opened, the version that it was made from, another draft, or
//! files that were picked for that.

mod rendering;
pub(crate) mod upgrading;

use std::sync::Arc;

use pack_archive::{Entry, Limits};
use pack_model::deployment::Deployment;
use pack_model::{Pack, import, predecessor};

use crate::drafts::kept::{Draft, Loaded, StorageError};
use crate::drafts::list::newest_first;
use crate::editor::Editor;
use crate::effect::{Effect, ListFor, Purpose};
use crate::message::Message;

/// With what a pack can be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CompareWith {
    /// The same pack before all steps that can be undone.
    #[default]
    Opened,
    /// The version that it was made from.
    Predecessor,
    /// Another draft, by its key.
    Draft(String),
    /// The pack in files that were picked, by its name and version.
    Files(String),
}

/// What the open pack is compared with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Compared {
    /// What was chosen.
    pub with: CompareWith,
    /// That pack; `None` before it is there.
    pub base: Option<Pack>,
    /// The version that the open pack was made from, if it was made from one.
    pub predecessor: Option<String>,
    /// The other drafts, the last changed first.
    pub drafts: Vec<Draft>,
    /// What a cluster gets from that pack; `None` before that is known.
    pub deployment: Option<Arc<Deployment>>,
    /// Whether it cannot be known, because the renderer stopped over that pack.
    pub stops_renderer: bool,
}

/// What is kept of that while a pack is open.
#[derive(Debug, Default)]
pub(crate) struct Comparing {
    pub(crate) shown: Arc<Compared>,
    /// The open pack before all steps. Old steps may be dropped later.
    first: Option<Pack>,
    /// Counts the packs to compare with, and how often they were rendered.
    pub(crate) renderings: u64,
    /// Whether somebody waits for what that pack renders to.
    pub(crate) is_wanted: bool,
}

/// What happens to it.
#[derive(Debug, Clone)]
pub enum ChangesEvent {
    /// Changes are looked at.
    Shown,
    /// Something else to compare with was chosen.
    With(CompareWith),
    /// Files to compare with were picked.
    Files(Vec<Entry>),
    /// What is deployed is to be compared.
    Render,
}

impl Editor {
    /// Does what was asked for.
    pub(crate) fn changes_event(&mut self, event: ChangesEvent) {
        if !self.is_open() {
            return;
        }
        match event {
            ChangesEvent::Shown => {
                self.effect(Effect::List(ListFor::Changes));
                let origin = self.pack().origin().predecessor.as_ref();
                let predecessor = origin.map(|before| before.version.clone());
                if self.comparing.shown.base.is_none() {
                    let with = match predecessor {
                        Some(_) => CompareWith::Predecessor,
                        None => CompareWith::Opened,
                    };
                    self.show_compared(|shown| shown.predecessor = predecessor);
                    self.compare_with(with);
                }
            }
            ChangesEvent::With(with) => self.compare_with(with),
            ChangesEvent::Files(entries) => self.compare_with_files(entries),
            // It waits until the renderer is free.
            ChangesEvent::Render => {
                self.show_compared(|shown| shown.stops_renderer = false);
                self.comparing.is_wanted = true;
            }
        }
    }

    fn compare_with(&mut self, with: CompareWith) {
        let base = match &with {
            CompareWith::Opened => Some(self.first_state()),
            CompareWith::Predecessor => predecessor(&self.first_state()),
            CompareWith::Draft(draft) => {
                self.effect(Effect::Load {
                    draft: draft.clone(),
                    purpose: Purpose::Changes,
                });
                None
            }
            CompareWith::Files(_) => return,
        };
        self.show_base(with, base);
    }

    /// The open pack before all steps that can be undone.
    fn first_state(&mut self) -> Pack {
        let first = || self.session.first();
        self.comparing.first.get_or_insert_with(first).clone()
    }

    /// The same, where nothing is kept of it.
    pub fn as_opened(&self) -> Pack {
        let first = self.comparing.first.clone();
        first.unwrap_or_else(|| self.session.first())
    }

    fn compare_with_files(&mut self, entries: Vec<Entry>) {
        let found = match import::unpacked(entries, &Limits::default()) {
            Ok(unpacked) if unpacked.has_pack() => import::pack(unpacked),
            Ok(_) => {
                let text = "There is no pack in these files. Choose a folder or an archive with a pack.json.";
                return self.tell(Message::error(text));
            }
            Err(error) => Err(error),
        };
        match found {
            Ok(import) => self.compare_with_pack(import.into_pack()),
            Err(error) => self.tell(Message::error(error.to_string())),
        }
    }

    /// Compares the open pack with one that came in.
    pub(crate) fn compare_with_pack(&mut self, pack: Pack) {
        let manifest = pack.manifest();
        let names = [manifest.name(), manifest.version()];
        let names: Vec<_> = names.into_iter().flatten().collect();
        self.show_base(CompareWith::Files(names.join(" ")), Some(pack));
    }

    /// A draft to compare with was loaded, or not: then the pack is compared as it was opened.
    pub(crate) fn loaded_for_changes(
        &mut self,
        draft: &str,
        result: Result<Option<Box<Loaded>>, StorageError>,
    ) {
        let is_awaited =
            matches!(&self.comparing.shown.with, CompareWith::Draft(awaited) if awaited == draft);
        if !is_awaited {
            return;
        }
        match result {
            Ok(Some(loaded)) => self.show_compared(|shown| shown.base = Some(loaded.pack)),
            other => {
                let error = other.err().unwrap_or(StorageError::Gone);
                self.tell_failed(&error, "Nothing was compared.");
                self.compare_with(CompareWith::Opened);
            }
        }
    }

    /// The drafts were listed to choose one from. Where they cannot be read, there are none.
    pub(crate) fn listed_for_changes(&mut self, result: Result<Vec<Draft>, StorageError>) {
        let mut drafts = newest_first(result.unwrap_or_default());
        drafts.retain(|draft| self.draft.as_ref() != Some(&draft.id) && !draft.is_damaged);
        self.show_compared(|shown| shown.drafts = drafts);
    }

    fn show_base(&mut self, with: CompareWith, base: Option<Pack>) {
        self.forget_base_rendered();
        self.show_compared(|shown| {
            shown.with = with;
            shown.base = base;
        });
    }

    pub(crate) fn show_compared(&mut self, change: impl FnOnce(&mut Compared)) {
        change(Arc::make_mut(&mut self.comparing.shown));
    }
}
