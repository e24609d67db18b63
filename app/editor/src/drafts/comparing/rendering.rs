//! What the pack that the open one is compared with renders to.

use std::sync::Arc;

use pack_model::checking::RenderFor;
use pack_model::deployment::{Deployment, is_rendered};

use super::Comparing;
use crate::editor::Editor;
use crate::effect::{Check, Effect, Render};
use crate::workers::effect::WITHOUT_VALUE;
use crate::workers::rendering::Asked;

/// Revisions from this one up to those of packs without a value are those of packs that are compared.
const BASE: u64 = 1 << 51;

impl Editor {
    /// Has the pack rendered that the open one is compared with, once that is wanted and the renderer is free.
    pub(crate) fn render_base(&mut self, draft: &str) {
        let Comparing {
            shown, is_wanted, ..
        } = &self.comparing;
        let base = shown.base.clone().filter(|_| *is_wanted);
        let Some(base) = base.filter(|_| shown.deployment.is_none()) else {
            return;
        };
        if !is_rendered(&base) {
            return self.show_base_rendered(Arc::default());
        }
        if !self.can_ask_more() || self.rendering.is_under_way() {
            return;
        }
        self.comparing.renderings += 1;
        let asked = Asked {
            revision: BASE + self.comparing.renderings,
            audience: self.audience,
            cluster: self.cluster.clone(),
        };
        self.effect(Effect::Render(Box::new(Render {
            check: Check {
                draft: draft.to_owned(),
                pack: base,
                revision: asked.revision,
                audience: asked.audience,
            },
            cluster: asked.cluster.clone(),
            purpose: RenderFor::Deployment,
        })));
        self.rendering.ask(asked);
    }

    /// Takes note of what was rendered to be compared. Gives whether it was that.
    pub(crate) fn base_came(&mut self, revision: u64, deployment: &Arc<Deployment>) -> bool {
        let is_it = is_base(revision);
        if is_it {
            self.rendering.forget_asked();
            // The rest of what the renderer was at is to be asked for again.
            if !self.rendering.shown.is_whole {
                self.rendering.outdate();
            }
            // Another pack may have taken its place.
            if revision == BASE + self.comparing.renderings {
                self.show_base_rendered(Arc::clone(deployment));
            }
        }
        is_it
    }

    /// The renderer has stopped. If that pack stopped it, it is not asked for it again, until the user asks.
    pub(crate) fn base_stopped(&mut self, asked: Option<u64>) {
        if asked.is_some_and(is_base) {
            self.comparing.is_wanted = false;
            self.show_compared(|shown| shown.stops_renderer = true);
        }
    }

    fn show_base_rendered(&mut self, deployment: Arc<Deployment>) {
        self.comparing.is_wanted = false;
        self.show_compared(|shown| shown.deployment = Some(deployment));
    }

    /// What that pack renders to is not, or no more, what the open one is to be compared with.
    pub(crate) fn forget_base_rendered(&mut self) {
        self.comparing.renderings += 1;
        self.show_compared(|shown| {
            shown.deployment = None;
            shown.stops_renderer = false;
        });
    }
}

/// Whether a revision is that of a pack to compare with.
fn is_base(revision: u64) -> bool {
    (BASE..WITHOUT_VALUE).contains(&revision)
}
