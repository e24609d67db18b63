//! What the pack that the open one is compared with renders to.

use std::sync::Arc;

use pack_model::checking::RenderFor;
use pack_model::deployment::{Deployment, is_rendered};

use crate::editor::Editor;
use crate::effect::{Check, Effect, Render};
use crate::workers::effect::WITHOUT_VALUE;
use crate::workers::rendering::Asked;

/// Revisions from this one up to those of packs without a value are those of packs that are compared.
const BASE: u64 = 1 << 51;

impl Editor {
    /// Has the pack rendered that the open one is compared with.
    pub(crate) fn render_base(&mut self) {
        let draft = self.draft.clone().filter(|_| self.can_ask_more());
        let Some((draft, base)) = draft.zip(self.comparing.shown.base.clone()) else {
            return;
        };
        if !is_rendered(&base) {
            return self.show_compared(|shown| shown.deployment = Some(Arc::default()));
        }
        self.comparing.renderings += 1;
        let asked = Asked {
            revision: BASE + self.comparing.renderings,
            audience: self.audience,
            cluster: self.cluster.clone(),
        };
        self.effect(Effect::Render(Box::new(Render {
            check: Check {
                draft,
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
        let is_it = (BASE..WITHOUT_VALUE).contains(&revision);
        if is_it {
            self.rendering.forget_asked();
            // The rest of what the renderer was at is to be asked for again.
            if !self.rendering.shown.is_whole {
                self.rendering.outdate();
            }
            // Another pack may have taken its place.
            if revision == BASE + self.comparing.renderings {
                let deployment = Arc::clone(deployment);
                self.show_compared(|shown| shown.deployment = Some(deployment));
            }
        }
        is_it
    }
}
