//! The messages between the page and the worker that checks the pack.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Audience, Diagnostic};
use crate::pack::file::File;
use crate::pack::locate::Located;
use crate::pack::origin::Origin;
use crate::pack::path::FilePath;

/// What the page asks of the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Check the pack after these files have changed.
    Check(Check),
}

/// A pack to check, as the changes since the last request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Drop all files known so far: another pack was opened.
    pub fresh: bool,
    /// The revision of the pack with these files; the answer repeats it.
    pub revision: u64,
    /// Whose registry the pack is made for.
    pub audience: Audience,
    /// Today, as `yyyy-MM-dd`, to compare with the end of life; rules have no clock.
    pub today: String,
    /// Where the pack came from.
    pub origin: Origin,
    /// The files that changed; `None` where one was removed.
    pub files: Vec<(FilePath, Option<File>)>,
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The worker has started.
    Ready,
    /// All findings of a revision.
    Checked {
        /// The revision that was checked.
        revision: u64,
        /// For whose registry it was checked.
        audience: Audience,
        /// The findings, in the order of files and places.
        diagnostics: Vec<Diagnostic>,
        /// Where each of them is in its file; `None` if the file is missing or not text.
        located: Vec<Option<Located>>,
    },
}
