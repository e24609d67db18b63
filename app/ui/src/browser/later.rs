//! What the browser gets only when it is asked for: parts of the program, behind functions.

use std::pin::Pin;

use pack_editor::Tools;

use super::report::Report;
use super::worker::Renderer;

/// What a function gives later.
pub(crate) type Soon<T> = Pin<Box<dyn Future<Output = T>>>;

/// Gives the page of the rule with an id, in Markdown, or says why it cannot.
pub type RulePage = fn(String) -> Soon<String>;

/// Writes an image as a PNG, or says why it cannot; a light one is made smaller where it is large.
pub(crate) type ToPng = fn(Vec<u8>, bool) -> Soon<Result<Vec<u8>, String>>;

/// Gives a renderer, whose renderings are reported.
pub(crate) type StartRenderer = fn(Report) -> Renderer;

/// The functions that load parts of the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Later {
    /// Gives the page of a rule.
    pub(crate) rule_page: RulePage,
    /// Gives the editor's tools, or the reason why it cannot.
    pub(crate) tools: fn() -> Soon<Result<&'static Tools, String>>,
    /// Writes an image as a PNG.
    pub(crate) png: ToPng,
    /// Gives what starts the renderer, unless it cannot be loaded.
    pub(crate) renderer: fn() -> Soon<Option<StartRenderer>>,
}
