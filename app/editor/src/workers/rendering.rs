//! What a cluster gets from the open pack: when it is rendered, and what was rendered last.
//!
//! A state of the pack is rendered once its texts are judged, one after the other, and only the newest.

use std::sync::Arc;

use pack_model::deployment::{Cluster, Deployment, is_rendered};
use pack_model::locate::Located;
use pack_model::{Audience, Diagnostic};

use crate::editor::Editor;
use crate::effect::{Check, Effect, Render};
use crate::message::Message;

/// What a cluster gets from the open pack.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rendered {
    /// The revision of the pack that this was rendered from; none before something was rendered, or
    /// since the cluster or the audience is another one.
    pub revision: Option<u64>,
    /// What was rendered last, also where it is outdated.
    pub deployment: Arc<Deployment>,
    /// Whether it is up to date.
    pub progress: Progress,
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
    /// What is being rendered.
    under_way: Option<Asked>,
}

/// What the renderer was asked for.
#[derive(Debug, PartialEq)]
struct Asked {
    revision: u64,
    audience: Audience,
    cluster: Cluster,
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

    /// The renderer may be there by now.
    pub(crate) fn try_again(&mut self) {
        if self.shown.progress == Progress::Failed {
            self.set_progress(Progress::Pending);
        }
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
            self.save_soon(now);
        }
    }

    /// Has the open pack rendered if its newest state is judged, and not rendered yet.
    pub(crate) fn render_newest(&mut self, draft: &str) {
        let revision = self.revision();
        if self.rendering.shown.revision == Some(revision)
            || self.rendering.shown.progress == Progress::Failed
        {
            return;
        }
        self.rendering.set_progress(Progress::Pending);
        if self.judged.revision != Some(revision) {
            return;
        }
        if !is_rendered(self.pack()) {
            return self.show_rendered(revision, Arc::default(), Vec::new(), Vec::new());
        }
        if self.rendering.under_way.is_some() {
            return;
        }
        self.rendering.under_way = Some(Asked {
            revision,
            audience: self.audience,
            cluster: self.cluster.clone(),
        });
        self.effect(Effect::Render(Box::new(Render {
            check: Check {
                draft: draft.to_owned(),
                pack: self.pack().clone(),
                revision,
                audience: self.audience,
            },
            cluster: self.cluster.clone(),
        })));
    }

    /// Takes note of what was rendered. It may come after something was changed that makes it
    /// worthless.
    pub(crate) fn rendered_came(
        &mut self,
        revision: u64,
        audience: Audience,
        deployment: Arc<Deployment>,
        diagnostics: Vec<Diagnostic>,
        located: Vec<Option<Located>>,
    ) {
        let is_awaited =
            |asked: &mut Asked| asked.revision == revision && asked.audience == audience;
        let Some(asked) = self.rendering.under_way.take_if(is_awaited) else {
            return;
        };
        let is_newer = self
            .rendering
            .shown
            .revision
            .is_none_or(|shown| shown < revision);
        if is_newer && asked.audience == self.audience && asked.cluster == self.cluster {
            self.show_rendered(revision, deployment, diagnostics, located);
        }
    }

    fn show_rendered(
        &mut self,
        revision: u64,
        deployment: Arc<Deployment>,
        diagnostics: Vec<Diagnostic>,
        located: Vec<Option<Located>>,
    ) {
        let progress = match revision == self.revision() {
            true => Progress::Done,
            false => Progress::Pending,
        };
        self.rendering.shown = Arc::new(Rendered {
            revision: Some(revision),
            deployment,
            progress,
        });
        self.judged = Arc::new(
            self.judged
                .with_rendering(Some(revision), diagnostics, located),
        );
    }

    /// Nothing is rendered any more until the user tries again or opens a pack.
    pub(crate) fn renderer_failed(&mut self, message: Message) {
        if self.rendering.shown.progress == Progress::Failed {
            return;
        }
        self.rendering.under_way = None;
        self.rendering.set_progress(Progress::Failed);
        self.judged = Arc::new(self.judged.with_rendering(None, Vec::new(), Vec::new()));
        self.tell(message);
    }
}
