//! A report as Markdown, for pull requests and change records.

use std::fmt::Write;

use super::{Report, Row, Section};
use crate::compare::Kind;

/// How many rows a section has before it is folded.
const FOLDED: usize = 25;

impl Report {
    /// The report as Markdown, as GitHub and GitLab read it. Names and values stand in code, so that
    /// nothing in them is taken for a mark.
    pub fn markdown(&self) -> String {
        self.written("##", usize::MAX, push)
    }

    /// The same for a page that shows the rest elsewhere: of a long section the first rows are there.
    pub fn excerpt(&self) -> String {
        self.written("#", FOLDED, |text, Section { title, rows }| {
            let shown = rows.get(..FOLDED).unwrap_or(rows);
            line(text, format_args!("\n## {title}\n"));
            table(text, shown);
            more(text, rows.len() - shown.len());
        })
    }

    fn written(&self, top: &str, most: usize, push: fn(&mut String, &Section)) -> String {
        let mut text = format!("{top} {}\n", escaped(&self.title));
        if !self.attention.is_empty() {
            line(&mut text, format_args!("\n{top}# To look at\n"));
            for sentence in self.attention.iter().take(most) {
                line(
                    &mut text,
                    format_args!("- {}", escaped_around_code(sentence)),
                );
            }
            more(&mut text, self.attention.len().saturating_sub(most));
        }
        for section in &self.sections {
            push(&mut text, section);
        }
        if self.sections.is_empty() {
            text.push_str("\nNothing differs.\n");
        }
        text
    }
}

fn push(text: &mut String, Section { title, rows }: &Section) {
    let is_folded = rows.len() > FOLDED;
    let counts = counts(rows);
    match is_folded {
        true => line(
            text,
            format_args!("\n<details><summary><b>{title}</b>: {counts}</summary>\n"),
        ),
        false => line(text, format_args!("\n### {title}\n")),
    }
    table(text, rows);
    if is_folded {
        text.push_str("\n</details>\n");
    }
}

/// Counts what is left out.
fn more(text: &mut String, count: usize) {
    if count > 0 {
        line(text, format_args!("\nAnd {count} more."));
    }
}

fn table(text: &mut String, rows: &[Row]) {
    let has_values = rows
        .iter()
        .any(|row| !(row.before.is_empty() && row.after.is_empty()));
    let has_notes = rows.iter().any(|row| !row.note.is_empty());
    let mut head = vec!["", "Name"];
    if has_values {
        head.extend(["Before", "After"]);
    }
    if has_notes {
        head.push("");
    }
    let rule = vec!["---"; head.len()];
    for cells in [head, rule] {
        line(text, format_args!("| {} |", cells.join(" | ")));
    }
    for row in rows {
        let mut cells = vec![row.kind.word().to_owned(), code(&row.name)];
        if has_values {
            cells.extend([code(&row.before), code(&row.after)]);
        }
        if has_notes {
            cells.push(escaped(&row.note).replace('|', "\\|"));
        }
        line(text, format_args!("| {} |", cells.join(" | ")));
    }
}

/// Adds a line. Writing to a text never fails.
fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = writeln!(text, "{line}");
}

fn counts(rows: &[Row]) -> String {
    let count = |kind| rows.iter().filter(|row| row.kind == kind).count();
    let kinds = [Kind::Added, Kind::Removed, Kind::Changed];
    let counts = kinds.map(|kind| (count(kind), kind.word()));
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    counts.join(", ")
}

/// A text as code in a cell of a table; nothing for an empty one.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{}{space}{fence}", text.replace('|', "\\|"))
}

/// A text in which nothing is a mark.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if "\\`*_{}[]<>#|~".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A sentence in which only what stands in code is marked.
fn escaped_around_code(sentence: &str) -> String {
    let parts = sentence.split('`').zip(0..);
    let parts = parts.map(|(part, index)| match index % 2 {
        0 => escaped(part),
        _ => format!("`{part}`"),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, after: &str, note: &str) -> Row {
        Row {
            kind: Kind::Added,
            name: name.to_owned(),
            before: String::new(),
            after: after.to_owned(),
            note: note.to_owned(),
        }
    }

    #[test]
    fn marks_in_names_and_values_are_shown_as_they_are() {
        let report = Report {
            title: "web_a 1 → 2".to_owned(),
            attention: vec!["`a_b` is <b>1</b>.".to_owned()],
            sections: vec![Section {
                title: "Values",
                rows: vec![row("a|b", "`x`", "see *this*"), row("c", "", "")],
            }],
        };
        let expected = "## web\\_a 1 → 2\n\n### To look at\n\n- `a_b` is \\<b\\>1\\</b\\>.\n\n### Values\n\n\
            |  | Name | Before | After |  |\n| --- | --- | --- | --- | --- |\n\
            | added | `a\\|b` |  | `` `x` `` | see \\*this\\* |\n| added | `c` |  |  |  |\n";
        assert_eq!(report.markdown(), expected);
    }

    #[test]
    fn long_sections_are_folded_and_nothing_is_said() {
        let rows = (0..=FOLDED).map(|number| row(&number.to_string(), "", ""));
        let mut report = Report {
            title: "web".to_owned(),
            attention: Vec::new(),
            sections: vec![Section {
                title: "Files",
                rows: rows.collect(),
            }],
        };
        let excerpt = report.excerpt();
        assert!(
            excerpt.ends_with("| added | `24` |\n\nAnd 1 more.\n"),
            "{excerpt}"
        );
        let text = report.markdown();
        assert!(
            text.contains("<summary><b>Files</b>: 26 added</summary>"),
            "{text}"
        );
        assert!(text.ends_with("\n</details>\n"));
        report.sections.clear();
        assert_eq!(report.markdown(), "## web\n\nNothing differs.\n");
    }
}
