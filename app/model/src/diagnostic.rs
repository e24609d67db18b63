//! What is wrong with a pack, where, and what mends it: plain data that rules make and pages show.

use std::ops::Range;

use pack_syntax::Pointer;
use serde::{Deserialize, Serialize};

use crate::edit::change::Change;
use crate::path::FilePath;

/// How bad a finding is. The order is that of the list: worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Palette or the registry refuses it, or values never arrive.
    Error,
    /// It will likely misbehave, or the community repository's checks refuse it.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// All severities, worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The severity's name as it stands in the page and in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Whose registry the pack is made for. The community repository's checks refuse more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// A registry of one's own.
    #[default]
    Own,
    /// The community pack repository.
    Community,
}

/// A symbolic place in a pack. Lines and columns are computed from it where they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, which need not exist: a missing file is a place as well.
    pub file: FilePath,
    /// The path in the file; the root stands for the whole file.
    pub pointer: Pointer,
    /// What of the entry at that path is meant.
    pub part: Part,
}

/// What of an entry a [`Place`] means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The value.
    #[default]
    Value,
    /// The key.
    Key,
    /// A range of the file's text in UTF-8 bytes: where a file cannot be parsed, no path leads there.
    Text {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
}

impl Place {
    /// A whole file.
    pub fn file(file: FilePath) -> Self {
        Self {
            file,
            pointer: Pointer::root(),
            part: Part::Value,
        }
    }

    /// The value at a path of a file.
    pub fn value(file: FilePath, pointer: Pointer) -> Self {
        Self {
            file,
            pointer,
            part: Part::Value,
        }
    }

    /// The key at a path of a file.
    pub fn key(file: FilePath, pointer: Pointer) -> Self {
        Self {
            file,
            pointer,
            part: Part::Key,
        }
    }

    /// A range of a file's text, in UTF-8 bytes.
    pub fn text(file: FilePath, range: Range<usize>) -> Self {
        Self {
            file,
            pointer: Pointer::root(),
            part: Part::Text {
                start: range.start,
                end: range.end,
            },
        }
    }
}

/// One finding of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The rule's id, such as `version-leading-v`.
    pub rule: String,
    /// How bad it is, for the audience that was asked for.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, why it matters and what to do, naming the value.
    pub message: String,
    /// What would mend it, best first.
    pub fixes: Vec<Fix>,
}

/// One way to mend a finding; always a single undoable step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Names the fix among those of its finding, such as `rename` or `keep-last`.
    pub id: String,
    /// What it does, as a command: "Rename to kubeManifests".
    pub label: String,
    /// Whether it may be applied without a look.
    pub safety: Safety,
    /// What it does.
    pub action: Action,
}

/// Whether a fix keeps the meaning of what it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// It keeps the meaning.
    Safe,
    /// It changes the meaning: its label says how.
    Ask,
}

/// What a fix does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Changes of the pack.
    Changes(Vec<Change>),
    /// Work on the logo that needs the page's image decoder.
    Logo(LogoAction),
}

/// Work on the logo that needs the page's image decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogoAction {
    /// Let the user choose a file.
    Choose,
    /// Draw the category icon with the pack's initials.
    Draw,
    /// Convert what stands in logo.png to PNG.
    Convert,
    /// Scale it down to 512 pixels.
    ScaleDown,
}
