//! Where lines start, and the blanks that they start with.

/// The start of the line that a byte is on.
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

/// The blanks between the start of a line and a byte, if there is nothing else between.
pub(crate) fn indent_of(text: &str, at: usize) -> Option<&str> {
    let before = text.get(line_start(text, at)..at)?;
    let before = before.strip_prefix(crate::lines::BOM).unwrap_or(before);
    before
        .bytes()
        .all(|byte| matches!(byte, b' ' | b'\t'))
        .then_some(before)
}

/// The blanks that the line of a byte starts with.
pub(crate) fn line_indent(text: &str, at: usize) -> &str {
    let line = text.get(line_start(text, at)..at).unwrap_or_default();
    let line = line.strip_prefix(crate::lines::BOM).unwrap_or(line);
    line.get(..line.len() - line.trim_start_matches([' ', '\t']).len())
        .unwrap_or_default()
}

/// The byte after the newline that stands at a byte, if there is one.
pub(crate) fn after_newline(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        _ => at,
    }
}

/// The byte of a line's end after a byte, before its newline.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// The byte after the newline of a byte's line, or the end of the text.
pub(crate) fn next_line(text: &str, at: usize) -> usize {
    after_newline(text, line_end(text, at))
}

/// The start of the line above the one that starts at a byte.
pub(crate) fn line_above(text: &str, line: usize) -> usize {
    let before = text.get(..line).unwrap_or_default();
    let above = before.strip_suffix('\n').unwrap_or(before);
    let above = above.strip_suffix('\r').unwrap_or(above);
    line_start(text, above.len())
}

/// The line ending that most lines have.
pub(crate) fn newline(text: &str) -> &'static str {
    let crlf = text.matches("\r\n").count();
    let all = text.matches('\n').count();
    if crlf * 2 > all { "\r\n" } else { "\n" }
}
