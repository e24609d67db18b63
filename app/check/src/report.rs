//! The findings of packs, written for people or for programs.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use pack_lint::{Options, check};
use pack_model::{Diagnostic, Locator, Pack, Severity};
use serde::Serialize;

/// What was found in one pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The folder or archive, as it was named.
    pub pack: String,
    /// The findings, by file and place.
    pub findings: Vec<Found>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The rule's id.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// The file, relative to the pack.
    pub file: String,
    /// The place in it as a JSON pointer; empty for the whole file.
    pub path: String,
    /// The line, from 1; absent if the file is missing or not text.
    pub line: Option<u32>,
    /// What is wrong, why it matters and what to do.
    pub message: String,
    /// What fixes it, best first.
    pub fixes: Vec<OfferedFix>,
}

/// A fix, which the page can make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferedFix {
    /// Names the fix among those of its finding.
    pub id: String,
    /// What it does, as a command.
    pub label: String,
    /// Whether it keeps the meaning of what it changes.
    pub safe: bool,
}

impl Report {
    /// Checks a pack.
    pub fn of(source: &Path, pack: &Pack, options: &Options) -> Self {
        let mut locator = Locator::new(pack);
        let findings = check(pack, options)
            .into_iter()
            .map(|diagnostic| Found::of(diagnostic, &mut locator))
            .collect();
        Self {
            pack: source.display().to_string(),
            findings,
        }
    }

    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|found| found.severity == severity.id())
            .count()
    }
}

impl Found {
    fn of(diagnostic: Diagnostic, locator: &mut Locator<'_>) -> Self {
        let line = locator
            .position(&diagnostic.place)
            .map(|position| position.line);
        let fixes = diagnostic.fixes.into_iter().map(|fix| OfferedFix {
            id: fix.id,
            label: fix.label,
            safe: fix.safety == pack_model::Safety::Safe,
        });
        Self {
            rule: diagnostic.rule,
            severity: diagnostic.severity.id(),
            file: diagnostic.place.file.to_string(),
            path: diagnostic.place.pointer.to_string(),
            line,
            message: diagnostic.message,
            fixes: fixes.collect(),
        }
    }
}

/// Writes one JSON array with an object for each pack.
///
/// # Errors
///
/// If `out` cannot be written.
pub fn write_json(reports: &[Report], out: &mut impl Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, reports)?;
    writeln!(out)?;
    Ok(())
}

/// The word for a severity of which the id is known.
fn name(id: &'static str) -> &'static str {
    let severity = Severity::ALL
        .into_iter()
        .find(|severity| severity.id() == id);
    severity.map_or(id, Severity::name)
}

fn counted(count: usize, severity: Severity) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {}{plural}", severity.name())
}

/// Writes a line for each finding, as compilers do, and a line for each pack.
///
/// # Errors
///
/// If `out` cannot be written.
pub fn write_text(reports: &[Report], out: &mut impl Write) -> Result<()> {
    for report in reports {
        for found in &report.findings {
            let line = found
                .line
                .map(|line| format!(":{line}"))
                .unwrap_or_default();
            writeln!(
                out,
                "{}/{}{line}: {}: {} [{}]",
                report.pack,
                found.file,
                name(found.severity),
                found.message,
                found.rule
            )?;
            for fix in &found.fixes {
                writeln!(out, "    fix: {}", fix.label)?;
            }
        }
        let counts = [Severity::Error, Severity::Warning, Severity::Info]
            .map(|severity| counted(report.count(severity), severity));
        writeln!(out, "{}: {}", report.pack, counts.join(", "))?;
    }
    Ok(())
}
