//! What few events need: making archives, new packs and logos. A page may load it after the rest, so
//! the editor reaches it only through [`Tools`], and what needs it waits until it is there.

use pack_archive::{Entry, Format, Limits};
use pack_model::import::{self, Addition, Import, ImportError, Unpacked};
use pack_model::template::Template;
use pack_model::{Manifest, Pack};

use crate::drafts::kept::Loaded;
use crate::drafts::next::Next;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::files::download::Archive;
use crate::files::{exporting, logo};
use crate::message::Message;

/// The functions that may be loaded after the rest.
#[derive(Debug, Clone, Copy)]
pub struct Tools {
    /// Makes the archive of a pack.
    pub(crate) archive: fn(&Pack, Format) -> Result<Archive, pack_archive::Error>,
    /// Makes the pack of a template.
    pub(crate) build: fn(&Template) -> Pack,
    /// Makes a pack of charts or manifests.
    pub(crate) new_pack: fn(Unpacked) -> Result<Import, ImportError>,
    /// Adds files to a pack.
    pub(crate) add_to: fn(&Pack, Vec<Entry>, &Limits) -> Result<Addition, ImportError>,
    /// Draws a logo for a pack, as PNG.
    pub(crate) draw_logo: fn(&Manifest) -> Vec<u8>,
}

/// All tools.
pub static TOOLS: Tools = Tools {
    archive: exporting::archive,
    build: Template::build,
    new_pack: import::new_pack,
    add_to: import::add_to,
    draw_logo: logo::drawn,
};

/// What is done with the tools.
#[derive(Debug)]
pub(crate) enum Work {
    /// The open pack is exported, and something else is opened in its place once that is done.
    Export { format: Format, then: Option<Next> },
    /// A logo is drawn for the open pack.
    DrawLogo,
    /// Files are added to the open pack.
    AddFiles(Vec<Entry>),
    /// A pack is made of a template and opened.
    Make(&'static Template),
    /// A pack is made of charts or manifests and opened.
    NewPack(Unpacked),
    /// A draft is downloaded, whatever is open.
    DownloadDraft(Box<Loaded>),
}

/// Work that waits for the tools.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// The draft that was open when it was asked for.
    draft: Option<String>,
    work: Work,
}

impl Waiting {
    /// What is opened in place of the open pack once the work is done.
    pub(crate) fn next(&self) -> Option<&Next> {
        match &self.work {
            Work::Export { then, .. } => then.as_ref(),
            _ => None,
        }
    }

    /// Whether the work opens a pack.
    pub(crate) fn opens_pack(&self) -> bool {
        matches!(self.work, Work::Make(_) | Work::NewPack(_))
    }
}

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
            Err(reason) => self.tell(Message::error(reason)),
        }
    }

    fn work(&mut self, work: Work, tools: &Tools, now: f64) {
        match work {
            Work::Export { format, then } => self.export_with(tools, format, then),
            Work::DrawLogo => self.draw_logo(tools, now),
            Work::AddFiles(entries) => self.add_files(tools, entries, now),
            Work::Make(template) => self.open_made(template, (tools.build)(template), now),
            Work::NewPack(unpacked) => self.came_in((tools.new_pack)(unpacked), now),
            Work::DownloadDraft(loaded) => self.offer_draft(tools, &loaded.pack),
        }
    }
}

/// What is said where another pack was opened, or the pack closed, while work waited for the tools.
/// Nothing for work that is done whatever is open.
fn not_done(work: &Work) -> Option<&'static str> {
    let text = match work {
        Work::Export { .. } => {
            "The pack was not exported, because you left it first. Open it and export it again."
        }
        Work::DrawLogo => {
            "The logo was not generated, because you left the pack first. Open it and try again."
        }
        Work::AddFiles(_) => {
            "The files were not added, because you left the pack first. Open it and add them again."
        }
        Work::DownloadDraft(_) => return None,
        Work::Make(_) | Work::NewPack(_) => {
            "The new pack was not created, because you opened another pack first. Go to the start page and try again."
        }
    };
    Some(text)
}
