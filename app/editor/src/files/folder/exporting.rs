//! Exports the open pack into a folder that the user picks: its files are written into a folder of the pack's
//! name there, as a save does that knows nothing of the folder. So what is already there as it is in the pack is
//! left alone, and the user is asked before anything is overwritten. Other files stay.

use pack_model::export;
use pack_model::pack::on_disk::Divergence;

use super::saving::Stage;
use super::{Folder, FolderHandle};
use crate::editor::Editor;
use crate::event::Dialog;
use crate::files::download::Exported;
use crate::message::Message;

impl Folder {
    /// Leaves alone what is on disk only.
    pub(super) fn leave_others(&mut self, found: &mut Vec<Divergence>) {
        found.retain(|found| {
            if found.here.is_none() {
                self.left.push(found.path.clone());
            }
            found.here.is_some()
        });
    }
}

impl Editor {
    /// Exports the open pack into a folder. One that has the pack's name is the pack's folder itself.
    pub(super) fn export_into(&mut self, handle: FolderHandle) {
        let is_busy = |folder: &Folder| !matches!(folder.stage, Stage::Idle);
        if !self.is_open() || self.folders.exporting.is_some() {
            return;
        }
        if self.folders.open.as_ref().is_some_and(is_busy) {
            return self.tell(Message::info(
                "The pack is being saved in its folder. Export it again after that.",
            ));
        }
        let pack = self.session.pack();
        let mut root = export::stem(&pack.manifest());
        if root == handle.name {
            root.clear();
        } else {
            root.push('/');
        }
        let mut folder = Folder::unknown(handle, root);
        let scan = folder.scan(pack);
        self.folders.exporting = Some(folder);
        self.effect(scan);
    }

    /// An export into a folder is done, if one was under way. Gives whether the open pack is saved there from
    /// now on, as it had no folder before.
    pub(super) fn export_ended(&mut self) -> bool {
        let Some(folder) = self.folders.exporting.take() else {
            return false;
        };
        if self.dialog.is_none() || self.dialog == Some(Dialog::Export) {
            // It has the commands that push the folder.
            self.dialog = Some(Dialog::Export);
            self.exported = Some(Exported::Folder(folder.name()));
        }
        let is_first = self.folders.open.is_none();
        if is_first {
            self.folders.open = Some(folder);
        }
        is_first
    }
}
