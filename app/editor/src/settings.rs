//! What the editor is told of the page when it starts.

use pack_archive::Format;
use pack_model::Audience;

use crate::files::tools::{TOOLS, Tools};
use crate::place::views::Views;

/// What the page knows when it starts.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Whom the pack was made for the last time.
    pub audience: Audience,
    /// The format of the last export.
    pub last_format: Option<Format>,
    /// The views that the user chose for sections.
    pub views: Views,
    /// A number that other tabs do not have.
    pub seed: u32,
    /// Whether no draft is about to be opened, so that the page answers at once.
    pub is_ready: bool,
    /// Whether the browser can write into folders.
    pub has_folders: bool,
    /// The tools, unless they are fetched for the first event that needs them.
    pub tools: Option<&'static Tools>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            audience: Audience::default(),
            last_format: None,
            views: Views::default(),
            seed: 0,
            is_ready: false,
            has_folders: false,
            tools: Some(&TOOLS),
        }
    }
}
