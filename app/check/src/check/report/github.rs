//! Findings as commands in the log of a workflow on GitHub: it shows them at their lines.

use std::io::Write;

use anyhow::Result;
use pack_model::Severity;

use super::{Report, Unread, sum};

/// Writes a command for each finding, fix and source that cannot be read, and a line for each pack.
pub(super) fn write(reports: &[Report], unread: &[Unread], out: &mut impl Write) -> Result<()> {
    for report in reports {
        for made in &report.fixed {
            writeln!(
                out,
                "{}/{}: fixed: {} [{}]",
                report.pack, made.file, made.label, made.rule
            )?;
        }
        for found in &report.findings {
            let command = match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let file = property(&report.path_of(found));
            let place = report.position_of(found);
            let place = place.map(|(line, column)| format!(",line={line},col={column}"));
            let title = property(&found.rule);
            writeln!(
                out,
                "::{command} file={file}{},title={title}::{}",
                place.unwrap_or_default(),
                data(&report.message_of(found))
            )?;
        }
        writeln!(out, "{}", sum(report))?;
    }
    for Unread { pack, message } in unread {
        writeln!(out, "::error file={}::{}", property(pack), data(message))?;
    }
    Ok(())
}

/// A message, in which line ends and percent signs are written by code.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property, in which the signs that end one are, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_is_written_by_code() {
        assert_eq!(data("50 %\r\nx: a, b"), "50 %25%0D%0Ax: a, b");
        assert_eq!(property("c:\\a,b"), "c%3A\\a%2Cb");
    }
}
