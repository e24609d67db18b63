//! What the workers say of the open pack: the findings about it, and what a cluster gets from it.

pub(crate) mod effect;
pub(crate) mod judged;
pub(crate) mod judging;
pub(crate) mod rendering;
pub mod severity;

use std::sync::Arc;

use pack_model::{Audience, Findings};

use crate::editor::Editor;

impl Editor {
    /// Checks the pack for another audience. Until that is done nothing counts as judged.
    pub(crate) fn judge_for(&mut self, audience: Audience) {
        Arc::make_mut(&mut self.judged).revision = None;
        self.rendering.outdate();
        self.audience = audience;
    }

    /// Takes note of findings about texts. They may come after another pack was opened, or another
    /// audience was chosen.
    pub(crate) fn judged_came(&mut self, revision: u64, audience: Audience, findings: Findings) {
        if revision >= self.first_revision && audience == self.audience {
            self.judging.begin_anew();
            let judged = self.judged.with_texts(revision, findings);
            self.judged = Arc::new(judged);
        }
    }
}
