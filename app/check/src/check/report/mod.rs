//! The findings of packs, and how they are written: for people, for programs and for pipelines.

mod github;
mod json;
mod junit;
mod sarif;
mod text;

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use pack_model::path::PACK_CHECK_YAML;
use pack_model::{Action, Change, Diagnostic, Locator, Pack, Severity};
use serde::Serialize;

use super::fix::{Fixed, Made, NotFixed};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One line for each, for people.
    Text,
    /// One JSON document, for programs.
    Json,
    /// SARIF 2.1.0, which code scanning reads.
    Sarif,
    /// Commands in the log of a workflow on GitHub, which mark the lines in the files.
    Github,
    /// JUnit's XML, which most pipelines show as tests.
    Junit,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [
        Self::Text,
        Self::Json,
        Self::Sarif,
        Self::Github,
        Self::Junit,
    ];

    /// What the command line calls it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Junit => "junit",
        }
    }

    /// Writes reports, and what could not be read; `fail_on` is the least severity that fails a run.
    pub(super) fn write(
        self,
        reports: &[Report],
        unread: &[Unread],
        fail_on: Severity,
        out: &mut impl Write,
    ) -> Result<()> {
        match self {
            Self::Text => text::write(reports, out),
            Self::Json => json::write(reports, unread, out),
            Self::Sarif => sarif::write(reports, unread, out),
            Self::Github => github::write(reports, unread, out),
            Self::Junit => junit::write(reports, unread, fail_on, out),
        }
    }
}

/// What was found in one pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Report {
    /// The folder or archive, as it was named.
    pub(super) pack: String,
    /// The fixes that were made before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) fixed: Vec<Made>,
    /// The safe fixes that were asked for and not made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) not_fixed: Vec<NotFixed>,
    /// What was left out when the pack was read and the like, each a sentence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) notices: Vec<String>,
    /// The findings, by file and place.
    pub(super) findings: Vec<Found>,
    /// The findings that the pack ignores, which count for nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) ignored: Vec<Found>,
    /// Its files have no paths of their own.
    #[serde(skip)]
    is_archive: bool,
}

/// A source that is no pack, or cannot be read or fixed.
#[derive(Debug)]
pub(super) struct Unread {
    /// The source, as it was named.
    pub(super) pack: String,
    /// Why.
    pub(super) message: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Found {
    /// The rule's id.
    pub(super) rule: String,
    /// `error`, `warning` or `info`.
    #[serde(serialize_with = "as_id")]
    pub(super) severity: Severity,
    /// The file, relative to the pack.
    pub(super) file: String,
    /// The place in it as a JSON pointer; empty for the whole file.
    pub(super) path: String,
    /// The line, from 1; absent if the file is missing or not text.
    pub(super) line: Option<u32>,
    /// The column, from 1, in UTF-16 units.
    pub(super) column: Option<u32>,
    /// What is wrong, why it matters and what to do.
    pub(super) message: String,
    /// What fixes it, best first.
    pub(super) fixes: Vec<OfferedFix>,
    /// Why the pack ignores it, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    /// Whether it is ignored by a comment in its file.
    #[serde(skip)]
    pub(super) is_ignored_in_file: bool,
}

fn as_id<S: serde::Serializer>(severity: &Severity, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(severity.id())
}

/// A fix, which the page can make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct OfferedFix {
    /// Names the fix among those of its finding.
    id: String,
    /// What it does, as a command.
    label: String,
    /// Whether it keeps the meaning of what it changes.
    safe: bool,
}

impl Report {
    /// What was found in a pack.
    pub(super) fn of(source: &Path, pack: &Pack, found: Vec<Diagnostic>) -> Self {
        let mut locator = Locator::new(pack);
        let all = found.into_iter();
        let all = all.map(|diagnostic| Found::of(diagnostic, &mut locator));
        let (ignored, findings) = all.partition(|found| found.reason.is_some());
        Self {
            pack: source.display().to_string(),
            fixed: Vec::new(),
            not_fixed: Vec::new(),
            notices: Vec::new(),
            findings,
            ignored,
            is_archive: !source.is_dir(),
        }
    }

    /// What was found in a pack after its safe fixes.
    pub(super) fn of_fixed(source: &Path, fixed: Fixed) -> Self {
        Self {
            fixed: fixed.made,
            not_fixed: fixed.not_fixed,
            ..Self::of(source, &fixed.pack, fixed.found)
        }
    }

    /// What was left out when the pack was read, and the safe fixes that were asked for and not made: each
    /// as a line.
    pub(super) fn notes(&self) -> impl Iterator<Item = String> {
        let not_fixed = self.not_fixed.iter().map(|not_fixed| {
            let NotFixed {
                rule,
                file,
                label,
                reason,
            } = not_fixed;
            format!("{file}: not fixed: {label} [{rule}]: {reason}")
        });
        self.notices.iter().cloned().chain(not_fixed)
    }

    /// How many findings of a severity there are.
    pub(super) fn count(&self, severity: Severity) -> usize {
        let mut findings = self.findings.iter();
        findings
            .by_ref()
            .filter(|found| found.severity == severity)
            .count()
    }

    /// Whether a finding is at least as bad as that.
    pub(super) fn fails(&self, fail_on: Severity) -> bool {
        self.findings.iter().any(|found| found.severity <= fail_on)
    }

    /// The path of a finding's file as pipelines know it: that of the archive where it is in one. The
    /// separator is `/`.
    fn path_of(&self, found: &Found) -> String {
        let path = match self.is_archive {
            true => self.pack.clone(),
            false => format!("{}/{}", self.pack.trim_end_matches('/'), found.file),
        };
        let path = path.replace('\\', "/");
        path.strip_prefix("./").map(str::to_owned).unwrap_or(path)
    }

    /// The line and column of a finding, which are none in an archive.
    fn position_of(&self, found: &Found) -> Option<(u32, u32)> {
        let (line, column) = (found.line?, found.column?);
        (!self.is_archive).then_some((line, column))
    }

    /// The message of a finding, with its file where the path does not tell it.
    fn message_of(&self, found: &Found) -> String {
        match self.is_archive {
            true => format!("{}: {}", found.file, found.message),
            false => found.message.clone(),
        }
    }
}

impl Found {
    fn of(diagnostic: Diagnostic, locator: &mut Locator<'_>) -> Self {
        let position = locator.position(&diagnostic.place);
        // What checks an ignored finding again changes the file that says that it is ignored.
        let is_ignored_in_file = diagnostic.fixes.iter().any(|fix| match &fix.action {
            Action::Changes(changes) => {
                let mut files = changes.iter().map(Change::file);
                files.any(|file| *file != PACK_CHECK_YAML)
            }
            Action::Package(_) | Action::Logo(_) => false,
        });
        let fixes = match diagnostic.ignored {
            Some(_) => Vec::new(),
            None => diagnostic.fixes,
        };
        let fixes = fixes.into_iter().map(|fix| OfferedFix {
            id: fix.id,
            label: fix.label,
            safe: fix.safety == pack_model::Safety::Safe,
        });
        Self {
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            file: diagnostic.place.file.to_string(),
            path: diagnostic.place.pointer.to_string(),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            message: diagnostic.message,
            fixes: fixes.collect(),
            reason: diagnostic.ignored,
            is_ignored_in_file,
        }
    }
}

/// How many findings of each severity a pack has, in words.
fn sum(report: &Report) -> String {
    let counted = Severity::ALL.map(|severity| {
        let count = report.count(severity);
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {}{plural}", severity.name())
    });
    let ignored = match report.ignored.len() {
        0 => String::new(),
        count => format!(", {count} ignored"),
    };
    format!("{}: {}{ignored}", report.pack, counted.join(", "))
}
