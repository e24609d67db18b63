//! What a value changes, or the presets that are chosen: the pack is rendered once more without it, and both are
//! compared.

use std::sync::Arc;

use pack_model::checking::RenderFor;
use pack_model::deployment::Deployment;
use pack_model::{Change, Pointer, YamlFile};

use super::rendering::{Asked, Progress};
use crate::editor::Editor;
use crate::effect::{Check, Effect, Render};
use crate::message::Message;

/// Revisions from this one on are those of packs without a value or presets, each with a number of its own.
pub(crate) const WITHOUT_VALUE: u64 = 1 << 52;

/// What a cluster would get without a value of values.yaml, or without presets.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueEffect {
    /// The path of the value; `None` for presets.
    pub value: Option<Pointer>,
    /// The revision of the pack with it.
    pub revision: u64,
    /// What a cluster would get; `None` until that is known.
    pub without: Option<Arc<Deployment>>,
}

impl Editor {
    /// Renders the open pack without a value, or if none is given, without presets.
    pub(crate) fn ask_for_effect(&mut self, value: Option<Pointer>) {
        let Some(draft) = self.draft.clone().filter(|_| self.can_ask_more()) else {
            return;
        };
        let mut cluster = self.cluster.clone();
        if value.is_none() {
            cluster.presets.clear();
        }
        let removal = value.clone();
        let removal = removal.map(|value| Change::remove(YamlFile::values(), value));
        let pack = match self.tried(removal.as_slice()) {
            Ok(pack) => pack,
            Err(refusal) => return self.tell(Message::error(refusal.to_string())),
        };
        self.rendering.effects += 1;
        let asked = Asked {
            revision: WITHOUT_VALUE + self.rendering.effects,
            audience: self.audience,
            cluster,
        };
        self.show_effect(value, self.revision(), None);
        self.effect(Effect::Render(Box::new(Render {
            check: Check {
                draft,
                pack,
                revision: asked.revision,
                audience: asked.audience,
            },
            cluster: asked.cluster.clone(),
            purpose: RenderFor::Deployment,
        })));
        self.rendering.ask(asked);
    }

    /// Whether the renderer may be asked for more than the deployment: it is known, and no new charts wait for
    /// theirs.
    pub(crate) fn can_ask_more(&self) -> bool {
        self.rendering.shown.progress == Progress::Done && !self.drafts.is_rendering()
    }

    /// Has the values without effect of the open pack found.
    pub(crate) fn try_values(&mut self) {
        let Some(draft) = self.draft.clone().filter(|_| self.can_ask_more()) else {
            return;
        };
        self.rendering.forget_asked();
        Arc::make_mut(&mut self.rendering.shown).is_trying = true;
        self.render(&draft, RenderFor::WithoutEffect);
    }

    /// Takes note of what was rendered without a value. Gives whether it was that.
    pub(crate) fn effect_came(&mut self, revision: u64, deployment: &Arc<Deployment>) -> bool {
        let is_it = revision >= WITHOUT_VALUE;
        if is_it {
            self.rendering.forget_asked();
            // Another value may have been asked for since.
            let is_last = revision == WITHOUT_VALUE + self.rendering.effects;
            let awaited = self.rendering.shown.effect.clone().filter(|_| is_last);
            // The rest of what the renderer was at is to be asked for again.
            if !self.rendering.shown.is_whole {
                self.rendering.outdate();
            }
            // What was rendered since has taken its place.
            if let Some(awaited) = awaited.filter(|effect| effect.without.is_none()) {
                let without = Some(Arc::clone(deployment));
                self.show_effect(awaited.value.clone(), awaited.revision, without);
            }
        }
        is_it
    }

    fn show_effect(
        &mut self,
        value: Option<Pointer>,
        revision: u64,
        without: Option<Arc<Deployment>>,
    ) {
        let effect = ValueEffect {
            value,
            revision,
            without,
        };
        let shown = Arc::make_mut(&mut self.rendering.shown);
        shown.effect = Some(Arc::new(effect));
        shown.is_trying = false;
    }
}
