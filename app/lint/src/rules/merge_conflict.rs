//! The marks that Git leaves in a text where two versions of it could not be merged.

use pack_model::{FilePath, Place};
use pack_syntax::Lines;

use crate::judge::findings::Findings;
use crate::reading::text::lines::lines;

/// Reports the first mark, which makes whatever else is wrong with the text. Whether there is one.
pub(crate) fn report_conflict(findings: &mut Findings, file: &FilePath, text: &str) -> bool {
    let Some((start, mark)) = lines(text).find(|(_, line)| line.starts_with("<<<<<<< ")) else {
        return false;
    };
    let mark = mark.trim_end();
    let line = Lines::new(text).position(start).line;
    let message = format!(
        "Line {line}: A merge was left here unfinished, so the file cannot be read. Keep one of the two versions, and remove the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>."
    );
    findings.report(
        Place::text(file.clone(), start..start + mark.len()),
        message,
    );
    true
}
