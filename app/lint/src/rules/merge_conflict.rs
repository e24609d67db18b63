//! Reports unresolved merge conflicts, for the rules on JSON and YAML syntax.

use pack_model::{FilePath, Place};
use pack_syntax::Lines;

use crate::judge::findings::Findings;
use crate::reading::text::lines::lines;

/// Reports the first conflict marker, which causes all other errors of the text. Whether there is one.
pub(crate) fn report_conflict(findings: &mut Findings, file: &FilePath, text: &str) -> bool {
    let Some((start, mark)) = lines(text).find(|(_, line)| line.starts_with("<<<<<<< ")) else {
        return false;
    };
    let mark = mark.trim_end();
    let line = Lines::new(text).position(start).line;
    let message = format!(
        "Line {line}: An unresolved merge conflict makes the file unreadable. Keep one of the two versions, and remove the lines that start with <<<<<<<, |||||||, ======= and >>>>>>>."
    );
    findings.report(
        Place::text(file.clone(), start..start + mark.len()),
        message,
    );
    true
}
