//! New charts are rendered before they are opened as a pack, or join the open one: so that the pack lists
//! the images that they run, and has the values that they need.

use pack_model::checking::RenderFor;
use pack_model::deployment::{Cluster, Deployment, is_rendered};
use pack_model::import::{Completion, NewCharts};
use pack_model::upgrade::Upgrade;
use pack_model::{Change, History, Pack, Session, Transaction};

use super::next::Next;
use super::under_way::{Opening, Stage};
use crate::editor::Editor;
use crate::effect::{Check, Effect, Render};
use crate::event::Dialog;
use crate::files::work::{Work, not_done};
use crate::message::Message;
use crate::workers::rendering::Progress;

/// The revisions of packs with new charts begin here, behind those of all packs that are open.
const FIRST: u64 = 1 << 40;

/// What becomes of new charts once they are rendered.
#[derive(Debug)]
pub(crate) enum NewOnes {
    /// A new pack of them is opened.
    Pack(Box<Pack>, Vec<String>),
    /// They join the open pack, which was like this when they came.
    Joining(Box<Joining>, Box<Pack>),
}

/// Files that are about to join the open pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// The changes that add them.
    pub transaction: Transaction,
    /// Notices for the user, each a sentence.
    pub notices: Vec<String>,
    /// The charts among them whose images the pack is to list.
    pub new: NewCharts,
    /// What follows where they replace charts by other versions, once that is known.
    pub upgrade: Option<Upgrade>,
}

impl Joining {
    /// All changes.
    pub fn changes(&self) -> Vec<Change> {
        let follows = self.upgrade.iter().flat_map(|upgrade| &upgrade.changes);
        self.transaction
            .changes
            .iter()
            .chain(follows)
            .cloned()
            .collect()
    }
}

impl Editor {
    /// Has a new pack rendered, and opens it then.
    pub(crate) fn render_new(&mut self, pack: Pack, notices: Vec<String>, now: f64) {
        if !is_rendered(&pack) {
            return self.leave(Next::CameIn(Box::new(pack), notices), now);
        }
        self.open_rendered(None, now);
        let draft = self.drafts.new_key(now);
        let new_ones = NewOnes::Pack(Box::new(pack.clone()), notices);
        self.render_first(draft, pack, new_ones);
    }

    /// Adds files to the open pack, once their charts are rendered. Others that wait for that join at once.
    pub(crate) fn join(&mut self, joining: Joining, now: f64) {
        let before = Box::new(self.pack().clone());
        self.open_rendered(None, now);
        let joining = self.followed(joining);
        let has_charts = !joining.new.paths.is_empty() || joining.upgrade.is_some();
        let can_render = self.rendering.shown.progress != Progress::Failed;
        let draft = self.draft.clone().filter(|_| has_charts && can_render);
        let tried = self.tried(&joining.changes());
        match (draft, tried) {
            (Some(draft), Ok(pack)) => {
                self.render_first(draft, pack, NewOnes::Joining(Box::new(joining), before));
            }
            _ => self.complete_joining(joining, &before, None, now),
        }
    }

    fn render_first(&mut self, draft: String, pack: Pack, new_ones: NewOnes) {
        self.drafts.new_packs += 1;
        let revision = FIRST + self.drafts.new_packs;
        // The renderer does one thing at a time: what it was doing is asked for again.
        self.rendering.forget_asked();
        let (cluster, new) = match &new_ones {
            NewOnes::Pack(..) => {
                let charts = pack.manifest().charts().into_iter();
                let new = charts.map(|listed| listed.path).collect();
                (Cluster::default(), new)
            }
            NewOnes::Joining(joining, ..) => (self.cluster.clone(), joining.new.paths.clone()),
        };
        self.effect(Effect::Render(Box::new(Render {
            check: Check {
                draft: draft.clone(),
                pack,
                revision,
                audience: self.audience,
            },
            cluster,
            purpose: RenderFor::NewCharts(new),
        })));
        let stage = Stage::Rendering {
            draft,
            new_ones,
            revision,
        };
        self.begin_opening(stage, Vec::new());
    }

    /// Something was rendered, perhaps new charts: then they are opened or join the pack. Gives whether it
    /// was that.
    pub(crate) fn new_pack_rendered(
        &mut self,
        revision: u64,
        deployment: &Deployment,
        now: f64,
    ) -> bool {
        let is_awaited = |opening: &Opening| opening.rendering() == Some(revision);
        let is_new = self.drafts.opening.as_ref().is_some_and(is_awaited);
        if is_new {
            self.open_rendered(Some(deployment), now);
        }
        is_new
    }

    /// Goes on with the new charts that were to be rendered, with what is known of them.
    pub(crate) fn open_rendered(&mut self, deployment: Option<&Deployment>, now: f64) {
        let is_rendering = |opening: &mut Opening| opening.rendering().is_some();
        let opening = self.drafts.opening.take_if(is_rendering);
        let Some(Stage::Rendering {
            draft, new_ones, ..
        }) = opening.map(|opening| opening.stage)
        else {
            return;
        };
        match new_ones {
            NewOnes::Pack(pack, mut notices) => {
                let tools = self.tools.zip(deployment);
                let completion = tools.map(|(tools, all)| (tools.complete_new)(&pack, all));
                let Completion {
                    changes,
                    notices: further,
                } = completion.unwrap_or_default();
                let session = Session::reopen(*pack, History::default(), 0);
                // What cannot be changed stays as its texts were read.
                let changed = session.tried(&changes);
                let pack = changed.unwrap_or_else(|_| session.pack().clone());
                notices.extend(further);
                self.leave(Next::CameIn(Box::new(pack), notices), now);
            }
            NewOnes::Joining(joining, before) if self.draft.as_ref() == Some(&draft) => {
                self.complete_joining(*joining, &before, deployment, now);
            }
            NewOnes::Joining(..) => self.tell_not_joined(),
        }
    }

    /// Tells that files did not join the pack.
    pub(super) fn tell_not_joined(&mut self) {
        let text = not_done(&Work::AddFiles(Vec::new()));
        self.tell(Message::error(text.unwrap_or_default()));
    }

    /// Makes the changes that add files, with what completes the pack, as one step. What the user has written
    /// since they came stays.
    fn complete_joining(
        &mut self,
        mut joining: Joining,
        before: &Pack,
        deployment: Option<&Deployment>,
        now: f64,
    ) {
        let is_new = |change: &Change| !change.is_overtaken(before, self.pack());
        joining.transaction.changes.retain(is_new);
        // What follows from the pack as it is now, which may be another one since the files came.
        joining.upgrade = None;
        let mut joining = self.followed(joining);
        self.follow_images(&mut joining, deployment);
        let tried = self.tried(&joining.changes()).ok();
        if let Some((tools, pack)) = self.tools.zip(tried) {
            let completion = (tools.complete_added)(&pack, &joining.new, deployment);
            let changes = match &mut joining.upgrade {
                Some(upgrade) => &mut upgrade.changes,
                None => &mut joining.transaction.changes,
            };
            changes.extend(completion.changes);
            joining.notices.extend(completion.notices);
        }
        match joining.upgrade {
            // The user is asked about other charts, which must not vanish.
            Some(_) if matches!(self.dialog, Some(Dialog::Upgrade(_))) => self.tell_not_joined(),
            Some(_) => self.dialog = Some(Dialog::Upgrade(Box::new(joining))),
            None => self.make_joined(joining.transaction, &joining.notices, now),
        }
    }
}
