//! Lines in a text: where they start and end, and their indentation.
//!
//! `at` is always a byte offset.

/// The start of the line that contains a byte.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()
        .get(..at)
        .and_then(|before| {
            before
                .iter()
                .rposition(|byte| matches!(byte, b'\n' | b'\r'))
        })
        .map_or(0, |newline| newline + 1)
}

/// The spaces and tabs before a byte on its line. `None` if anything else is before it.
pub(crate) fn indent_of(text: &str, at: usize) -> Option<&str> {
    let before = text.get(line_start(text, at)..at)?;
    let before = before.strip_prefix(crate::text::BOM).unwrap_or(before);
    before
        .bytes()
        .all(|byte| matches!(byte, b' ' | b'\t'))
        .then_some(before)
}

/// The spaces and tabs at the start of the line that contains a byte.
pub(crate) fn line_indent(text: &str, at: usize) -> &str {
    let line = text.get(line_start(text, at)..at).unwrap_or_default();
    let line = line.strip_prefix(crate::text::BOM).unwrap_or(line);
    line.get(..line.len() - line.trim_start_matches([' ', '\t']).len())
        .unwrap_or_default()
}

/// The byte after the newline at `at`, or `at` itself if there is no newline.
pub(crate) fn after_newline(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        _ => at,
    }
}

/// The end of the line that contains a byte, before its newline.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// The start of the line after the one that contains a byte, or the end of the text.
pub(crate) fn next_line(text: &str, at: usize) -> usize {
    after_newline(text, line_end(text, at))
}

/// The start of the line above the one that starts at `line`.
pub(crate) fn line_above(text: &str, line: usize) -> usize {
    let before = text.get(..line).unwrap_or_default();
    let above = before.strip_suffix('\n').unwrap_or(before);
    let above = above.strip_suffix('\r').unwrap_or(above);
    line_start(text, above.len())
}

/// The line ending of most lines.
pub(crate) fn newline(text: &str) -> &'static str {
    let crlf = text.matches("\r\n").count();
    let all = text.matches('\n').count();
    if crlf * 2 > all { "\r\n" } else { "\n" }
}
