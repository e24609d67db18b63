//! What few events need: making archives, new packs and logos. A page may load it after the rest, so
//! the editor reaches it only through [`Tools`], and what needs it waits until it is there.

use std::fmt;

use pack_archive::{Entry, Format, Limits};
use pack_model::import::{self, Addition, Import, ImportError, Unpacked};
use pack_model::template::Template;
use pack_model::{Manifest, Pack};

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

/// What is done with the tools, at a time in milliseconds since 1970.
type Work = dyn FnOnce(&mut Editor, &Tools, f64) + Send + Sync;

/// Work that waits for the tools.
pub(crate) struct Waiting(Box<Work>);

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waiting")
    }
}

impl Editor {
    /// Does what needs the tools: at once, or as soon as they are there.
    pub(crate) fn with_tools(
        &mut self,
        now: f64,
        work: impl FnOnce(&mut Self, &Tools, f64) + Send + Sync + 'static,
    ) {
        match self.tools {
            Some(tools) => work(self, tools, now),
            None => {
                self.waiting.push(Waiting(Box::new(work)));
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
                waiting
                    .into_iter()
                    .for_each(|work| work.0(self, tools, now));
            }
            Err(_) if waiting.is_empty() => {}
            Err(reason) => self.tell(Message::error(reason)),
        }
    }
}
