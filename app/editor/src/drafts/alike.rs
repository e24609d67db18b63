//! Opening a pack that came in: as a new draft, or as the draft that is just this pack.

use pack_model::Pack;

use super::kept::{Draft, Loaded, StorageError};
use super::list::newest_first;
use super::next::{Fresh, Next};
use super::under_way::{Opening, Stage};
use crate::editor::Editor;
use crate::effect::{Effect, Purpose};
use crate::message::Message;

impl Editor {
    /// Searches the drafts for a pack that came in, and opens what is found.
    pub(super) fn find_alike(&mut self, pack: Pack, notices: Vec<String>) {
        let lines = notices.join("\n");
        let messages = (!lines.is_empty()).then(|| Message::info(lines));
        let pack = Box::new(pack);
        self.begin_opening(
            Stage::WaitingToFind { pack },
            messages.into_iter().collect(),
        );
    }

    /// The drafts were listed for a pack that came in. Where they cannot be read, there are none.
    pub(crate) fn listed_for_pack(&mut self, result: Result<Vec<Draft>, StorageError>, now: f64) {
        let (pack, messages) = match self.drafts.opening.take() {
            Some(Opening {
                stage: Stage::Listing { pack },
                messages,
            }) => (pack, messages),
            other => {
                self.drafts.opening = other;
                return;
            }
        };
        let manifest = pack.manifest();
        let (name, version) = (manifest.name(), manifest.version());
        let mut drafts = newest_first(result.unwrap_or_default());
        drafts.retain(|draft| {
            Some(&draft.name) == name.as_ref() && Some(&draft.version) == version.as_ref()
        });
        let drafts: Vec<String> = drafts.into_iter().rev().map(|draft| draft.id).collect();
        match drafts.last() {
            Some(draft) => {
                self.load_to_compare(draft.clone());
                let stage = Stage::Comparing {
                    pack,
                    drafts,
                    is_any_other: false,
                };
                self.begin_opening(stage, messages);
            }
            None => self.open_new(*pack, messages, now),
        }
    }

    /// A draft was loaded to be compared with a pack that came in, or not. One that cannot be read is
    /// another pack.
    pub(crate) fn loaded_to_compare(
        &mut self,
        draft: String,
        result: Result<Option<Box<Loaded>>, StorageError>,
        now: f64,
    ) {
        let (pack, mut drafts, mut is_any_other, mut messages) = match self.drafts.opening.take() {
            Some(Opening {
                stage:
                    Stage::Comparing {
                        pack,
                        drafts,
                        is_any_other,
                    },
                messages,
            }) if drafts.last() == Some(&draft) => (pack, drafts, is_any_other, messages),
            other => {
                self.drafts.opening = other;
                return;
            }
        };
        if let Ok(Some(loaded)) = result {
            if loaded.pack.files().eq(pack.files()) {
                let text = "A draft of this pack already exists, so it was opened.";
                messages.insert(0, Message::info(text));
                return self.open_draft(draft, messages);
            }
            is_any_other = true;
        }
        drafts.pop();
        match drafts.last() {
            Some(next) => {
                self.load_to_compare(next.clone());
                let stage = Stage::Comparing {
                    pack,
                    drafts,
                    is_any_other,
                };
                self.begin_opening(stage, messages);
            }
            None => {
                if is_any_other {
                    let text = "You already have a draft of this pack, and you have edited it. That draft was left as it is. The pack that you just opened is a second draft.";
                    messages.insert(0, Message::info(text));
                }
                self.open_new(*pack, messages, now);
            }
        }
    }

    fn load_to_compare(&mut self, draft: String) {
        self.effect(Effect::Load {
            draft,
            purpose: Purpose::Compare,
        });
    }

    fn open_new(&mut self, pack: Pack, messages: Vec<Message>, now: f64) {
        let fresh = Fresh {
            pack,
            place: None,
            messages,
        };
        self.leave(Next::New(Box::new(fresh)), now);
    }
}
