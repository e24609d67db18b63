//! Findings as lines, as compilers write them.

use std::io::Write;

use anyhow::Result;

use super::{Report, sum};

/// Writes a line for each fix that was made, for each finding and fix of it, and for each pack.
pub(super) fn write(reports: &[Report], out: &mut impl Write) -> Result<()> {
    for report in reports {
        let pack = &report.pack;
        let at = |line: Option<u32>| line.map(|line| format!(":{line}")).unwrap_or_default();
        for made in &report.fixed {
            let (file, line) = (&made.file, at(made.line));
            writeln!(
                out,
                "{pack}/{file}{line}: fixed: {} [{}]",
                made.label, made.rule
            )?;
        }
        for found in &report.findings {
            let (file, line) = (&found.file, at(found.line));
            let (severity, message) = (found.severity.name(), &found.message);
            writeln!(
                out,
                "{pack}/{file}{line}: {severity}: {message} [{}]",
                found.rule
            )?;
            for fix in &found.fixes {
                writeln!(out, "    fix: {}", fix.label)?;
            }
        }
        writeln!(out, "{}", sum(report))?;
    }
    Ok(())
}
