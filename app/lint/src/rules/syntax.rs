//! What the rules on the syntax of JSON and YAML share: the text of a message, and merge conflicts.

use pack_model::{FilePath, Place};
use pack_syntax::{Lines, Problem};

use crate::judge::findings::Findings;
use crate::reading::text::lines::lines;

/// Where a syntax error is, what is wrong, why it matters and what to do.
pub(crate) fn message(problem: &Problem, lines: &Lines, file: &str) -> String {
    let position = lines.position(problem.range.start);
    // The parser's sentences have the form "what is wrong; what to do."
    let (wrong, advice) = match problem.message.rsplit_once("; ") {
        Some((wrong, advice)) => (wrong, capitalised(advice)),
        None => (problem.message.trim_end_matches('.'), String::new()),
    };
    let text = format!(
        "Line {}, column {}: {wrong}, so Palette cannot read {file}. {advice}",
        position.line, position.column
    );
    text.trim_end().to_owned()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Reports the first conflict marker, which causes all other errors of the text. Whether there is one.
pub(crate) fn report_conflict(findings: &mut Findings, file: &FilePath, text: &str) -> bool {
    let Some((start, mark)) = lines(text).find(|(_, line)| line.starts_with("<<<<<<< ")) else {
        return false;
    };
    let mark = mark.trim_end();
    let line = Lines::new(text).position(start).line;
    let message = format!(
        "Line {line}: An unresolved merge conflict makes the file unreadable. Keep one version, and remove the other one and the conflict markers."
    );
    findings.report(
        Place::text(file.clone(), start..start + mark.len()),
        message,
    );
    true
}
