//! What the page and the worker that judges say to each other.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Audience, Diagnostic};
use crate::file::File;
use crate::locate::Located;
use crate::origin::Origin;
use crate::path::FilePath;

/// What the page asks of the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Judge the pack after these files have changed.
    Check(Check),
    /// Send the page of a rule.
    Explain {
        /// The rule's id.
        rule: String,
    },
}

/// A pack to judge, as what has changed since the last request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Forget the files known so far: another pack was opened.
    pub fresh: bool,
    /// The revision of the pack that these files make; an answer repeats it.
    pub revision: u64,
    /// Whom the pack is made for.
    pub audience: Audience,
    /// The day that end of life is compared with, as `yyyy-MM-dd`; the judge has no clock.
    pub today: String,
    /// Where the pack came from.
    pub origin: Origin,
    /// The files that changed; `None` where one was removed.
    pub files: Vec<(FilePath, Option<File>)>,
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The worker has started and listens.
    Ready,
    /// All findings of a revision.
    Checked {
        /// The revision that the findings judge.
        revision: u64,
        /// Whom they judge it for.
        audience: Audience,
        /// The findings, in the order of files and places.
        diagnostics: Vec<Diagnostic>,
        /// Where each of them stands in its file; nothing where that is absent or no text.
        located: Vec<Option<Located>>,
    },
    /// The page of a rule, in Markdown.
    Explained {
        /// The rule's id.
        rule: String,
        /// Its page; empty for a rule that does not exist.
        page: String,
    },
}
