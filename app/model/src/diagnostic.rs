//! What is wrong with a pack, where, and what fixes it: plain data that rules make and pages show.

use serde::{Deserialize, Serialize};

use crate::chart::packed;
use crate::edit::Change;
use crate::pack::Pack;
use crate::pack::path::{FilePath, PACK_JSON, VALUES_YAML};
use crate::pack::place::Place;

/// How bad a finding is. The worst comes first, as in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Palette or the registry rejects it, or values are never used.
    Error,
    /// It will probably fail, or the community repository's checks reject it.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// All severities, worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The severity's id in the page and in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The severity in the word that people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "hint",
        }
    }
}

/// Whose registry the pack is made for. The community repository's checks reject more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The user's own registry.
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
    /// What fixes it, best first.
    pub fixes: Vec<Fix>,
    /// Why the pack ignores it: such a finding counts for nothing, and its one fix is to check it again.
    /// `None` if it is not ignored.
    pub ignored: Option<String>,
}

impl Diagnostic {
    /// Whether a pack can have it ignored: it is not yet, and is not about what is ignored.
    pub fn can_be_ignored(&self) -> bool {
        self.ignored.is_none() && !self.rule.starts_with("ignore-")
    }

    /// What findings are listed by: the file (pack.json first, then values.yaml, then the others by path),
    /// the byte at which the place starts, and the severity.
    pub fn order(&self, start: usize) -> (u8, FilePath, usize, Severity) {
        let rank = match self.place.file.as_str() {
            PACK_JSON => 0,
            VALUES_YAML => 1,
            _ => 2,
        };
        (rank, self.place.file.clone(), start, self.severity)
    }
}

/// One way to fix a finding, as a single step that can be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Names the fix among those of its finding, such as `rename` or `keep-last`.
    pub id: String,
    /// What it does, as a command: "Rename to kubeManifests".
    pub label: String,
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// What it does.
    pub action: Action,
}

impl Fix {
    /// What it changes in the pack of its finding, with the archive that it makes. `None` if it works on
    /// the logo, or the folder to package is no chart.
    pub fn changes(&self, pack: &Pack) -> Option<Vec<Change>> {
        match &self.action {
            Action::Changes(changes) => Some(changes.clone()),
            Action::Package(packaging) => {
                let archive = packed(pack, &packaging.folder)?;
                let put = Change::put_file(packaging.archive.clone(), archive);
                let then = packaging.then.iter().cloned();
                Some(std::iter::once(put).chain(then).collect())
            }
            Action::Logo(_) => None,
        }
    }

    /// Whether what it changes is shown before it is made. A picture has no lines to show, and is
    /// seen as soon as it is there.
    pub fn asks_first(&self) -> bool {
        self.safety == Safety::Ask && !matches!(self.action, Action::Logo(_))
    }
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
    /// A chart's folder made into an archive.
    Package(Packaging),
    /// Work on the logo that needs the browser's image decoder.
    Logo(LogoAction),
}

/// An archive to make of an unpacked chart, or of the files of another archive. A finding has no archive, as few of them are ever used,
/// and [`Fix::changes`] makes it when the fix is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packaging {
    /// The chart's folder in the pack, ending in `/`, or an archive of it.
    pub folder: String,
    /// The path that the archive gets.
    pub archive: FilePath,
    /// What is changed once the archive is in the pack.
    pub then: Vec<Change>,
}

/// Work on the logo that needs the browser's image decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogoAction {
    /// Let the user choose a file.
    Choose,
    /// Draw the category icon with the pack's initials.
    Draw,
    /// Convert the content of logo.png to PNG.
    Convert,
    /// Scale it down to 512 pixels.
    ScaleDown,
}
