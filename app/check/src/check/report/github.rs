//! Findings as commands in the log of a workflow on GitHub: it shows them at their lines. Ignored ones are
//! not shown there, as they need nobody's attention; the line of their pack counts them.

use std::io::Write;

use anyhow::Result;
use pack_model::Severity;

use super::{Report, Unread, sum};
use crate::check::fix::Made;

/// Writes a command for each finding, note and source that cannot be read, and a line for each fix and pack.
pub(super) fn write(reports: &[Report], unread: &[Unread], out: &mut impl Write) -> Result<()> {
    for report in reports {
        for made in &report.fixed {
            let Made {
                file, label, rule, ..
            } = made;
            let text = format!("{}/{file}: fixed: {label} [{rule}]", report.pack);
            writeln!(out, "{}", line(&text))?;
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
        for note in report.notes() {
            writeln!(
                out,
                "::notice::{}",
                data(&format!("{}: {note}", report.pack))
            )?;
        }
        writeln!(out, "{}", line(&sum(report)))?;
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

/// A line that is no command, whatever is in it. GitHub looks for `::` where a line begins, and for `##[`
/// anywhere.
fn line(text: &str) -> String {
    let text = data(text).replace("##[", "##%5B");
    match text.trim_start().starts_with("::") {
        true => text.replacen(':', "%3A", 1),
        false => text,
    }
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

    #[test]
    fn what_a_pack_is_called_is_no_command() {
        let written = |pack: &str, label: &str| {
            let report = Report {
                pack: pack.to_owned(),
                fixed: vec![Made {
                    rule: "a-rule".to_owned(),
                    file: "a".to_owned(),
                    line: None,
                    label: label.to_owned(),
                }],
                not_fixed: Vec::new(),
                notices: Vec::new(),
                findings: Vec::new(),
                ignored: Vec::new(),
                is_archive: false,
            };
            let mut out = Vec::new();
            write(&[report], &[], &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(
            written("a", "Set b::c"),
            "a/a: fixed: Set b::c [a-rule]\na: 0 errors, 0 warnings, 0 hints\n"
        );
        for name in [
            "x\n::error::y",
            "x\r::error::y",
            " ::error::y",
            "a ##[error]y",
        ] {
            let text = written(name, name);
            assert_eq!(text.lines().count(), 2, "{text}");
            assert!(!text.contains(['\r']) && !text.contains("##["), "{text}");
            assert!(
                !text.lines().any(|line| line.trim_start().starts_with("::")),
                "{text}"
            );
        }
    }
}
