//! A new pack is rendered before it is opened, so that it lists the images that its charts run.

use pack_model::deployment::{Cluster, Deployment, is_rendered};
use pack_model::import::list_rendered_images;
use pack_model::{History, Pack, Session};

use super::next::Next;
use super::under_way::{Opening, Stage};
use crate::editor::Editor;
use crate::effect::{Check, Effect, Render};

/// The revisions of new packs begin here, behind those of all packs that are open.
const FIRST: u64 = 1 << 40;

impl Editor {
    /// Has a new pack rendered, and opens it then.
    pub(crate) fn render_new(&mut self, pack: Pack, notices: Vec<String>, now: f64) {
        if !is_rendered(&pack) {
            return self.leave(Next::CameIn(Box::new(pack), notices), now);
        }
        self.drafts.new_packs += 1;
        let revision = FIRST + self.drafts.new_packs;
        // The renderer does one thing at a time: what it was doing is asked for again.
        self.rendering.forget_asked();
        let draft = self.drafts.new_key(now);
        self.effect(Effect::Render(Box::new(Render {
            tries_values: false,
            check: Check {
                draft,
                pack: pack.clone(),
                revision,
                audience: self.audience,
            },
            cluster: Cluster::default(),
        })));
        let stage = Stage::Rendering {
            pack: Box::new(pack),
            notices,
            revision,
        };
        self.begin_opening(stage, Vec::new());
    }

    /// Something was rendered, perhaps the new pack: then it lists its images, and is opened. Gives
    /// whether it was that.
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

    /// Opens the new pack that was to be rendered, with what is known of its images.
    pub(crate) fn open_rendered(&mut self, deployment: Option<&Deployment>, now: f64) {
        match self.drafts.opening.take() {
            Some(Opening {
                stage: Stage::Rendering { pack, notices, .. },
                ..
            }) => {
                let pack = match deployment {
                    Some(deployment) => Box::new(with_images(*pack, deployment)),
                    None => pack,
                };
                self.leave(Next::CameIn(pack, notices), now);
            }
            other => self.drafts.opening = other,
        }
    }
}

fn with_images(pack: Pack, deployment: &Deployment) -> Pack {
    let changes: Vec<_> = list_rendered_images(&pack, deployment)
        .into_iter()
        .collect();
    let session = Session::reopen(pack, History::default(), 0);
    // What cannot be changed stays as its texts were read.
    let changed = session.tried(&changes);
    changed.unwrap_or_else(|_| session.pack().clone())
}
