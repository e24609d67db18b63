//! What is wrong with a pack, where, and what mends it: plain data that rules make and pages show.

use serde::{Deserialize, Serialize};

use crate::edit::change::Change;
use crate::place::Place;

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
