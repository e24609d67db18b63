//! What a cluster gets from the open pack: when it is rendered, and what was rendered last.
//!
//! A state of the pack is rendered once its texts are judged, one after the other, and only the newest.

use std::sync::Arc;

use pack_model::checking::RenderFor;
use pack_model::deployment::{Cluster, Deployment, is_rendered};
use pack_model::{Audience, Findings};

use crate::editor::Editor;
use crate::effect::{Check, Effect, Render};
use crate::message::Message;

use super::effect::ValueEffect;

/// What a cluster gets from the open pack.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rendered {
    /// The revision of the pack that this was rendered from; none before something was rendered, or
    /// since the cluster or the audience is another one.
    pub revision: Option<u64>,
    /// What was rendered last, also where it is outdated.
    pub deployment: Arc<Deployment>,
    /// Whether that is all that is to be found out about it.
    pub is_whole: bool,
    /// Whether it is up to date.
    pub progress: Progress,
    /// What a value or presets change about it, if that was asked for.
    pub effect: Option<Arc<ValueEffect>>,
    /// Whether values without effect are being looked for.
    pub is_trying: bool,
}

/// Whether what was rendered is up to date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Progress {
    /// Something newer is being rendered, or about to be.
    #[default]
    Pending,
    /// It is up to date.
    Done,
    /// The renderer is not there, or has stopped, until the user tries again or opens a pack.
    Failed,
}

/// The renderer, as the editor knows it.
#[derive(Debug, Default)]
pub(crate) struct Rendering {
    pub(crate) shown: Arc<Rendered>,
    /// What the renderer was asked for last.
    asked: Option<Asked>,
    /// Whether it has not answered that yet.
    is_under_way: bool,
    /// Whether it has stopped since it found out all about a pack.
    has_stopped: bool,
    /// How often it was asked what a value or presets change.
    pub(crate) effects: u64,
}

/// What the renderer was asked for.
#[derive(Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) revision: u64,
    pub(crate) audience: Audience,
    pub(crate) cluster: Cluster,
}

impl Rendering {
    /// What was rendered is outdated, whatever its revision.
    pub(crate) fn outdate(&mut self) {
        let shown = Arc::make_mut(&mut self.shown);
        shown.revision = None;
        if shown.progress == Progress::Done {
            shown.progress = Progress::Pending;
        }
    }

    /// Whether only a whole answer counts. Of a pack that was just opened all is waited for. After that, what is
    /// typed is followed at once.
    fn waits_for_all(&self) -> bool {
        self.shown.revision.is_none()
    }

    /// Whether the renderer has not answered yet.
    pub(crate) fn is_under_way(&self) -> bool {
        self.is_under_way
    }

    /// Something is being rendered.
    pub(crate) fn ask(&mut self, asked: Asked) {
        self.asked = Some(asked);
        self.is_under_way = true;
    }

    /// The renderer may be there by now.
    pub(crate) fn try_again(&mut self) {
        if self.shown.progress == Progress::Failed {
            self.set_progress(Progress::Pending);
        }
    }

    /// What was asked for is not answered any more.
    pub(crate) fn forget_asked(&mut self) {
        self.asked = None;
        self.is_under_way = false;
    }

    fn set_progress(&mut self, progress: Progress) {
        if self.shown.progress != progress {
            Arc::make_mut(&mut self.shown).progress = progress;
        }
    }
}

impl Editor {
    /// Renders for another cluster from now on, and keeps that with the draft.
    pub(crate) fn set_cluster(&mut self, cluster: Cluster, now: f64) {
        if self.is_open() && self.cluster != cluster {
            self.cluster = cluster;
            self.rendering.outdate();
            self.forget_base_rendered();
            Arc::make_mut(&mut self.rendering.shown).effect = None;
            self.save_soon(now);
        }
    }

    /// Has the open pack rendered if its newest state is judged, and not rendered yet.
    pub(crate) fn render_newest(&mut self, draft: &str) {
        let now = Asked {
            revision: self.revision(),
            audience: self.audience,
            cluster: self.cluster.clone(),
        };
        let is_failed = self.rendering.shown.progress == Progress::Failed;
        if is_failed || self.rendering.shown.revision == Some(now.revision) {
            return;
        }
        // What cannot be judged is rendered all the same.
        let is_judged = self.judged.revision == Some(now.revision) || self.is_unjudged();
        if is_judged && !is_rendered(self.pack()) {
            self.rendering.asked = None;
            self.show_rendered(now.revision, (Arc::default(), true), Findings::default());
            return;
        }
        self.rendering.set_progress(Progress::Pending);
        let is_asked = self.rendering.asked.as_ref() == Some(&now);
        let is_busy = self.rendering.is_under_way || self.drafts.is_rendering();
        if !is_judged || is_busy || is_asked {
            return;
        }
        let purpose = match self.rendering.waits_for_all() {
            true => RenderFor::WholeDeployment,
            false => RenderFor::Deployment,
        };
        self.render(draft, purpose);
    }

    /// Has the open pack rendered as it is.
    pub(super) fn render(&mut self, draft: &str, purpose: RenderFor) {
        let now = Asked {
            revision: self.revision(),
            audience: self.audience,
            cluster: self.cluster.clone(),
        };
        self.effect(Effect::Render(Box::new(Render {
            check: Check {
                draft: draft.to_owned(),
                pack: self.pack().clone(),
                revision: now.revision,
                audience: now.audience,
            },
            cluster: now.cluster.clone(),
            purpose,
        })));
        self.rendering.ask(now);
    }

    /// Takes note of what was rendered. It may come after something was changed that makes it
    /// worthless.
    pub(crate) fn rendered_came(
        &mut self,
        revision: u64,
        audience: Audience,
        rendering: (Arc<Deployment>, bool),
        findings: Findings,
    ) {
        let Some(asked) = &self.rendering.asked else {
            return;
        };
        if (asked.revision, asked.audience) != (revision, audience) {
            return;
        }
        let is_for_now = asked.audience == self.audience && asked.cluster == self.cluster;
        if self.effect_came(revision, &rendering.0) || self.base_came(revision, &rendering.0) {
            return;
        }
        self.rendering.is_under_way = false;
        self.rendering.has_stopped &= !rendering.1;
        if is_for_now {
            self.show_rendered(revision, rendering, findings);
        }
    }

    fn show_rendered(
        &mut self,
        revision: u64,
        (deployment, is_whole): (Arc<Deployment>, bool),
        findings: Findings,
    ) {
        let is_enough = is_whole || !self.rendering.waits_for_all();
        let effect = self.rendering.shown.effect.clone();
        let is_same = self.rendering.shown.revision == Some(revision);
        self.rendering.shown = Arc::new(Rendered {
            is_trying: self.rendering.shown.is_trying && is_same && !is_whole,
            revision: is_enough.then_some(revision),
            deployment,
            is_whole,
            progress: match is_enough && revision == self.revision() {
                true => Progress::Done,
                false => Progress::Pending,
            },
            effect: effect.filter(|effect| effect.revision == revision),
        });
        let judged = &self.judged;
        self.judged = Arc::new(judged.with_rendering(Some(revision), findings));
    }

    /// The renderer has stopped. It is started again once; what stops it again is not rendered.
    pub(crate) fn renderer_stopped(&mut self, now: f64) {
        let asked = self.rendering.asked.as_ref().map(|asked| asked.revision);
        self.base_stopped(asked);
        let is_again = std::mem::replace(&mut self.rendering.has_stopped, true);
        if is_again || self.drafts.is_rendering() {
            return self.renderer_failed(Message::renderer_stopped(), now);
        }
        self.rendering.forget_asked();
        self.rendering.outdate();
    }

    /// Nothing is rendered any more until the user tries again or opens a pack.
    pub(crate) fn renderer_failed(&mut self, message: Message, now: f64) {
        self.open_rendered(None, now);
        if self.rendering.shown.progress == Progress::Failed {
            return;
        }
        self.rendering.forget_asked();
        self.rendering.set_progress(Progress::Failed);
        let shown = Arc::make_mut(&mut self.rendering.shown);
        shown.revision = None;
        shown.is_trying = false;
        self.judged = Arc::new(self.judged.with_rendering(None, Findings::default()));
        self.tell(message);
    }
}
