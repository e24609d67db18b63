//! What differs between two packs, as lines.

use std::io::Write;

use anyhow::Result;
use pack_model::File;
use pack_model::compare::report::{Rendered, Report, Row};
use pack_model::compare::{Comparison, FileDifference, Kind, ObjectDifference};
use pack_model::comparison::{LineState, compare};

/// Writes a report, and if a comparison is given, the lines of files and objects that differ.
pub(super) fn write(
    report: &Report,
    lines: Option<&Comparison>,
    rendered: Option<&Rendered>,
    out: &mut impl Write,
) -> Result<()> {
    writeln!(out, "{}", report.title)?;
    if !report.attention.is_empty() {
        writeln!(out, "\nTo look at")?;
        for sentence in &report.attention {
            writeln!(out, "  ! {}", sentence.replace('`', ""))?;
        }
    }
    for section in &report.sections {
        writeln!(out, "\n{}", section.title)?;
        for row in &section.rows {
            writeln!(out, "  {}", line(row))?;
        }
    }
    if report.sections.is_empty() {
        writeln!(out, "Nothing differs.")?;
    }
    let Some(comparison) = lines else {
        return Ok(());
    };
    for file in &comparison.files {
        if let Some((before, after)) = texts(file) {
            write_lines(file.path.as_str(), before, after, out)?;
        }
    }
    let objects = rendered.map(|rendered| rendered.objects.as_slice());
    for object in objects.unwrap_or_default() {
        let ObjectDifference {
            object_kind,
            name,
            texts: (before, after),
            ..
        } = object;
        write_lines(&format!("{object_kind} {name}"), before, after, out)?;
    }
    Ok(())
}

/// One thing that differs, in one line.
fn line(row: &Row) -> String {
    let Row {
        kind,
        name,
        before,
        after,
        note,
    } = row;
    let sign = match kind {
        Kind::Added => '+',
        Kind::Removed => '-',
        Kind::Changed => '~',
    };
    let mut line = format!("{sign} {name}");
    match (before.as_str(), after.as_str()) {
        ("", "") => {}
        ("", after) => line.push_str(&format!(": {after}")),
        (before, "") => line.push_str(&format!(": was {before}")),
        (before, after) => line.push_str(&format!(": {before} → {after}")),
    }
    if !note.is_empty() {
        line.push_str(&format!(" ({note})"));
    }
    line
}

/// The texts of a file; `None` if a side that has it is no text. A side without it is empty.
fn texts(file: &FileDifference) -> Option<(&str, &str)> {
    let (before, after) = file.sides();
    Some((text(before)?, text(after)?))
}

fn text(file: Option<&File>) -> Option<&str> {
    file.map_or(Some(""), File::text)
}

fn write_lines(name: &str, before: &str, after: &str, out: &mut impl Write) -> Result<()> {
    writeln!(out, "\n--- {name}")?;
    for line in compare(before, after) {
        match line.state {
            LineState::Unchanged => writeln!(out, "  {}", line.text)?,
            LineState::Removed => writeln!(out, "- {}", line.text)?,
            LineState::Added => writeln!(out, "+ {}", line.text)?,
            LineState::Omitted => writeln!(out, "  … {} lines", line.number)?,
        }
    }
    Ok(())
}
