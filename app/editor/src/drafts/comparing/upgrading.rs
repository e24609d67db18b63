//! A chart of the open pack is replaced by another version: what follows is proposed, and made in the same step
//! if the user wants that.

use pack_model::deployment::Deployment;
use pack_model::upgrade::Upgrade;
use pack_model::{Change, JsonFile, Pointer};

use crate::drafts::new_pack::Joining;
use crate::editor::Editor;

/// What the user wants of a proposal.
#[derive(Debug, Clone)]
pub struct UpgradeTaken {
    /// The proposal.
    pub joining: Joining,
    /// The version that the pack gets; `None` if only the charts are replaced.
    pub version: Option<String>,
}

impl Editor {
    /// Files that are about to join the open pack, with what follows if they replace its charts by other versions.
    pub(crate) fn followed(&self, mut joining: Joining) -> Joining {
        let tools = self.tools.filter(|_| joining.upgrade.is_none());
        let tried = self.tried(&joining.transaction.changes).ok();
        if let Some((tools, after)) = tools.zip(tried) {
            joining.upgrade = (tools.upgrade)(self.pack(), &after);
        }
        joining
    }

    /// Has the listed images follow what is deployed now, where it is known what was before.
    pub(crate) fn follow_images(&self, joining: &mut Joining, deployment: Option<&Deployment>) {
        let shown = &self.rendering.shown;
        let before = (shown.revision == Some(self.revision())).then_some(&shown.deployment);
        let tried = self.tried(&joining.changes()).ok();
        let (Some(tools), Some(pack), Some(before), Some(now)) =
            (self.tools, tried, before, deployment)
        else {
            return;
        };
        if let Some(Upgrade { changes, .. }) = &mut joining.upgrade {
            changes.extend((tools.follow_deployed)(&pack, before, now));
        }
    }

    /// Makes a proposal, or only what replaces the charts, as one step.
    pub(crate) fn take_upgrade(&mut self, taken: UpgradeTaken, now: f64) {
        self.close_dialog();
        let UpgradeTaken { joining, version } = taken;
        let mut transaction = joining.transaction.clone();
        if let Some(version) = version {
            transaction.label = format!("Next version {version}");
            transaction.changes = joining.changes();
            let path = Pointer::root().child("version");
            let change = Change::set(JsonFile::pack(), path, version);
            transaction.changes.push(change);
        }
        self.make_joined(transaction, &joining.notices, now);
    }
}
