//! Work that needs the tools is done at once, or waits until they are there.

use crate::editor::Editor;
use crate::effect::Effect;
use crate::files::tools::Tools;
use crate::files::work::{Waiting, Work, not_done};
use crate::message::Message;

impl Editor {
    /// Does what needs the tools: at once, or as soon as they are there.
    pub(crate) fn with_tools(&mut self, work: Work, now: f64) {
        match self.tools {
            Some(tools) => self.work(work, tools, now),
            None => {
                let draft = self.draft.clone();
                self.waiting.push(Waiting { draft, work });
                self.effect(Effect::FetchTools);
            }
        }
    }

    /// The tools are there, or the reason why they are not: then what waits for them is not done.
    pub(crate) fn tools_fetched(&mut self, result: Result<&'static Tools, String>, now: f64) {
        let waiting = std::mem::take(&mut self.waiting);
        match result {
            Ok(tools) => {
                self.tools = Some(tools);
                for Waiting { draft, work } in waiting {
                    match not_done(&work).filter(|_| draft != self.draft) {
                        Some(text) => self.tell(Message::error(text)),
                        None => self.work(work, tools, now),
                    }
                }
            }
            Err(_) if waiting.is_empty() => {}
            Err(reason) => {
                self.stop_bundling();
                self.tell(Message::error(reason));
            }
        }
    }

    fn work(&mut self, work: Work, tools: &Tools, now: f64) {
        match work {
            Work::Export { format, then } => self.export_with(tools, format, then),
            Work::DrawLogo => self.draw_logo(tools, now),
            Work::Package {
                found,
                id,
                revision,
            } if revision == self.revision() => self.package(tools, *found, id, now),
            Work::Package { .. } => self.tell_nothing_fixed(),
            Work::AddFiles(entries) => self.add_files(tools, entries, now),
            Work::Join(joining) => self.join(*joining, now),
            Work::Make(template) => self.open_made(template, (tools.build)(template), now),
            Work::NewPack(unpacked) => self.came_in((tools.new_pack)(unpacked), now),
            Work::Bundle => self.go_on_bundling(tools),
            Work::DownloadDraft(loaded) => self.offer_draft(tools, &loaded.pack),
        }
    }
}
